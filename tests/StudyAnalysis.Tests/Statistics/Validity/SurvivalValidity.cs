using StudyAnalysis.Statistics.Distributions;
using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Statistics.Resample;
using StudyAnalysis.Statistics.Survival;

namespace StudyAnalysis.Tests.Statistics.Validity;

internal static class SurvivalValidity
{
    private const string CutFamily = "Best of all cuts of a marker, log-rank";
    private const string Family = "Survival, 30 % censored";

    // log 2 per standard deviation of a marker, or between two groups.
    private const double TrueEffect = 0.6931471805599453;

    private static readonly double MedianTime = Math.Log(2);

    public static IEnumerable<ValidityCase> Cases() => [.. Curves(), .. Models(), .. Cuts(), .. Competing(), .. Logistic()];

    private static IEnumerable<ValidityCase> Curves() =>
    [
        .. ValidityCase.Grid(Family, "Log-rank", ValidityKind.Test, Study.WithTies, (r, n, v) =>
        {
            var (time, status) = Study.Survival(r, n, v);
            return Study.Rejects(LogRank.Test(time, status, Study.Groups(n)).PValue);
        }),
        .. Enum.GetValues<ConfidenceTransformation>().SelectMany(t => ValidityCase.Grid(Family, $"Kaplan–Meier interval of .5, {t}", ValidityKind.Interval, Study.Smooth, (r, n, v) =>
        {
            var (time, status) = Study.Survival(r, n, v);
            return Study.Covers(KaplanMeier.Estimate(time, status, transformation: t).At(MedianTime)[0].Interval, 0.5);
        })),
        .. ValidityCase.Grid(Family, "Brookmeyer–Crowley interval of the median, log-log", ValidityKind.Interval, Study.Smooth, (r, n, v) =>
        {
            var (time, status) = Study.Survival(r, n, v);
            return Study.CoversUpToOpenEnds(KaplanMeier.Estimate(time, status).Quantile(0.5).Interval, MedianTime);
        }),
        .. ValidityCase.Grid(Family, "RMST difference, test", ValidityKind.Test, Study.WithTies, (r, n, v) => Study.Rejects(RestrictedMeans(r, n, v))),
        .. ValidityCase.Grid(Family, "RMST difference, interval of 0", ValidityKind.Interval, Study.Smooth, (r, n, v) => Study.Covers(RestrictedMeans(r, n, v).Interval, 0)),
    ];

    private static IEnumerable<ValidityCase> Models() =>
    [
        .. ValidityCase.Grid(Family, "Cox, Wald test of a marker", ValidityKind.Test, Study.All, (r, n, v) => Study.Rejects(CoxRegression.Fit(Study.CoxMarker(r, n, v, 0)).Coefficients[0].PValue)),
        .. ValidityCase.Grid(Family, "Cox, likelihood-ratio test of a marker", ValidityKind.Test, Study.All, (r, n, v) => Study.Rejects(CoxRegression.Fit(Study.CoxMarker(r, n, v, 0)).LikelihoodRatioTest.PValue)),
        .. ValidityCase.Grid(Family, "Cox, Wald interval of HR 2 per SD", ValidityKind.Interval, Study.Smooth,
            (r, n, v) => Study.Covers(CoxRegression.Fit(Study.CoxMarker(r, n, v, TrueEffect)).Coefficients[0].Interval, 2)),
        .. ValidityCase.Grid(Family, "Firth Cox, penalised likelihood-ratio test of a marker", ValidityKind.Test, Study.All, (r, n, v) => Study.Rejects(FirthCox.Fit(Study.CoxMarker(r, n, v, 0)).Coefficients[0].PValue), 5),
        .. ValidityCase.Grid(Family, "Firth Cox, profile interval of HR 2 per SD", ValidityKind.Interval, Study.Smooth,
            (r, n, v) => Study.Covers(FirthCox.Fit(Study.CoxMarker(r, n, v, TrueEffect)).Coefficients[0].Interval, 2), 5),
    ];

