using BenchmarkDotNet.Attributes;
using StudyAnalysis.Statistics.Multiplicity;
using StudyAnalysis.Statistics.Resample;
using StudyAnalysis.Statistics.Survival;

namespace StudyAnalysis.Benchmarks.Families;

[MemoryDiagnoser]
public class ResampleBenchmarks
{
    private readonly SurvivalSample _sample = Samples.Survival(40, 2, 70);
    private readonly double[] _values = Samples.Normal(40, 350);
    private readonly double[][] _first = [.. Samples.Panel(30, 40, 80).Select(v => v[20..])];
    private readonly double[][] _second = [.. Samples.Panel(30, 40, 80).Select(v => v[..20])];

    /// <summary>Allocation must hardly rise with it.</summary>
    [Params(1000, 10_000)]
    public int Replicates { get; set; }

    [Benchmark]
    public double CoxBootstrapOf40() => CoxBootstrap.Fit(_sample.Input, 1, Replicates).Coefficients[0].StandardError.Value;

    [Benchmark]
    public long MaxTOf30() => MaxT.TwoSample(_first, _second, 1, new MaxTOptions { Permutations = Replicates }).Permutations;

    [Benchmark]
    public double MeanBootstrapOf40() => Bootstrap.Compute([40], Mean, 1, Replicates).Estimate.Value;

    private double Mean(IReadOnlyList<int[]> samples)
    {
        var sum = 0.0;
        foreach (var i in samples[0])
        {
            sum += _values[i];
        }

        return sum / _values.Length;
    }
}
