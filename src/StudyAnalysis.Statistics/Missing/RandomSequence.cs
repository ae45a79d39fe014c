using StudyAnalysis.Statistics.Distributions;
using StudyAnalysis.Statistics.Resample;

namespace StudyAnalysis.Statistics.Missing;

/// <summary>Draws one after the other from a stream of the counter-based generator.</summary>
internal sealed class RandomSequence(ulong seed, ulong stream)
{
    private readonly CounterRandom _random = new(seed, stream);
    private ulong _next;

    public double Uniform() => _random.Uniform(_next++);

    public int Integer(int count) => _random.Integer(_next++, count);

    public double Normal() => Tail.NormalQuantile(Uniform());

    /// <summary>χ² with df ≥ 1 degrees of freedom (Marsaglia and Tsang 2000, ACM Trans Math Softw 26:363–372).</summary>
    public double ChiSquared(double df)
    {
        var shape = df / 2;
        if (shape < 1)
        {
            return ChiSquared(df + 2) * Math.Pow(Uniform(), 1 / shape);
        }

        double d = shape - (1.0 / 3), c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = Normal();
            var v = 1 + (c * x);
            if (v > 0 && Math.Log(Uniform()) < (x * x / 2) + d - (d * v * v * v) + (d * 3 * Math.Log(v)))
            {
                return 2 * d * v * v * v;
            }
        }
    }

    public void Shuffle(int[] items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Integer(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
