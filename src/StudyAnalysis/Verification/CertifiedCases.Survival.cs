using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Survival;

namespace StudyAnalysis.Verification;

/// <summary>Survival curves, the tests between them, and competing causes.</summary>
public static partial class CertifiedCases
{
    private static IEnumerable<CertifiedCase> Survival() =>
    [
        Case(
            "Freireich, 6-MP",
            "Kaplan–Meier curve, Greenwood",
            "courbe de Kaplan-Meier, Greenwood",
            "Freireich 1963; R survfit",
            [
                Printed("S(6)", "0.8571"), Printed("S(7)", "0.8067"), Printed("S(10)", "0.7529"), Printed("S(13)", "0.6902"), Printed("S(16)", "0.6275"),
                Printed("S(22)", "0.5378"), Printed("S(23)", "0.4482"), Printed("SE(6)", "0.0764"), Printed("SE(23)", "0.1346"),
            ],
            () =>
            {
                var points = Curve("gehan", 1).At(6, 7, 10, 13, 16, 22, 23);
                return [.. points.Select(p => p.Estimate), points[0].StandardError, points[^1].StandardError];
            }),
        Case(
            "Freireich, both groups",
            "median survival; reverse Kaplan–Meier",
            "survie médiane ; Kaplan-Meier inversé",
            "Freireich 1963; R survfit",
            [Full("6-MP", "23"), Full("6-MP low", "13"), Full("placebo", "8"), Full("placebo low", "4"), Full("placebo high", "11"), Full("reverse, all", "32")],
            () =>
            {
                var (treated, placebo) = (Curve("gehan", 1).Median(), Curve("gehan", 2).Median());
                return
                [
                    treated.Estimate, treated.Interval.Low, placebo.Estimate, placebo.Interval.Low, placebo.Interval.High,
                    KaplanMeier.Reverse(CertifiedData.Numbers("gehan", "time"), CertifiedData.Flags("gehan", "status")).Median().Estimate,
                ];
            }),
        Case(
            "Freireich, both groups",
            "log-rank test",
            "test du log-rank",
            "Freireich 1963 (textbooks 16.79); R survdiff",
            [Printed("χ²", "16.7929"), Printed("E 6-MP", "19.2505"), Printed("E placebo", "10.7495"), Printed("variance", "6.25696"), Printed("p", "4.17e-5")],
            () =>
            {
                var test = GroupTest("gehan", LogRankWeights.LogRank);
                return [test.Statistic, test.Groups[0].Expected, test.Groups[1].Expected, test.Variance[0][0], test.PValue];
            }),
        Case(
            "Freireich, both groups",
            "Gehan–Wilcoxon test",
            "test de Gehan-Wilcoxon",
            "Gehan 1965 (U = −271); by definition",
            [Full("U", "-271"), Printed("χ²", "13.4579")],
            () =>
            {
                var test = GroupTest("gehan", LogRankWeights.Gehan);
                return [test.Groups[0].Observed - test.Groups[0].Expected, test.Statistic];
            }),
        Case(
            "Freireich, to week 23",
            "restricted mean survival time",
            "temps de survie moyen restreint",
            "Freireich 1963; R survfit(rmean = 23)",
            [Printed("6-MP", "17.91"), Printed("SE 6-MP", "1.55"), Printed("placebo", "8.67"), Printed("SE placebo", "1.38")],
            () =>
            {
                var (treated, placebo) = (Curve("gehan", 1).RestrictedMeanTo(23), Curve("gehan", 2).RestrictedMeanTo(23));
                return [treated.Estimate, treated.StandardError, placebo.Estimate, placebo.StandardError];
            }),
        Case(
            "Waltons, miR-137 to day 10",
            "restricted mean survival time",
            "temps de survie moyen restreint",
            "survRM2, as published for lifelines' data",
            [Printed("mean", "9.7941"), Printed("SE", "0.123")],
            () =>
            {
                var (time, status) = Group("waltons", 1);
                var mean = KaplanMeier.Estimate(time, status).RestrictedMeanTo(10);
                return [mean.Estimate, mean.StandardError];
            }),
        Case(
            "leukaemia, both groups",
            "log-rank test; medians",
            "test du log-rank ; médianes",
            "survival::aml; R survdiff, survfit",
            [Printed("χ²", "3.396"), Full("maintained", "31"), Full("not", "23")],
            () => [GroupTest("aml", LogRankWeights.LogRank).Statistic, Curve("aml", 1).Median().Estimate, Curve("aml", 2).Median().Estimate]),
    ];

