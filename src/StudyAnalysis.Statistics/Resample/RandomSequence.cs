using StudyAnalysis.Statistics.Distributions;

namespace StudyAnalysis.Statistics.Resample;

/// <summary>One stream of the counter-based generator read in order, for simulating data: replicate i takes stream i.</summary>
/// <remarks>Not to be shared between threads. Normal and exponential numbers are made by inversion, one position each, so that data sets that share a
/// stream stay comparable.</remarks>
/// <param name="seed">The key.</param>
/// <param name="stream">The sub-sequence, for example the replicate.</param>
public sealed class RandomSequence(ulong seed, ulong stream)
{
    private readonly CounterRandom _random = new(seed, stream);
    private ulong _position;

    /// <summary>A uniform number strictly between 0 and 1.</summary>
    public double Uniform() => _random.Uniform(_position++);

    /// <summary>A normal number. R: <c>qnorm(u, mean, sd)</c>.</summary>
    /// <param name="mean">Mean.</param>
    /// <param name="standardDeviation">Standard deviation, at least 0.</param>
    public double Normal(double mean = 0, double standardDeviation = 1) => mean + (standardDeviation * Tail.NormalQuantile(Uniform()));

    /// <summary>An exponential number, the time to an event of constant hazard. R: <c>qexp(u, rate)</c>.</summary>
    /// <param name="rate">Events per unit of time, above 0.</param>
    public double Exponential(double rate = 1) => -Math.Log(Uniform()) / rate;

    // Marsaglia and Tsang 2000, ACM Trans Math Softw 26:363–372.
    internal double ChiSquared(double df)
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

    /// <summary>True with this probability.</summary>
    /// <param name="probability">0 … 1.</param>
    public bool Bernoulli(double probability) => Uniform() < probability;

    /// <summary>A uniform integer 0 … <paramref name="count"/> − 1.</summary>
    /// <param name="count">Number of values, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">count is below 1.</exception>
    public int Integer(int count) => _random.Integer(_position++, count);

    /// <summary>Puts values into a uniformly random order (Fisher and Yates).</summary>
    /// <param name="values">Changed in place.</param>
    public void Shuffle<T>(Span<T> values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var k = Integer(i + 1);
            (values[i], values[k]) = (values[k], values[i]);
        }
    }
}
