using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Associate;
using StudyAnalysis.Statistics.Resample;
using StudyAnalysis.Statistics.Roc;

namespace StudyAnalysis.Tests.Statistics.Validity;

/// <summary>Partial, compared and repeated correlations; areas compared, partial areas, Youden's cut.</summary>
internal static class AssociationValidity
{
    private const string Related = "Correlation";
    private const string Curve = "ROC";

    // Φ(½).
    private const double Half = 0.6914624612740131;

    // Of normals 1 apart, between specificity .8 and 1: P(X > Y, Y above its 80 % quantile).
    private static readonly double TruePart = Study.Expected(y => y <= 0.8416212335729143 ? 0 : StudyAnalysis.Statistics.Distributions.Tail.NormalUpper(y - 1));

    public static IEnumerable<ValidityCase> Cases() => [.. Correlations(), .. Differences(), .. Areas(), .. Cuts()];

    private static IEnumerable<ValidityCase> Correlations() =>
    [
        .. ValidityCase.Grid(Related, "Partial Pearson, one variable given", ValidityKind.Test, Study.All, (r, n, v) => Given(r, n, v, PartialCorrelation.Pearson, Study.Rejects)),
        .. ValidityCase.Grid(Related, "Partial Pearson, interval of 0", ValidityKind.Interval, Study.WithTies, (r, n, v) => Given(r, n, v, PartialCorrelation.Pearson, t => Study.Covers(t.Interval, 0))),
        .. ValidityCase.Grid(Related, "Partial Spearman, one variable given", ValidityKind.Test, Study.All, (r, n, v) => Given(r, n, v, PartialCorrelation.Spearman, Study.Rejects)),
        .. ValidityCase.Grid(Related, "Partial Spearman, interval of 0", ValidityKind.Interval, Study.WithTies, (r, n, v) => Given(r, n, v, PartialCorrelation.Spearman, t => Study.Covers(t.Interval, 0))),
        .. ValidityCase.Grid(Related, "Repeated measures, three of n patients", ValidityKind.Test, Study.All, (r, n, v) => Study.Rejects(Repeated(r, n, v, 0))),
        .. ValidityCase.Grid(Related, "Repeated measures, three of n patients, interval of .5", ValidityKind.Interval, Study.Smooth, (r, n, v) => Study.Covers(Repeated(r, n, v, 0.5).Interval, 0.5)),
    ];

    private static IEnumerable<ValidityCase> Differences() =>
    [
        .. ValidityCase.Grid(Related, "Two groups, difference of Pearson correlations of .5", ValidityKind.Test, Study.Smooth, (r, n, _) => Study.Rejects(TwoGroups(r, n, CorrelationKind.Pearson))),
        .. ValidityCase.Grid(Related, "Two groups, Zou's interval of a difference of 0", ValidityKind.Interval, Study.Smooth, (r, n, _) => Study.Covers(TwoGroups(r, n, CorrelationKind.Pearson).Interval, 0)),
        .. ValidityCase.Grid(Related, "Two groups, difference of Spearman correlations", ValidityKind.Test, Study.Smooth, (r, n, _) => Study.Rejects(TwoGroups(r, n, CorrelationKind.Spearman))),
        .. Enum.GetValues<OverlappingTest>().SelectMany(test => ValidityCase.Grid(
            Related, $"Two markers with one outcome, both .5, {test}", ValidityKind.Test, Study.Smooth, (r, n, _) => Study.Rejects(Overlapping(r, n, test)))),
        .. ValidityCase.Grid(Related, "Two markers with one outcome, Zou's interval of 0", ValidityKind.Interval, Study.Smooth, (r, n, _) => Study.Covers(Overlapping(r, n, OverlappingTest.Steiger1980).Interval, 0)),
    ];

    private static IEnumerable<ValidityCase> Areas() =>
    [
        .. ValidityCase.Grid(Curve, "DeLong, two markers of the same patients", ValidityKind.Test, Study.All, (r, n, v) => Study.Rejects(Paired(r, n, v))),
        .. ValidityCase.Grid(Curve, "DeLong interval of a difference of 0, same patients", ValidityKind.Interval, Study.Smooth, (r, n, v) => Study.Covers(Paired(r, n, v).Interval, 0)),
        .. ValidityCase.Grid(Curve, "DeLong, two groups of patients", ValidityKind.Test, Study.All, (r, n, v) => Study.Rejects(Unpaired(r, n, v))),
        .. ValidityCase.Grid(Curve, "Bootstrap percentile interval of a difference of 0, same patients", ValidityKind.Interval, Study.Smooth, (r, n, v) => Study.Covers(DifferenceOf(r, n, v).Percentile, 0), 5),
        .. ValidityCase.Grid(Curve, "Bootstrap BCa interval of a difference of 0, same patients", ValidityKind.Interval, Study.Smooth, (r, n, v) => Study.Covers(DifferenceOf(r, n, v).Bca, 0), 5),
        .. ValidityCase.Grid(Curve, "Bootstrap percentile interval of the area from specificity .8", ValidityKind.Interval, Study.Smooth,
            (r, n, v) => Study.Covers(PartialArea.Bootstrapped(Study.Sample(r, n / 2, v, 1), Study.Sample(r, n / 2, v), 0.8, 1, Study.Seed(r), replicates: 499).Percentile, TruePart), 5),
    ];

