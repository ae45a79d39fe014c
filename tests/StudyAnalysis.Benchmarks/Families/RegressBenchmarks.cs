using BenchmarkDotNet.Attributes;
using StudyAnalysis.Statistics.Censored;
using StudyAnalysis.Statistics.Regress;

namespace StudyAnalysis.Benchmarks.Families;

[MemoryDiagnoser]
public class RegressBenchmarks
{
    private readonly SurvivalSample _sample = Samples.Survival(200, 5, 120);
    private readonly double[] _outcome = Samples.Normal(200, 330);
    private readonly bool[] _below;
    private readonly bool[] _event;
    private readonly Design _design;

    public RegressBenchmarks()
    {
        _design = Design.WithIntercept(200, Samples.Named([.. Enumerable.Range(0, 5).Select(_sample.Column)]));
        _event = [.. _sample.Time.Select((t, i) => t < 0.6 && _sample.Status[i])];
        _below = [.. _outcome.Select(v => v < -1)];
    }

    [Benchmark]
    public double LeastSquaresHC3() => LeastSquares.Fit(_outcome, _design, CovarianceType.HC3).Coefficients.Length;

    [Benchmark]
    public double LogisticFirth() => LogisticRegression.Fit(_event, _design).Coefficients.Length;

    [Benchmark]
    public double LogisticMaximumLikelihood() => LogisticRegression.Fit(_event, _design, LogisticPenalty.None).Coefficients.Length;

    [Benchmark]
    public double Tobit() => CensoredNormal.Fit([.. _outcome.Select(v => Math.Max(v, -1))], _below, _design).Coefficients.Length;
}
