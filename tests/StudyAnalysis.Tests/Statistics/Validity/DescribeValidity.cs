using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Associate;
using StudyAnalysis.Statistics.Censored;
using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Resample;
using StudyAnalysis.Statistics.Roc;

namespace StudyAnalysis.Tests.Statistics.Validity;

internal static class DescribeValidity
{
    // P(X > Y) of normals one standard deviation apart: Φ(1/√2).
    private const double TrueArea = 0.7602499389065233;

    public static IEnumerable<ValidityCase> Cases() => [.. Proportion(), .. Correlations(), .. Curves(), .. Means()];

    private static IEnumerable<ValidityCase> Proportion() =>
    [
        .. Interval("Wilson interval of .2", (r, n) => Study.Covers(Proportions.Wilson(Study.Count(r, n, 0.2), n).Interval, 0.2)),
        .. Interval("Wilson interval of .5", (r, n) => Study.Covers(Proportions.Wilson(Study.Count(r, n, 0.5), n).Interval, 0.5)),
        .. Interval("Clopper–Pearson interval of .2", (r, n) => Study.Covers(Proportions.ClopperPearson(Study.Count(r, n, 0.2), n).Interval, 0.2)),
        .. Interval("Newcombe interval of .5 − .3", (r, n) =>
            Study.Covers(Proportions.Difference(Study.Count(r, n / 2, 0.5), n / 2, Study.Count(r, n / 2, 0.3), n / 2).Interval, 0.2)),
    ];

    private static IEnumerable<ValidityCase> Correlations() =>
    [
        .. ValidityCase.Grid("Correlation", "Pearson test", ValidityKind.Test, Study.All, (r, n, v) => Study.Rejects(Correlation.Pearson(Study.Sample(r, n, v), Study.Sample(r, n, v)))),
        .. ValidityCase.Grid("Correlation", "Pearson, Fisher z interval of .6", ValidityKind.Interval, Study.Smooth, (r, n, _) =>
        {
            var (x, y) = Correlated(r, n, 0.6);
            return Study.Covers(Correlation.Pearson(x, y).Interval, 0.6);
        }),
        .. ValidityCase.Grid("Correlation", "Spearman test", ValidityKind.Test, Study.All, (r, n, v) => Study.Rejects(Correlation.Spearman(Study.Sample(r, n, v), Study.Sample(r, n, v)))),
        .. ValidityCase.Grid("Correlation", "Spearman, Bonett–Wright interval of .582 (normal, r = .6)", ValidityKind.Interval, Study.Smooth, (r, n, _) =>
        {
            var (x, y) = Correlated(r, n, 0.6);
            return Study.Covers(Correlation.Spearman(x, y).Interval, 6 / Math.PI * Math.Asin(0.3));
        }),
        .. ValidityCase.Grid("Correlation", "Kendall test, exact", ValidityKind.ExactTest, Study.Smooth, (r, n, v) => Study.Rejects(Correlation.Kendall(Study.Sample(r, n, v), Study.Sample(r, n, v))), 2),
        .. ValidityCase.Grid("Correlation", "Kendall test, asymptotic under ties", ValidityKind.Test, [Values.Tied, Values.BelowLimit],
            (r, n, v) => Study.Rejects(Correlation.Kendall(Study.Sample(r, n, v), Study.Sample(r, n, v)))),
        .. ValidityCase.Grid("Correlation", "Kendall, Fieller interval of .41 (normal, r = .6)", ValidityKind.Interval, Study.Smooth, (r, n, _) =>
        {
            var (x, y) = Correlated(r, n, 0.6);
            return Study.Covers(Correlation.Kendall(x, y).Interval, 2 / Math.PI * Math.Asin(0.6));
        }, 2),
    ];

