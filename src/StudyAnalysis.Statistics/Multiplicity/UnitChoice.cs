using System.Runtime.CompilerServices;
using StudyAnalysis.Statistics.Resample;

namespace StudyAnalysis.Statistics.Multiplicity;

/// <summary>Choices of units as bits: the first group of two samples, or the flipped signs of pairs.</summary>
internal static class UnitChoice
{
    /// <summary>A uniformly random choice (Floyd's subset, Bentley and Floyd 1987; 32 random bits a draw, bias below n / 2³²).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Random(MaxTDesign design, CounterRandom random, Span<ulong> choice)
    {
        if (design.IsPaired)
        {
            for (var w = 0; w < choice.Length; w++)
            {
                choice[w] = random.Bits((ulong)w);
            }

            Trim(design.Units, choice);
            return;
        }

        choice.Clear();
        var size = Math.Min(design.First, design.Second);
        if (design.Units <= 64)
        {
            choice[0] = Subset(design.Units, size, random);
        }
        else
        {
            Subset(design.Units, size, random, choice);
        }

        if (size < design.First)
        {
            for (var w = 0; w < choice.Length; w++)
            {
                choice[w] = ~choice[w];
            }

            Trim(design.Units, choice);
        }
    }

    /// <summary>Choice number k of all, from 0, in increasing order of the bits as one number; only up to 2⁶³ of them.</summary>
    public static void Numbered(MaxTDesign design, long number, Span<ulong> choice)
    {
        choice.Clear();
        if (design.IsPaired)
        {
            choice[0] = (ulong)number;
            return;
        }

        var left = number;
        var size = design.First;
        for (var unit = design.Units - 1; unit >= 0 && size > 0; unit--)
        {
            var without = Binomial(unit, size);
            if (left >= without)
            {
                left -= (long)without;
                size--;
                choice[unit >> 6] |= 1UL << (unit & 63);
            }
        }
    }

    /// <summary>The next choice in that order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Next(MaxTDesign design, Span<ulong> choice)
    {
        if (design.IsPaired)
        {
            choice[0]++;
            return;
        }

        // The lowest run of ones: its highest one moves up, the others fall to the bottom (Gosper's step, on several words).
        var start = 0;
        while (!Bit(choice, start))
        {
            start++;
        }

        var end = start;
        while (end < design.Units && Bit(choice, end))
        {
            Set(choice, end++, false);
        }

        if (end < design.Units)
        {
            Set(choice, end, true);
        }

        for (var i = 0; i < end - start - 1; i++)
        {
            Set(choice, i, true);
        }
    }

    private static bool Bit(ReadOnlySpan<ulong> choice, int unit) => (choice[unit >> 6] >> (unit & 63) & 1) == 1;

    private static void Set(Span<ulong> choice, int unit, bool value)
    {
        var bit = 1UL << (unit & 63);
        choice[unit >> 6] = value ? choice[unit >> 6] | bit : choice[unit >> 6] & ~bit;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Subset(int units, int size, CounterRandom random, Span<ulong> choice)
    {
        var position = 0UL;
        var (w0, w1, w2, w3) = (0U, 0U, 0U, 0U);
        for (var j = units - size; j < units; j++)
        {
            if ((position & 3) == 0)
            {
                (w0, w1, w2, w3) = CounterRandom.Block(
                    (uint)(position >> 2), 0, (uint)random.Stream, (uint)(random.Stream >> 32), (uint)random.Seed, (uint)(random.Seed >> 32));
            }

            var word = w0;
            (w0, w1, w2) = (w1, w2, w3);
            position++;
            var drawn = (int)((word * (ulong)(uint)(j + 1)) >> 32);
            var unit = (choice[drawn >> 6] >> (drawn & 63) & 1) == 0 ? drawn : j;
            choice[unit >> 6] |= 1UL << (unit & 63);
        }
    }

    // The same draws as for more units, in one register and without branches that would be guessed wrong.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong Subset(int units, int size, CounterRandom random)
    {
        uint stream = (uint)random.Stream, streamHigh = (uint)(random.Stream >> 32), key = (uint)random.Seed, keyHigh = (uint)(random.Seed >> 32);
        var choice = 0UL;
        var last = units - size;
        var block = 0U;
        for (; last + 4 <= units; last += 4)
        {
            var (w0, w1, w2, w3) = CounterRandom.Block(block++, 0, stream, streamHigh, key, keyHigh);
            choice = Draw(choice, w0, last);
            choice = Draw(choice, w1, last + 1);
            choice = Draw(choice, w2, last + 2);
            choice = Draw(choice, w3, last + 3);
        }

        if (last < units)
        {
            var (w0, w1, w2, _) = CounterRandom.Block(block, 0, stream, streamHigh, key, keyHigh);
            choice = Draw(choice, w0, last);
            choice = last + 1 < units ? Draw(choice, w1, last + 1) : choice;
            choice = last + 2 < units ? Draw(choice, w2, last + 2) : choice;
        }

        return choice;
    }

    // A unit among 0 … last, or last itself where that one is chosen already.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Draw(ulong choice, uint word, int last)
    {
        var drawn = (int)((word * (ulong)(uint)(last + 1)) >> 32);
        var taken = (choice >> drawn) & 1;
        return choice | (1UL << drawn) | (taken << last);
    }

    private static void Trim(int units, Span<ulong> choice)
    {
        if ((units & 63) != 0)
        {
            choice[^1] &= (1UL << (units & 63)) - 1;
        }
    }

    private static double Binomial(int n, int k)
    {
        var value = k > n ? 0.0 : 1.0;
        for (var i = 1; i <= k && value > 0; i++)
        {
            value = Math.Round(value * (n - k + i) / i);
        }

        return value;
    }
}
