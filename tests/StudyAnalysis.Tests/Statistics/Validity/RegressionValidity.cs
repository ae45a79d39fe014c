using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Statistics.Resample;

namespace StudyAnalysis.Tests.Statistics.Validity;

/// <summary>Linear, ordinal, logistic and mixed models; more intervals of coefficients stand in docs/statistics/validity-regression.md.</summary>
internal static class RegressionValidity
{
    private const string Linear = "Linear regression";
    private const string Ordinal = "Proportional odds, four categories";
    private const string Binary = "Logistic regression";
    private const string Mixed = "Mixed models, three visits of n patients";

    // log 2 per standard deviation of a marker.
    private const double TrueEffect = 0.6931471805599453;

    public static IEnumerable<ValidityCase> Cases() => [.. LeastSquaresFits(), .. Clusters(), .. ProportionalOddsFits(), .. LogisticFits(), .. Repeated()];

    private static IEnumerable<ValidityCase> LeastSquaresFits() =>
    [
        .. ValidityCase.Grid(Linear, "Ancova with HC3, two groups", ValidityKind.Test, Study.All, (r, n, v) => Study.Rejects(Adjusted(r, n, v, CovarianceType.HC3))),
        .. ValidityCase.Grid(Linear, "Ancova with the classical variance, two groups", ValidityKind.Test, Study.All, (r, n, v) => Study.Rejects(Adjusted(r, n, v, CovarianceType.Classical))),
        .. Enum.GetValues<CovarianceType>().SelectMany(c => ValidityCase.Grid(Linear, $"Slope of a marker, {c}", ValidityKind.Test, Study.All, (r, n, v) =>
            Study.Rejects(LeastSquares.Fit(Study.Sample(r, n, v), Design.WithIntercept(n, ("marker", Study.Sample(r, n, v))), c).Coefficients[1]))),
        .. ValidityCase.Grid(Linear, "Slope of a marker, weights known", ValidityKind.Test, Study.Smooth, (r, n, v) =>
        {
            double[] weights = [.. Enumerable.Range(0, n).Select(_ => Math.Pow(2, (2 * r.Uniform()) - 1))];
            double[] y = [.. weights.Select(w => r.Normal(0, Math.Sqrt(1 / w)))];
            return Study.Rejects(LeastSquares.Fit(y, Design.WithIntercept(n, ("marker", Study.Sample(r, n, v))), weights: weights).Coefficients[1]);
        }),
        .. ValidityCase.Grid(Linear, "Contrast of two slopes, interval of 0", ValidityKind.Interval, Study.WithTies,
            (r, n, v) => Study.Covers(Two(r, n, v).Contrast("difference", [0, 1, -1]).Interval, 0)),
        .. ValidityCase.Grid(Linear, "Wald's joint test of two markers", ValidityKind.Test, Study.All, (r, n, v) =>
        {
            var fit = Two(r, n, v);
            return Study.Rejects(JointTest.Wald("both", [.. fit.Coefficients.Select(c => c.Estimate)], fit.Covariance, [1, 2], n - 3));
        }),
    ];

    // Two lesions a patient; the marker is the patient's.
    private static IEnumerable<ValidityCase> Clusters() =>
        Enum.GetValues<ClusterCovariance>().SelectMany(c => ValidityCase.Grid(Linear, $"n clusters of 2, marker of the cluster, {c}", ValidityKind.Test, Study.WithTies, (r, n, v) =>
        {
            var (x, effect) = (Study.Sample(r, n, v), Study.Sample(r, n, Values.Continuous));
            int[] patient = [.. Enumerable.Range(0, 2 * n).Select(i => i / 2)];
            double[] y = [.. patient.Select(p => effect[p] + r.Normal())];
            return Study.Rejects(ClusteredLeastSquares.Fit(y, Design.WithIntercept(2 * n, ("marker", Array.ConvertAll(patient, p => x[p]))), patient, c).Coefficients[1]);
        }));

    private static IEnumerable<ValidityCase> ProportionalOddsFits() =>
    [
        .. ValidityCase.Grid(Ordinal, "Test of proportional odds, one marker, three of the categories", ValidityKind.Test, Study.All, (r, n, v) => Study.Rejects(Proportional(r, n, v, 1).Global)),
        .. ValidityCase.Grid(Ordinal, "Test of proportional odds, a marker beside a group, three of the categories", ValidityKind.Test, Study.All, (r, n, v) => Study.Rejects(Proportional(r, n, v, 2).Terms[0])),
        .. ValidityCase.Grid(Ordinal, "Wald test of a marker", ValidityKind.Test, Study.All, (r, n, v) => Study.Rejects(Graded(r, n, v, 0).Coefficients[0])),
        .. ValidityCase.Grid(Ordinal, "Likelihood-ratio test of a marker", ValidityKind.Test, Study.All, (r, n, v) => Study.Rejects(Graded(r, n, v, 0).LikelihoodRatioTest)),
        .. ValidityCase.Grid(Ordinal, "Wald interval of the middle threshold", ValidityKind.Interval, Study.Smooth, (r, n, v) =>
            Graded(r, n, v, TrueEffect).Thresholds is { Length: 3 } thresholds ? Study.Covers(thresholds[1].Interval, 0) : null),
    ];