    // Normals 1 apart: the best cut is ½, its sensitivity and specificity Φ(½).
    private static IEnumerable<ValidityCase> Cuts() =>
    [
        .. Youden("Youden's cut, bootstrap interval of the cut", y => y.CutInterval, 0.5),
        .. Youden("Youden's index of .38, bootstrap interval", y => y.IndexInterval, (2 * Half) - 1),
        .. Youden("Sensitivity at Youden's cut of .69, bootstrap interval", y => y.SensitivityInterval, Half),
        .. Youden("Specificity at Youden's cut of .69, bootstrap interval", y => y.SpecificityInterval, Half),
    ];

    private static IEnumerable<ValidityCase> Youden(string name, Func<YoudenResult, ConfidenceInterval> part, double truth) =>
        ValidityCase.Grid(Curve, name, ValidityKind.Interval, Study.Smooth,
            (r, n, v) => Study.Covers(part(YoudenCut.Compute(Study.Sample(r, n / 2, v, 1), Study.Sample(r, n / 2, v), Study.Seed(r), 499)), truth), 5);

    private static bool? Given(
        RandomSequence random, int n, Values values, Func<double[], double[], IReadOnlyList<double[]>, Alternative, double, TestResult> method, Func<TestResult, bool?> says)
    {
        var common = Study.Sample(random, n, Values.Continuous);
        double[] x = [.. common.Select(c => Study.Shown((c * Math.Sqrt(0.5)) + random.Normal(0, Math.Sqrt(0.5)), values))];
        double[] y = [.. common.Select(c => Study.Shown((c * Math.Sqrt(0.5)) + random.Normal(0, Math.Sqrt(0.5)), values))];
        return says(method(x, y, [common], Alternative.TwoSided, 0.95));
    }

    private static TestResult Repeated(RandomSequence random, int n, Values values, double within)
    {
        var (subjects, x, y) = (new int[3 * n], new double[3 * n], new double[3 * n]);
        for (var i = 0; i < n; i++)
        {
            var (levelX, levelY) = (random.Normal(), random.Normal());
            for (var k = 3 * i; k < (3 * i) + 3; k++)
            {
                var e = random.Normal();
                (subjects[k], x[k]) = (i, Study.Shown((levelX + e) / Math.Sqrt(2), values));
                y[k] = Study.Shown((levelY + (within * e) + (Math.Sqrt(1 - (within * within)) * random.Normal())) / Math.Sqrt(2), values);
            }
        }

        return RepeatedMeasuresCorrelation.Compute(subjects, x, y);
    }

    private static TestResult TwoGroups(RandomSequence random, int n, CorrelationKind kind)
    {
        double One()
        {
            var x = Study.Sample(random, n / 2, Values.Continuous);
            double[] y = [.. x.Select(v => (0.5 * v) + random.Normal(0, Math.Sqrt(0.75)))];
            return (kind == CorrelationKind.Pearson ? Correlation.Pearson(x, y) : Correlation.Spearman(x, y)).Estimate.Value;
        }

        return CorrelationDifference.Compute(One(), n / 2, One(), n / 2, kind);
    }

    private static TestResult Overlapping(RandomSequence random, int n, OverlappingTest test)
    {
        var outcome = Study.Sample(random, n, Values.Continuous);
        double[] first = [.. outcome.Select(v => (0.5 * v) + random.Normal(0, Math.Sqrt(0.75)))], second = [.. outcome.Select(v => (0.5 * v) + random.Normal(0, Math.Sqrt(0.75)))];
        return OverlappingCorrelations.Compute(
            Correlation.Pearson(outcome, first).Estimate.Value, Correlation.Pearson(outcome, second).Estimate.Value, Correlation.Pearson(first, second).Estimate.Value, n, test);
    }

    private static (double[] First, double[] Second, bool[] Outcome) TwoMarkers(RandomSequence random, int n, Values values)
    {
        bool[] outcome = [.. Enumerable.Range(0, n).Select(i => i % 2 == 0)];
        double[] common = [.. outcome.Select(event_ => random.Normal(0, Math.Sqrt(0.5)) + (event_ ? 1 : 0))];
        return (Marker(), Marker(), outcome);
        double[] Marker() => [.. common.Select(c => Study.Shown(c + random.Normal(0, Math.Sqrt(0.5)), values))];
    }

    private static TestResult Paired(RandomSequence random, int n, Values values)
    {
        var (first, second, outcome) = TwoMarkers(random, n, values);
        return RocCurve.ComparePaired(first, second, outcome);
    }

    private static BootstrapResult DifferenceOf(RandomSequence random, int n, Values values)
    {
        var (first, second, outcome) = TwoMarkers(random, n, values);
        return RocCurve.BootstrapDifference(first, second, outcome, Study.Seed(random), 499);
    }

    // A quarter of the patients in each of the four samples.
    private static TestResult Unpaired(RandomSequence random, int n, Values values) => RocCurve.CompareUnpaired(
        Study.Sample(random, n / 4, values, 1), Study.Sample(random, n / 4, values), Study.Sample(random, n / 4, values, 1), Study.Sample(random, n / 4, values));
}
