using System.Globalization;
using StudyAnalysis.Statistics.Multiplicity;
using StudyAnalysis.Statistics.Roc;
using StudyAnalysis.Statistics.Survival;
using StudyAnalysis.Statistics.Validate;

namespace StudyAnalysis.Benchmarks;

/// <summary>How time grows with rows, and what a further replicate allocates.</summary>
public static class Growth
{
    private static readonly int[] Sizes = [10_000, 100_000, 1_000_000];

    /// <summary>The exponent that n·log n shows between the ends: a little above 1.</summary>
    private static double LogLinear => Exponent(Sizes[0] * Math.Log(Sizes[0]), Sizes[^1] * Math.Log(Sizes[^1]));

    public static IEnumerable<string> Table()
    {
        yield return "| method | 10⁴ rows, ms | 10⁵ rows, ms | 10⁶ rows, ms | exponent |";
        yield return "|---|---:|---:|---:|---:|";
        var samples = Sizes.Select(n => Samples.Survival(n, 2, 200)).ToArray();
        yield return Row("Kaplan–Meier", samples, s => () => KaplanMeier.Estimate(s.Time, s.Status).SampleSize);
        yield return Row("log-rank", samples, s => LogRankOf(s));
        yield return Row("Cox, 2 covariates", samples, s => () => CoxRegression.Fit(s.Input).Iterations);
        yield return Row("AUC, DeLong interval", samples, AreaOf);
        yield return Line("n·log n", ["", "", ""], LogLinear);
    }

    /// <summary>Bytes for each replicate beyond the first thousands; 8 bytes a number that is kept belong to the result.</summary>
    public static IEnumerable<string> Allocation()
    {
        var cox = Samples.Survival(40, 2, 70);
        var panel = Samples.Panel(30, 40, 80);
        double[][] first = [.. panel.Select(v => v[20..])], second = [.. panel.Select(v => v[..20])];
        yield return "| resampling | bytes a replicate |";
        yield return "|---|---:|";
        yield return PerReplicate("bootstrap Cox fit, 2 coefficients kept", b => CoxBootstrap.Fit(cox.Input, 1, b), 5000);
        yield return PerReplicate("max-T, 30 analytes", b => MaxT.TwoSample(first, second, 1, new MaxTOptions { Permutations = b }), 20_000);
        yield return PerReplicate(
            "optimism bootstrap, Cox, n = 200, the sample drawn and 8 indices kept",
            b => ModelValidation.Cox(Validated.Time, Validated.Status, Statistics.Regress.Design.WithoutIntercept(Samples.Named(Validated.Column(0))), ValidationSamples.Bootstrap(200, b, 1)),
            500);
    }

    private static SurvivalSample Validated { get; } = Samples.Survival(200, 5, 120);

    private static string PerReplicate(string name, Action<int> run, int count)
    {
        long few = Stopwatches.Allocated(() => run(count)), many = Stopwatches.Allocated(() => run(4 * count));
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {(many - few) / (3.0 * count):F0} |");
    }

    private static Func<double> LogRankOf(SurvivalSample sample)
    {
        int[] group = [.. Samples.Coin(sample.Time.Length, 210, 0.5).Select(c => c ? 1 : 0)];
        return () => LogRank.Test(sample.Time, sample.Status, group).SampleSizes();
    }

    private static double SampleSizes(this LogRankResult result) => result.Groups.Length;

    private static Func<double> AreaOf(SurvivalSample sample)
    {
        var marker = sample.Column(0);
        double[] with = [.. marker.Where((_, i) => sample.Status[i])], without = [.. marker.Where((_, i) => !sample.Status[i])];
        return () => RocCurve.Area(with, without).Estimate.Value;
    }

    private static string Row(string name, SurvivalSample[] samples, Func<SurvivalSample, Func<double>> work)
    {
        var times = samples.Select(s => Stopwatches.Least(work(s)).Milliseconds).ToArray();
        return Line(name, [.. times.Select(t => t.ToString(t < 10 ? "F2" : "F0", CultureInfo.InvariantCulture))], Exponent(times[0], times[^1]));
    }

    private static string Line(string name, string[] times, double exponent) =>
        string.Create(CultureInfo.InvariantCulture, $"| {name} | {string.Join(" | ", times)} | {exponent:F2} |");

    private static double Exponent(double first, double last) => Math.Log(last / first) / Math.Log((double)Sizes[^1] / Sizes[0]);
}