    private static IEnumerable<ValidityCase> LogisticFits() =>
    [
        .. ValidityCase.Grid(Binary, "Firth, rows counted by weights, penalised likelihood-ratio test of a rounded marker", ValidityKind.Test, [Values.Tied],
            (r, n, v) => Study.Rejects(Counted(r, n, v).Coefficients[1]), 5),
        .. ValidityCase.Grid(Binary, "Firth, weights .5 to 2 of the sampling, not of rows, penalised likelihood-ratio test of a marker", ValidityKind.Test, Study.All, (r, n, v) =>
        {
            var (outcome, x) = Events(r, n, v, 0);
            double[] weights = [.. outcome.Select(_ => Math.Pow(2, (2 * r.Uniform()) - 1))];
            return Study.Rejects(LogisticRegression.FitWeighted(outcome, Design.WithIntercept(n, ("marker", x)), weights).Coefficients[1]);
        }, 5),
        .. ValidityCase.Grid(Binary, "Firth, interval of a difference of predicted risks, marker +1 − 0", ValidityKind.Interval, Study.Smooth, (r, n, v) =>
        {
            var (outcome, x) = Events(r, n, v, TrueEffect);
            var fit = LogisticRegression.Fit(outcome, Design.WithIntercept(n, ("marker", x)));
            return Study.Covers(PredictedProbability.Difference(fit, [1, 0], [1, 1]).Interval, (2.0 / 3) - 0.5);
        }, 5),
    ];

    private static IEnumerable<ValidityCase> Repeated() =>
    [
        .. ValidityCase.Grid(Mixed, "Random intercept, group effect", ValidityKind.Test, Study.WithTies, (r, n, v) => Study.Rejects(Visits(r, n, v, false).Coefficients[1]), 2),
        .. ValidityCase.Grid(Mixed, "Random intercept, interval of a change of 0 in one group", ValidityKind.Interval, Study.WithTies,
            (r, n, v) => Study.Covers(Visits(r, n, v, false).Contrast("change", [0, 0, 1]).Interval, 0), 2),
        .. ValidityCase.Grid(Mixed, "Random intercept and slope, change with time", ValidityKind.Test, Study.WithTies, (r, n, v) => Study.Rejects(Visits(r, n, v, true).Coefficients[2]), 5),
    ];

    private static TestResult Adjusted(RandomSequence random, int n, Values values, CovarianceType covariance)
    {
        var patient = Study.Sample(random, n, Values.Continuous);
        double[] Measured() => [.. patient.Select(p => Study.Shown((p * Math.Sqrt(0.5)) + random.Normal(0, Math.Sqrt(0.5)), values))];
        var baseline = Measured();
        return Ancova.Compute(Measured(), baseline, [.. Study.Groups(n).Select(g => g == 0)], covariance: covariance);
    }

    private static LeastSquaresFit Two(RandomSequence random, int n, Values values) =>
        LeastSquares.Fit(Study.Sample(random, n, values), Design.WithIntercept(n, ("first", Study.Sample(random, n, values)), ("second", Study.Sample(random, n, values))));

    private static ProportionalOddsTestResult Proportional(RandomSequence random, int n, Values values, int columns)
    {
        var (x, group) = (Study.Sample(random, n, values), Study.Groups(n).Select(g => (double)g).ToArray());
        int[] grades = [.. Grades(random, x, TrueEffect).Select(grade => Math.Min(grade, 2))];
        return ProportionalOddsTest.Compute(grades, columns == 1 ? Design.WithoutIntercept(("marker", x)) : Design.WithoutIntercept(("marker", x), ("group", group)));
    }

    private static ProportionalOddsFit Graded(RandomSequence random, int n, Values values, double effect)
    {
        var x = Study.Sample(random, n, values);
        return ProportionalOdds.Fit(Grades(random, x, effect), Design.WithoutIntercept(("marker", x)));
    }

    private static int[] Grades(RandomSequence random, double[] x, double effect) =>
        [.. x.Select(v => (effect * v) + Study.Logit(random.Uniform())).Select(l => l < -1 ? 0 : l < 0 ? 1 : l < 1 ? 2 : 3)];

    private static (bool[] Outcome, double[] X) Events(RandomSequence random, int n, Values values, double effect)
    {
        var x = Study.Sample(random, n, values);
        return ([.. x.Select(v => random.Bernoulli(1 / (1 + Math.Exp(-effect * v))))], x);
    }

    private static LogisticFit Counted(RandomSequence random, int n, Values values)
    {
        var (outcome, x) = Events(random, n, values, 0);
        var kinds = outcome.Zip(x).GroupBy(row => row).ToArray();
        return LogisticRegression.FitWeighted(
            [.. kinds.Select(k => k.Key.First)], Design.WithIntercept(kinds.Length, ("marker", [.. kinds.Select(k => k.Key.Second)])), [.. kinds.Select(k => (double)k.Count())]);
    }

    // Patients with an intercept (and, for the second model, a slope) of their own.
    private static MixedFit Visits(RandomSequence random, int n, Values values, bool hasSlope)
    {
        var (patient, group, time, y) = (new int[3 * n], new double[3 * n], new double[3 * n], new double[3 * n]);
        for (var i = 0; i < n; i++)
        {
            var (intercept, slope) = (random.Normal(), hasSlope ? random.Normal(0, 0.7) : 0);
            for (var k = 0; k < 3; k++)
            {
                var row = (3 * i) + k;
                (patient[row], group[row], time[row]) = (i, i % 2, k);
                y[row] = Study.Shown(intercept + (slope * k) + random.Normal(0, 0.7), values);
            }
        }

        var design = Design.WithIntercept(3 * n, ("group", group), ("time", time));
        return hasSlope ? LinearMixedModel.FitSlope(y, design, patient, time) : LinearMixedModel.Fit(y, design, patient);
    }
}
