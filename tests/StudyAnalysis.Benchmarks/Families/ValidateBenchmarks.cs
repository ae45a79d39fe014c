using BenchmarkDotNet.Attributes;
using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Statistics.Validate;

namespace StudyAnalysis.Benchmarks.Families;

[MemoryDiagnoser]
public class ValidateBenchmarks
{
    private readonly SurvivalSample _sample = Samples.Survival(200, 5, 120);
    private readonly bool[] _event;
    private readonly Design _with;
    private readonly Design _without;

    public ValidateBenchmarks()
    {
        var columns = Samples.Named([.. Enumerable.Range(0, 5).Select(_sample.Column)]);
        (_with, _without) = (Design.WithIntercept(200, columns), Design.WithoutIntercept(columns));
        _event = [.. _sample.Time.Select((t, i) => t < 0.6 && _sample.Status[i])];
    }

    [Params(100, 500)]
    public int Replicates { get; set; }

    [Benchmark]
    public int OptimismLogistic() => ModelValidation.Logistic(_event, _with, ValidationSamples.Bootstrap(200, Replicates, 1)).Indices.Length;

    [Benchmark]
    public int OptimismCox() => ModelValidation.Cox(_sample.Time, _sample.Status, _without, ValidationSamples.Bootstrap(200, Replicates, 1)).Indices.Length;
}
