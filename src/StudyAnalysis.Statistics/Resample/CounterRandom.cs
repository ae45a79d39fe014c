namespace StudyAnalysis.Statistics.Resample;

/// <summary>A counter-based random generator: the number at (seed, stream, index) is a pure function of the three.</summary>
/// <remarks>Philox4x32 with 10 rounds (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3", SC11).
/// Replicate i takes stream i, so that the answer is the same on any number of cores and in any order.
/// Known-answer vectors: Random123 distribution, file kat_vectors.</remarks>
/// <param name="Seed">The key: another seed gives unrelated numbers.</param>
/// <param name="Stream">The sub-sequence, for example the replicate.</param>
public readonly record struct CounterRandom(ulong Seed, ulong Stream)
{
    /// <summary>64 random bits at a position of this stream.</summary>
    /// <param name="index">Position, from 0; any order, any number of times.</param>
    public ulong Bits(ulong index)
    {
        var (a, b, _, _) = Block((uint)index, (uint)(index >> 32), (uint)Stream, (uint)(Stream >> 32), (uint)Seed, (uint)(Seed >> 32));
        return ((ulong)b << 32) | a;
    }

    /// <summary>A uniform number strictly between 0 and 1 (53 bits, centred in its cell: quantile functions stay finite).</summary>
    /// <param name="index">Position, from 0.</param>
    public double Uniform(ulong index) => ((Bits(index) >> 12) + 0.5) * (1.0 / (1UL << 52));

    /// <summary>A uniform integer 0 … <paramref name="count"/> − 1.</summary>
    /// <param name="index">Position, from 0.</param>
    /// <param name="count">Number of values, at least 1. Bias below count / 2⁶⁴ (multiply-shift).</param>
    /// <exception cref="ArgumentOutOfRangeException">count is below 1.</exception>
    public int Integer(ulong index, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return (int)Math.BigMul(Bits(index), (ulong)count, out _);
    }

    /// <summary>One Philox4x32-10 block: four words of counter and two of key give four random words.</summary>
    public static (uint A, uint B, uint C, uint D) Block(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1)
    {
        // Two rounds a step, so that no word is moved between the rounds.
        for (var step = 0; step < 5; step++)
        {
            ulong p0 = 0xD2511F53UL * c0, p1 = 0xCD9E8D57UL * c2;
            uint d0 = (uint)(p1 >> 32) ^ c1 ^ k0, d2 = (uint)(p0 >> 32) ^ c3 ^ k1;
            unchecked
            {
                k0 += 0x9E3779B9;
                k1 += 0xBB67AE85;
                ulong q0 = 0xD2511F53UL * d0, q1 = 0xCD9E8D57UL * d2;
                (c0, c1, c2, c3) = ((uint)(q1 >> 32) ^ (uint)p1 ^ k0, (uint)q1, (uint)(q0 >> 32) ^ (uint)p0 ^ k1, (uint)q0);
                k0 += 0x9E3779B9;
                k1 += 0xBB67AE85;
            }
        }

        return (c0, c1, c2, c3);
    }
}
