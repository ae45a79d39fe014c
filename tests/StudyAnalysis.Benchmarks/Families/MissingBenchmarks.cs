using BenchmarkDotNet.Attributes;
using StudyAnalysis.Statistics.Missing;

namespace StudyAnalysis.Benchmarks.Families;

[MemoryDiagnoser]
public class MissingBenchmarks
{
    private readonly ImputationVariable[] _variables =
    [
        ImputationVariable.Complete("a", Samples.Normal(100, 360)),
        ImputationVariable.Numeric("b", Samples.Normal(100, 361), Samples.Coin(100, 362, 0.2)),
        ImputationVariable.Numeric("c", Samples.Normal(100, 363), Samples.Coin(100, 364, 0.2)),
    ];

    [Benchmark]
    public object ChainedEquations100() => ChainedEquations.Impute(_variables, 1);
}
