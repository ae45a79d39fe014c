using BenchmarkDotNet.Attributes;
using StudyAnalysis.Statistics.Compare;

namespace StudyAnalysis.Benchmarks.Families;

[MemoryDiagnoser]
public class CompareBenchmarks
{
    private readonly double[] _differences = [.. Samples.Normal(50, 40).Select(z => Math.Round((z + 0.4) * 5))];
    private readonly double[] _first = [.. Samples.Normal(30, 41).Select(z => Math.Round(z * 4))];
    private readonly double[] _second = [.. Samples.Normal(30, 42).Select(z => Math.Round((z + 0.5) * 4))];

    [Benchmark]
    public double SignedRankExact50() => SignedRank.Compute(_differences, computation: Computation.Exact).PValue.Value;

    [Benchmark]
    public double MannWhitneyExact30And30() => MannWhitney.Compute(_first, _second, computation: Computation.Exact).PValue.Value;

    [Benchmark]
    public double KruskalWallis60() => KruskalWallis.Compute([_first, _second]).PValue.Value;

    [Benchmark]
    public double FisherExact60() => FisherExact.Compute(8, 22, 17, 13).PValue.Value;
}
