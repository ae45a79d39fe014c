using BenchmarkDotNet.Attributes;
using StudyAnalysis.Statistics.Survival;

namespace StudyAnalysis.Benchmarks.Families;

[MemoryDiagnoser]
public class SurvivalBenchmarks
{
    private SurvivalSample _sample = Samples.Survival(1, 1, 0);
    private int[] _group = [];
    private int[] _causes = [];

    [Params(1000, 10_000)]
    public int Rows { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _sample = Samples.Survival(Rows, 5, 340);
        _causes = Samples.Causes(_sample, 345);
        _group = [.. Samples.Coin(Rows, 346, 0.5).Select(c => c ? 1 : 0)];
    }

    [Benchmark]
    public int KaplanMeierPoints() => KaplanMeier.Estimate(_sample.Time, _sample.Status).Points.Length;

    [Benchmark]
    public double LogRankTest() => LogRank.Test(_sample.Time, _sample.Status, _group).Groups.Length;

    [Benchmark]
    public int CoxEfron() => CoxRegression.Fit(_sample.Input).Iterations;

    [Benchmark]
    public double HarrellConcordance() => Concordance.Harrell(_sample.Time, _sample.Status, _sample.Column(0)).Estimate.Value;

    [Benchmark]
    public int FineGrayModel() => FineGray.Fit(_sample.Time, _causes, _sample.Covariates).Iterations;
}