    // Why a naive p of the best cut is never shown.
    private static IEnumerable<ValidityCase> Cuts() =>
    [
        .. ValidityCase.Grid(CutFamily, "Best log-rank cut, p as if it had been fixed", ValidityKind.Test, Study.Smooth,
            (r, n, v) => Cut(r, n, v).Statistic is { IsEstimable: true } m ? Tail.NormalTwoSided(m.Value) <= 0.05 : null, 10, 20),
        .. ValidityCase.Grid(CutFamily, "Maximally selected, Monte Carlo (199)", ValidityKind.ExactTest, Study.All, (r, n, v) => Study.Rejects(Cut(r, n, v).PValue), 5, 20),
        .. ValidityCase.Grid(CutFamily, "Maximally selected, Lausen–Schumacher 1992", ValidityKind.Test, Study.Smooth, (r, n, v) => Study.Rejects(Cut(r, n, v).LausenSchumacher1992), 10, 20),
        .. ValidityCase.Grid(CutFamily, "Maximally selected, Lausen–Schumacher 1994", ValidityKind.Test, Study.Smooth, (r, n, v) => Study.Rejects(Cut(r, n, v).LausenSchumacher1994), 10, 20),
        .. ValidityCase.Grid(CutFamily, "Maximally selected, Hothorn–Lausen", ValidityKind.ExactTest, Study.Smooth, (r, n, v) => Study.Rejects(Cut(r, n, v).HothornLausen), 10, 20),
    ];

    private static IEnumerable<ValidityCase> Competing() =>
    [
        .. ValidityCase.Grid("Competing risks", "Gray's test", ValidityKind.Test, Study.WithTies, (r, n, v) =>
        {
            var (time, cause) = Study.Causes(r, n, v);
            return Study.Rejects(GrayTest.Test(time, cause, Study.Groups(n)).PValue);
        }),
        .. ValidityCase.Grid("Competing risks", "Fine–Gray, Wald test of a marker", ValidityKind.Test, Study.All, (r, n, v) =>
        {
            var x = Study.Sample(r, n, v);
            var (time, cause) = Study.Causes(r, n, v);
            return Study.Rejects(FineGray.Fit(time, cause, Study.Column(x)).Coefficients[0].PValue);
        }),
    ];

    private static IEnumerable<ValidityCase> Logistic() =>
    [
        .. ValidityCase.Grid("Logistic regression", "Maximum likelihood, Wald test of a marker", ValidityKind.Test, Study.All, (r, n, v) => Study.Rejects(Logit(r, n, v, 0, LogisticPenalty.None).Coefficients[1])),
        .. ValidityCase.Grid("Logistic regression", "Firth, penalised likelihood-ratio test of a marker", ValidityKind.Test, Study.All, (r, n, v) => Study.Rejects(Logit(r, n, v, 0, LogisticPenalty.Firth).Coefficients[1]), 5),
        .. ValidityCase.Grid("Logistic regression", "Firth, profile interval of OR 2 per SD", ValidityKind.Interval, Study.Smooth,
            (r, n, v) => Study.Covers(Logit(r, n, v, TrueEffect, LogisticPenalty.Firth).Coefficients[1].Interval, TrueEffect), 5),
    ];

    private static StudyAnalysis.Statistics.TestResult RestrictedMeans(RandomSequence random, int n, Values values)
    {
        var (first, firstStatus) = Study.Survival(random, n / 2, values);
        var (second, secondStatus) = Study.Survival(random, n / 2, values);
        return KaplanMeier.RestrictedMeanDifference(KaplanMeier.Estimate(first, firstStatus), KaplanMeier.Estimate(second, secondStatus), 0.75);
    }

    private static MaximallySelectedResult Cut(RandomSequence random, int n, Values values)
    {
        var (time, status) = Study.Survival(random, n, values);
        return MaximallySelected.LogRank(
            time, status, Study.Sample(random, n, values), (ulong)random.Integer(int.MaxValue), new MaximallySelectedOptions { Permutations = 199, Resamples = 0 });
    }

    private static LogisticFit Logit(RandomSequence random, int n, Values values, double effect, LogisticPenalty penalty)
    {
        var x = Study.Sample(random, n, values);
        bool[] outcome = [.. x.Select(v => random.Bernoulli(1 / (1 + Math.Exp(-effect * v))))];
        return LogisticRegression.Fit(outcome, Design.WithIntercept(n, ("marker", x)), penalty);
    }
}
