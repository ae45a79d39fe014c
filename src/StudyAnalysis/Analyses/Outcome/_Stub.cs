using StudyAnalysis.Statistics.Survival;
namespace StudyAnalysis.Analyses.Outcome;
internal static class FirthCoxRegression { public static CoxFit Fit(CoxInput i, double l) => CoxRegression.Fit(i, CoxTies.Efron, l); }