    private static IEnumerable<CertifiedCase> Causes() =>
    [
        Case(
            "10 times, 2 causes",
            "Aalen–Johansen cumulative incidence",
            "incidence cumulée d'Aalen-Johansen",
            "by hand",
            [Printed("cause 1 at 8", "0.480952"), Printed("cause 2 at 10", "0.519048")],
            () =>
            {
                var curves = AalenJohansen.Estimate([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [1, 2, 0, 1, 1, 2, 0, 1, 0, 2]).Curves;
                return [curves[0].At(8)[0].Estimate, curves[1].At(10)[0].Estimate];
            }),
        Case(
            "marrow transplants, relapse, 1 and 3 years",
            "Aalen–Johansen cumulative incidence",
            "incidence cumulée d'Aalen-Johansen",
            "Klein & Moeschberger 2003; R survfit, cuminc",
            [
                Printed("ALL 1 y", "0.2380"), Printed("ALL 3 y", "0.3243"), Printed("low 1 y", "0.0741"), Printed("low 3 y", "0.1667"),
                Printed("high 1 y", "0.3556"), Printed("high 3 y", "0.4667"),
            ],
            () => [.. new[] { 1, 2, 3 }.SelectMany(Relapse)]),
        Case(
            "marrow transplants, 3 groups",
            "Gray's test",
            "test de Gray",
            "Klein & Moeschberger 2003; R cmprsk::cuminc",
            [Printed("relapse χ²", "11.9229"), Printed("relapse p", "0.002576"), Printed("death χ²", "0.1374"), Printed("death p", "0.934")],
            () =>
            {
                var (relapse, other) = (Gray(1), Gray(2));
                return [relapse.Statistic, relapse.PValue, other.Statistic, other.PValue];
            }),

        // At its default tolerance crr stops a step early: −0.80340 and 0.50849.
        Case(
            "marrow transplants, relapse, AML to ALL",
            "Fine–Gray regression",
            "régression de Fine-Gray",
            "R 4.2.2 cmprsk::crr, gtol = 1e-14",
            [Printed("β low", "-0.80337206"), Printed("SE low", "0.42845582"), Printed("β high", "0.50851476"), Printed("SE high", "0.36618199")],
            () => FineGray.Fit(CertifiedData.Numbers("bmt", "time"), CertifiedData.Integers("bmt", "cause"), Transplants()).Coefficients
                .SelectMany(c => new[] { c.Estimate, c.StandardError }).ToArray()),
        Case(
            "marrow transplants, relapse, AML to ALL",
            "cause-specific Cox regression",
            "régression de Cox par cause",
            "Klein & Moeschberger 2003; R coxph",
            [Printed("β low", "-0.89396"), Printed("β high", "0.61069")],
            () => [.. CoxRegression.Fit(new CoxInput
            {
                Time = CertifiedData.Numbers("bmt", "time"),
                Status = CertifiedData.Flags("bmt", "cause"),
                Covariates = Transplants(),
            }).Coefficients.Select(c => c.Estimate)]),
    ];

    private static (double[] Time, bool[] Status) Group(string set, int group)
    {
        var (codes, status) = (CertifiedData.Integers(set, "group"), CertifiedData.Flags(set, "status"));
        return ([.. CertifiedData.Numbers(set, "time").Where((_, i) => codes[i] == group)], [.. status.Where((_, i) => codes[i] == group)]);
    }

    private static SurvivalCurve Curve(string set, int group)
    {
        var (time, status) = Group(set, group);
        return KaplanMeier.Estimate(time, status);
    }

    private static LogRankResult GroupTest(string set, LogRankWeights weights) =>
        LogRank.Test(CertifiedData.Numbers(set, "time"), CertifiedData.Flags(set, "status"), CertifiedData.Integers(set, "group"), weights: weights);

    private static IEnumerable<Quantity> Relapse(int group)
    {
        const double year = 365.25;
        var codes = CertifiedData.Integers("bmt", "group");
        double[] time = [.. CertifiedData.Numbers("bmt", "time").Where((_, i) => codes[i] == group)];
        int[] cause = [.. CertifiedData.Integers("bmt", "cause").Where((_, i) => codes[i] == group)];
        return AalenJohansen.Estimate(time, cause).Curves[0].At(year, 3 * year).Select(p => p.Estimate);
    }

    private static ChiSquaredTest Gray(int cause) =>
        GrayTest.Test(CertifiedData.Numbers("bmt", "time"), CertifiedData.Integers("bmt", "cause"), CertifiedData.Integers("bmt", "group"), cause);

    /// <summary>AML low risk and AML high risk against ALL.</summary>
    private static double[,] Transplants()
    {
        var codes = CertifiedData.Integers("bmt", "group");
        return CertifiedData.Matrix([.. codes.Select(g => g == 2 ? 1.0 : 0)], [.. codes.Select(g => g == 3 ? 1.0 : 0)]);
    }
}
