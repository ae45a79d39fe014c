using BenchmarkDotNet.Attributes;
using StudyAnalysis.Statistics.Agreement;
using StudyAnalysis.Statistics.Associate;

namespace StudyAnalysis.Benchmarks.Families;

[MemoryDiagnoser]
public class AssociateBenchmarks
{
    private readonly double[] _x = Samples.Normal(1000, 310);
    private readonly double[] _y = Samples.Normal(1000, 311);
    private readonly double[][] _ratings = [.. Enumerable.Range(0, 40).Select(i => Samples.Normal(3, 320 + (ulong)i))];

    [Benchmark]
    public double Pearson1000() => Correlation.Pearson(_x, _y).PValue.Value;

    [Benchmark]
    public double Spearman1000() => Correlation.Spearman(_x, _y).PValue.Value;

    [Benchmark]
    public double Kendall1000() => Correlation.Kendall(_x, _y).PValue.Value;

    [Benchmark]
    public double Intraclass40By3() => IntraclassCorrelation.Compute(_ratings, IccModel.TwoWayRandom).Estimate.Value;
}