    private static IEnumerable<ValidityCase> Curves() =>
    [
        .. ValidityCase.Grid("ROC", "DeLong interval of .76, logit scale", ValidityKind.Interval, Study.Smooth, (r, n, v) => Study.Covers(Area(r, n, v, true).Interval, TrueArea)),
        .. ValidityCase.Grid("ROC", "DeLong interval of .76, plain", ValidityKind.Interval, Study.Smooth, (r, n, v) => Study.Covers(Area(r, n, v, false).Interval, TrueArea)),
        .. ValidityCase.Grid("ROC", "Bootstrap percentile interval of an area of .76", ValidityKind.Interval, Study.Smooth, (r, n, v) => Study.Covers(AreaBootstrap(r, n, v).Percentile, TrueArea), 5),
        .. ValidityCase.Grid("ROC", "Bootstrap BCa interval of an area of .76", ValidityKind.Interval, Study.Smooth, (r, n, v) => Study.Covers(AreaBootstrap(r, n, v).Bca, TrueArea), 5),
    ];

    private static IEnumerable<ValidityCase> Means() =>
    [
        .. Skewed("t interval of a log-normal mean", (x, _) => StudyAnalysis.Statistics.Compare.TTest.OneSample(x).Interval, 1),
        .. Skewed("Bootstrap percentile interval of a log-normal mean", (x, seed) => Bootstrap.Compute([x.Length], c => Mean(c[0], x), seed, 499).Percentile, 5),
        .. Skewed("Bootstrap BCa interval of a log-normal mean", (x, seed) => Bootstrap.Compute([x.Length], c => Mean(c[0], x), seed, 499).Bca, 5),
        .. Skewed("Bootstrap studentised interval of a log-normal mean", (x, seed) => Bootstrap.ComputeStudentized([x.Length], c => MeanVariance(c[0], x), seed, 499).Interval, 5),
        .. ValidityCase.Grid("Mean", "Tobit interval of a mean, limits known", ValidityKind.Interval, [Values.BelowLimit], (r, n, _) =>
        {
            const double limit = -0.8416212335729143;
            var x = Study.Sample(r, n, Values.Continuous);
            var below = Array.ConvertAll(x, v => v < limit);
            return Study.Covers(CensoredNormal.Sample(Array.ConvertAll(x, v => Math.Max(v, limit)), below).Coefficients[0].Interval, 0);
        }),
    ];

    private static IEnumerable<ValidityCase> Interval(string name, Func<RandomSequence, int, bool?> trial) =>
        ValidityCase.Grid("Proportions", name, ValidityKind.Interval, Study.Smooth, (r, n, _) => trial(r, n));

    private static IEnumerable<ValidityCase> Skewed(string name, Func<double[], ulong, ConfidenceInterval?> interval, int cost) =>
        ValidityCase.Grid("Mean", name, ValidityKind.Interval, Study.Smooth, (r, n, v) =>
        {
            double[] x = [.. Study.Sample(r, n, v).Select(Math.Exp)];
            return Study.Covers(interval(x, (ulong)r.Integer(int.MaxValue)), Math.Exp(0.5));
        }, cost);

    private static StudyAnalysis.Statistics.TestResult Area(RandomSequence random, int n, Values values, bool logit) =>
        RocCurve.Area(Study.Sample(random, n / 2, values, 1), Study.Sample(random, n / 2, values), logit: logit);

    private static BootstrapResult AreaBootstrap(RandomSequence random, int n, Values values) => RocCurve.BootstrapArea(
        Study.Sample(random, n / 2, values, 1), Study.Sample(random, n / 2, values), (ulong)random.Integer(int.MaxValue), 499);

    private static (double[] X, double[] Y) Correlated(RandomSequence random, int n, double r)
    {
        var (x, y) = (Study.Sample(random, n, Values.Continuous), Study.Sample(random, n, Values.Continuous));
        return (x, [.. x.Select((v, i) => (r * v) + (Math.Sqrt(1 - (r * r)) * y[i]))]);
    }

    private static double Mean(int[] chosen, double[] x)
    {
        var sum = 0.0;
        foreach (var i in chosen)
        {
            sum += x[i];
        }

        return sum / chosen.Length;
    }

    private static (double Estimate, double Variance) MeanVariance(int[] chosen, double[] x)
    {
        var mean = Mean(chosen, x);
        return (mean, chosen.Sum(i => (x[i] - mean) * (x[i] - mean)) / (chosen.Length - 1.0) / chosen.Length);
    }
}
