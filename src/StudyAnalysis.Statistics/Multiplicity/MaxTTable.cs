using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace StudyAnalysis.Statistics.Multiplicity;

/// <summary>Sums of all variables over each possible choice among four neighbouring units, so that a permutation is a few vector additions.</summary>
/// <remarks>Lanes are variables and never mix: the width of the machine's vectors does not change a digit.</remarks>
internal sealed class MaxTTable
{
    private const int Lanes = 4;
    private const int Neighbours = 4;
    private const double RelativeTie = 1e-10;
    private const double AbsoluteTie = 1e-20;

    // Below this part of the total sum of squares a variance is rounding, and the variance is 0.
    private const double Rounding = 1e-13;

    private readonly double[] _sums;
    private readonly double[] _squares;
    private readonly double[] _total;
    private readonly MaxTDesign _design;
    private readonly Vector256<double> _inUse;
    private readonly double _mean1;
    private readonly double _mean2;
    private readonly double _part1;
    private readonly double _part2;
    private readonly Alternative _alternative;

    private MaxTTable(double[][] scores, MaxTDesign design, Alternative alternative)
    {
        (_design, _alternative) = (design, alternative);
        Variables = scores.Length;
        Width = (scores.Length + Lanes - 1) / Lanes * Lanes;
        _inUse = Vector256.LessThan(Vector256.Create(0.0, 1, 2, 3) + Vector256.Create((double)Width - Lanes), Vector256.Create((double)scores.Length));
        (_mean1, _mean2) = (1.0 / design.First, 1.0 / design.Second);
        (_part1, _part2) = (_mean1 / (design.First - 1), _mean2 / (design.Second - 1));
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

    /// <summary>Counts one permutation: where each variable, and where the largest of it and those after it, reaches its threshold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Tally(ReadOnlySpan<int> offsets, long[] raw, long[] adjusted)
    {
        ref var rawCounts = ref MemoryMarshal.GetArrayDataReference(raw);
        ref var adjustedCounts = ref MemoryMarshal.GetArrayDataReference(adjusted);
        var largest = Vector256.Create(double.NegativeInfinity);
        for (var v = Width - Lanes; v >= 0; v -= Lanes)
        {
            var statistics = Statistics(offsets, v);
            var threshold = Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(Thresholds), (nuint)v);
            var reached = Vector256.GreaterThanOrEqual(statistics, threshold).AsInt64();
            (Vector256.LoadUnsafe(ref rawCounts, (nuint)v) - reached).StoreUnsafe(ref rawCounts, (nuint)v);

            // Step-down: each variable competes with those at or below it in the observed order only.
            largest = Vector256.MaxNative(FromBehind(statistics), largest);
            reached = Vector256.GreaterThanOrEqual(largest, threshold).AsInt64();
            (Vector256.LoadUnsafe(ref adjustedCounts, (nuint)v) - reached).StoreUnsafe(ref adjustedCounts, (nuint)v);
            largest = Vector256.Shuffle(largest, Vector256<long>.Zero);
        }
    }

    // Each lane the largest of itself and the lanes after it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> FromBehind(Vector256<double> x)
    {
        x = Vector256.MaxNative(x, Vector256.Shuffle(x, Vector256.Create(1L, 2, 3, 3)));
        return Vector256.MaxNative(x, Vector256.Shuffle(x, Vector256.Create(2L, 3, 3, 3)));
    }

    // Squared signed statistics of the variables v … v + 3; lanes beyond the last variable hold −∞.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<double> Statistics(ReadOnlySpan<int> offsets, int v)
    {
        var squared = _design.NeedsSquares ? Welch(offsets, v, out var sum) : OneSum(offsets, v, out sum);
        squared = Vector256.ConditionalSelect(Vector256.Equals(sum, Vector256<double>.Zero), Vector256<double>.Zero, squared);
        if (_alternative != Alternative.TwoSided)
        {
            var isOpposed = _alternative == Alternative.Greater
                ? Vector256.LessThan(sum, Vector256<double>.Zero)
                : Vector256.GreaterThan(sum, Vector256<double>.Zero);
            squared = Vector256.ConditionalSelect(isOpposed, -squared, squared);
        }

        return v + Lanes <= Variables ? squared : Vector256.ConditionalSelect(_inUse, squared, Vector256.Create(double.NegativeInfinity));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<double> OneSum(ReadOnlySpan<int> offsets, int v, out Vector256<double> sum)
    {
        ref var sums = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_sums), v);
        sum = Vector256<double>.Zero;
        foreach (var offset in offsets)
        {
            sum += Vector256.LoadUnsafe(ref sums, (nuint)offset);
        }

        var total = Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_total), (nuint)v);
        var square = sum * sum;
        var within = total - (_design.Between * square);
        return _design.Factor * square / NotBelow(within, Rounding * total);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<double> Welch(ReadOnlySpan<int> offsets, int v, out Vector256<double> sum)
    {
        ref var sums = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_sums), v);
        ref var squares = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_squares), v);
        sum = Vector256<double>.Zero;
        var first = Vector256<double>.Zero;
        foreach (var offset in offsets)
        {
            sum += Vector256.LoadUnsafe(ref sums, (nuint)offset);
            first += Vector256.LoadUnsafe(ref squares, (nuint)offset);
        }

        // Centred values: the sum of the second group is minus that of the first.
        var total = Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_total), (nuint)v);
        var square = sum * sum;
        var variance = (_part1 * (first - (_mean1 * square))) + (_part2 * (total - first - (_mean2 * square)));
        return (_mean1 + _mean2) * (_mean1 + _mean2) * square / NotBelow(variance, Rounding * (_part1 + _part2) * total);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> NotBelow(Vector256<double> variance, Vector256<double> rounding) =>
        Vector256.ConditionalSelect(Vector256.LessThan(variance, rounding), Vector256<double>.Zero, variance);

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
        for (var v = 0; v < Width; v += Lanes)
        {
            Statistics(offsets, v).CopyTo(statistics, v);
        }

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
