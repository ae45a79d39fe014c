using BenchmarkDotNet.Attributes;
using StudyAnalysis.Statistics.Roc;

namespace StudyAnalysis.Benchmarks.Families;

[MemoryDiagnoser]
public class RocBenchmarks
{
    private double[] _first = [];
    private double[] _second = [];
    private double[] _with = [];
    private double[] _without = [];
    private bool[] _outcome = [];

    [Params(1000, 100_000)]
    public int Rows { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _outcome = Samples.Coin(Rows, 50, 0.4);
        (_first, _second) = (Samples.Marker(_outcome, 51, 0.5, 3), Samples.Marker(_outcome, 52, 0.6));
        _with = [.. _first.Where((_, i) => _outcome[i])];
        _without = [.. _first.Where((_, i) => !_outcome[i])];
    }

    [Benchmark]
    public double Area() => RocCurve.Area(_with, _without).Estimate.Value;

    [Benchmark]
    public double DeLongPaired() => RocCurve.ComparePaired(_first, _second, _outcome).PValue.Value;

    [Benchmark]
    public int CurvePoints() => RocCurve.Points(_with, _without).Length;
}
