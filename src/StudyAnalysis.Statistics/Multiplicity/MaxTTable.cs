using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StudyAnalysis.Statistics.Multiplicity;

/// <summary>Sums of all variables over each possible choice among four neighbouring units, so that a permutation is a few vector additions.</summary>
/// <remarks>Lanes are variables and never mix: the width of the machine's vectors does not change a digit.</remarks>
internal sealed class MaxTTable
{
    private const int Neighbours = 4;
    private const double RelativeTie = 1e-10;
    private const double AbsoluteTie = 1e-20;

    // Below this part of the total sum of squares a variance is rounding, and the variance is 0.
    private const double Rounding = 1e-13;

    private readonly double[] _sums;
    private readonly double[] _squares;
    private readonly double[] _total;
    private readonly MaxTDesign _design;
    private readonly Alternative _alternative;

    private MaxTTable(double[][] scores, MaxTDesign design, Alternative alternative)
    {
        (_design, _alternative) = (design, alternative);
        Variables = scores.Length;
        Width = (scores.Length + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;
        Groups = (design.Units + Neighbours - 1) / Neighbours;
        _total = new double[Width];
        for (var v = 0; v < scores.Length; v++)
        {
            _total[v] = scores[v].Sum(x => x * x);
        }

        _sums = Sums(scores, design.IsPaired);
        _squares = design.NeedsSquares ? Sums([.. scores.Select(s => Array.ConvertAll(s, x => x * x))], false) : [];
        Thresholds = new double[Width];
        Array.Fill(Thresholds, double.PositiveInfinity);
    }

    public MaxTDesign Design => _design;

    public int Variables { get; }

    public int Width { get; }

    public int Groups { get; }

    /// <summary>Observed squared signed statistics less what counts as tied, largest first.</summary>
    public double[] Thresholds { get; }

    /// <summary>The table with its variables ordered by the observed statistic, largest first.</summary>
    public static MaxTTable Of(double[][] data, MaxTDesign design, Alternative alternative, out int[] order, out double[] observed)
    {
        var scores = Array.ConvertAll(data, design.Scores);
        var extremes = new MaxTTable(scores, design, alternative).Observed();
        var signed = new MaxTTable(scores, design, Alternative.Greater).Observed();
        observed = [.. signed.Select(s => Math.Sign(s) * Math.Sqrt(Math.Abs(s)))];
        order = [.. Enumerable.Range(0, data.Length).OrderByDescending(k => extremes[k])];
        var table = new MaxTTable([.. order.Select(k => scores[k])], design, alternative);
        for (var j = 0; j < order.Length; j++)
        {
            var extreme = extremes[order[j]];
            table.Thresholds[j] = double.IsInfinity(extreme) ? extreme : extreme - (RelativeTie * Math.Abs(extreme)) - AbsoluteTie;
        }

        return table;
    }

    /// <summary>Where the sums of one choice among four units begin.</summary>
    public int Offset(int group, int choice) => ((group << Neighbours) + choice) * Width;

    /// <summary>Squared signed statistics of a permutation, given the offsets of its groups.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Statistics(ReadOnlySpan<int> offsets, Span<double> statistics)
    {
        if (_design.NeedsSquares)
        {
            Welch(offsets, statistics);
        }
        else
        {
            OneSum(offsets, statistics);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void OneSum(ReadOnlySpan<int> offsets, Span<double> statistics)
    {
        var factor = new Vector<double>(_design.Factor);
        var between = new Vector<double>(_design.Between);
        var rounding = new Vector<double>(Rounding);
        ref var sums = ref MemoryMarshal.GetArrayDataReference(_sums);
        for (var v = 0; v < Width; v += Vector<double>.Count)
        {
            var sum = Vector<double>.Zero;
            foreach (var offset in offsets)
            {
                sum += Vector.LoadUnsafe(ref sums, (nuint)(offset + v));
            }

            var total = new Vector<double>(_total, v);
            var square = sum * sum;
            var within = total - (between * square);
            within = Vector.ConditionalSelect(Vector.LessThan(within, rounding * total), Vector<double>.Zero, within);
            Finish(factor * square / within, sum).CopyTo(statistics[v..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Welch(ReadOnlySpan<int> offsets, Span<double> statistics)
    {
        double n1 = _design.First, n2 = _design.Second;
        var (part1, part2) = (new Vector<double>(1 / (n1 * (n1 - 1))), new Vector<double>(1 / (n2 * (n2 - 1))));
        var (mean1, mean2) = (new Vector<double>(1 / n1), new Vector<double>(1 / n2));
        var difference = new Vector<double>((1 / n1) + (1 / n2));
        var rounding = new Vector<double>(Rounding);
        ref var sums = ref MemoryMarshal.GetArrayDataReference(_sums);
        ref var squares = ref MemoryMarshal.GetArrayDataReference(_squares);
        for (var v = 0; v < Width; v += Vector<double>.Count)
        {
            var sum = Vector<double>.Zero;
            var squared = Vector<double>.Zero;
            foreach (var offset in offsets)
            {
                sum += Vector.LoadUnsafe(ref sums, (nuint)(offset + v));
                squared += Vector.LoadUnsafe(ref squares, (nuint)(offset + v));
            }

            // Centred values: the sum of the second group is minus that of the first.
            var total = new Vector<double>(_total, v);
            var square = sum * sum;
            var variance = (part1 * (squared - (mean1 * square))) + (part2 * (total - squared - (mean2 * square)));
            variance = Vector.ConditionalSelect(Vector.LessThan(variance, rounding * total * (part1 + part2)), Vector<double>.Zero, variance);
            Finish(difference * difference * square / variance, sum).CopyTo(statistics[v..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector<double> Finish(Vector<double> squared, Vector<double> sum)
    {
        var defined = Vector.ConditionalSelect(Vector.Equals(sum, Vector<double>.Zero), Vector<double>.Zero, squared);
        return _alternative switch
        {
            Alternative.TwoSided => defined,
            Alternative.Greater => Vector.ConditionalSelect(Vector.LessThan(sum, Vector<double>.Zero), -defined, defined),
            _ => Vector.ConditionalSelect(Vector.GreaterThan(sum, Vector<double>.Zero), -defined, defined),
        };
    }

    private double[] Observed()
    {
        var offsets = new int[Groups];
        var choice = new ulong[(Design.Units + 63) / 64];
        for (var i = 0; i < (Design.IsPaired ? 0 : Design.First); i++)
        {
            choice[i / 64] |= 1UL << (i % 64);
        }

        MaxTCounter.Offsets(this, choice, offsets);
        var statistics = new double[Width];
        Statistics(offsets, statistics);
        return statistics[..Variables];
    }

    // A chosen bit adds the value of its unit; for sign flips it subtracts it instead.
    private double[] Sums(double[][] scores, bool isSign)
    {
        var table = new double[Groups * (1 << Neighbours) * Width];
        for (var g = 0; g < Groups; g++)
        {
            for (var choice = 0; choice < 1 << Neighbours; choice++)
            {
                for (var v = 0; v < scores.Length; v++)
                {
                    table[Offset(g, choice) + v] = Sum(scores[v], g, choice, isSign);
                }
            }
        }

        return table;
    }

    private static double Sum(double[] scores, int group, int choice, bool isSign)
    {
        var sum = 0.0;
        for (var bit = 0; bit < Neighbours && (group * Neighbours) + bit < scores.Length; bit++)
        {
            var value = scores[(group * Neighbours) + bit];
            var isChosen = ((choice >> bit) & 1) == 1;
            sum += isSign ? isChosen ? -value : value : isChosen ? value : 0;
        }

        return sum;
    }
}
