using StudyAnalysis.Statistics.Resample;

namespace StudyAnalysis.Simulation;

/// <summary>The random numbers of one variable of one row, one after the other. Each variable of each row has a stream of its own, so that
/// neither the order of drawing nor another patient changes them.</summary>
internal sealed class Draws(ulong seed, ulong stream)
{
    private const ulong FnvOffset = 14_695_981_039_346_656_037;
    private const ulong FnvPrime = 1_099_511_628_211;

    private readonly CounterRandom _random = new(seed, stream);
    private ulong _index;

    /// <summary>Uniform strictly between 0 and 1.</summary>
    public double Uniform() => _random.Uniform(_index++);

    /// <summary>Standard normal (Box–Muller, one of the pair).</summary>
    public double Normal()
    {
        var radius = Math.Sqrt(-2 * Math.Log(Uniform()));
        return radius * Math.Cos(2 * Math.PI * Uniform());
    }

    /// <summary>Poisson, by multiplication of uniforms; means of simulated counts are small.</summary>
    public int Poisson(double mean)
    {
        var limit = Math.Exp(-mean);
        var count = 0;
        for (var product = Uniform(); product > limit; product *= Uniform())
        {
            count++;
        }

        return count;
    }

    /// <summary>Position in a list of weights.</summary>
    public int Weighted(IReadOnlyList<double> weights)
    {
        var rest = Uniform() * weights.Sum();
        for (var i = 0; i < weights.Count - 1; i++)
        {
            rest -= weights[i];
            if (rest < 0)
            {
                return i;
            }
        }

        return weights.Count - 1;
    }

    /// <summary>A stream number from a text (FNV-1a).</summary>
    public static ulong Hash(string text)
    {
        var hash = FnvOffset;
        foreach (var c in text)
        {
            hash = unchecked((hash ^ c) * FnvPrime);
        }

        return hash;
    }

    /// <summary>A stream number from two.</summary>
    public static ulong Mix(ulong a, ulong b)
    {
        unchecked
        {
            var z = a + (0x9E3779B97F4A7C15 * (b + 1));
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
