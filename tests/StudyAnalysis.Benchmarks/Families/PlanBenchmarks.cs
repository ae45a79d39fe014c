using BenchmarkDotNet.Attributes;
using StudyAnalysis.Statistics.Plan;

namespace StudyAnalysis.Benchmarks.Families;

[MemoryDiagnoser]
public class PlanBenchmarks
{
    [Benchmark]
    public PowerResult PairsForTTest() => TTestPower.PairedSize(0.5);

    [Benchmark]
    public PowerResult SimulatedSignedRank() => RankTestPower.SimulateSignedRank(20, 0.6, 1);
}
