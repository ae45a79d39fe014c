using BenchmarkDotNet.Attributes;
using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Benchmarks.Families;

[MemoryDiagnoser]
public class DescribeBenchmarks
{
    private readonly double[] _values = [.. Samples.Normal(1000, 300).Select(Math.Exp)];
    private readonly double[] _others = Samples.Normal(1000, 301);

    [Benchmark]
    public SummaryStatistics Summary1000() => Summary.Compute(_values);

    [Benchmark]
    public double GeometricMean1000() => Summary.GeometricMean(_values).Estimate.Value;

    [Benchmark]
    public double Median1000() => MedianInterval.Compute(_values).Estimate.Value;

    [Benchmark]
    public double StandardizedDifference1000() => StandardizedDifference.Continuous(_values, _others).Value;
}
