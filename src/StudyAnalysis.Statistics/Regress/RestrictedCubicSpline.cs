using System.Collections.Immutable;
using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Regress;

/// <summary>A cubic spline that is linear beyond its outer knots (Stone and Koo 1985; Harrell's parametrisation).</summary>
/// <remarks>k knots give k − 1 columns: x itself and k − 2 terms [(x − t_j)³₊ − …] / (t_k − t₁)². Their joint test is the test of non-linearity
/// (<see cref="JointTest.Wald"/>). Source: Harrell (2015), Regression Modeling Strategies, 2nd edition, section 2.4. Oracle: Oracles/spline.</remarks>
public sealed class RestrictedCubicSpline
{
    private RestrictedCubicSpline(ImmutableArray<double> knots) => Knots = knots;

    /// <summary>Knots, ascending; unit of x.</summary>
    public ImmutableArray<double> Knots { get; }

    /// <summary>A spline with these knots.</summary>
    /// <param name="knots">At least 3 finite values, strictly ascending.</param>
    /// <exception cref="ArgumentException">Too few, not finite, or not ascending.</exception>
    public static RestrictedCubicSpline WithKnots(params ReadOnlySpan<double> knots)
    {
        Guard.Finite(knots, nameof(knots));
        for (var j = 1; j < knots.Length; j++)
        {
            if (knots[j] <= knots[j - 1])
            {
                throw new ArgumentException("Knots ascend strictly.", nameof(knots));
            }
        }

        return knots.Length < 3 ? throw new ArgumentException("A restricted cubic spline has at least 3 knots.", nameof(knots)) : new([.. knots]);
    }

    /// <summary>Knots at Harrell's quantiles: for 3, .10 .50 .90; 4, .05 .35 .65 .95; 5 … 7 evenly from .05 (7: .025) to .95 (.975).</summary>
    /// <param name="values">The predictor, n finite values, any order.</param>
    /// <param name="count">3 … 7 knots.</param>
    /// <returns>The spline, or null when the quantiles are not all different (too few distinct values): take fewer knots or x alone.</returns>
    /// <exception cref="ArgumentException">Another number of knots, or a value not finite.</exception>
    /// <remarks>With fewer than 100 values the outer knots are the 5th smallest and 5th largest; an end value held by 5 % or more (and no other
    /// that often) gets a knot just inside of it: both as in Hmisc.
    /// R: <c>Hmisc::rcspline.eval(x, nk = count, knots.only = TRUE)</c>.</remarks>
    public static RestrictedCubicSpline? AtQuantiles(double[] values, int count)
    {
        Guard.Finite(values, nameof(values));
        if (count is < 3 or > 7)
        {
            throw new ArgumentException($"Between 3 and 7 knots, not {count}.", nameof(count));
        }

        var outer = count switch { 3 => 0.1, 7 => 0.025, _ => 0.05 };
        double[] sorted = [.. values.Order()];
        var (first, last) = TiedEnds(sorted);
        double[] inner = [.. sorted.Where(v => !(v <= first) && !(v >= last))];
        var free = count - (double.IsNaN(first) ? 0 : 1) - (double.IsNaN(last) ? 0 : 1);
        if (inner.Length < 6 || sorted.Distinct().Count() - 2 <= count)
        {
            return null;
        }

        double[] knots = free == 1 ? [Quantiles.Compute(inner, 0.5).Value] : [.. Spaced(free == 2 ? 0.5 : outer, 1 - outer, free).Select(p => Quantiles.Compute(inner, p).Value)];
        if (inner.Length < 100)
        {
            knots[0] = double.IsNaN(first) ? inner[4] : knots[0];
            knots[^1] = double.IsNaN(last) ? inner[^5] : knots[^1];
        }

        double[] all = [.. new[] { first }.Concat(knots).Append(last).Where(double.IsFinite).Order()];
        return Enumerable.Range(1, count - 1).All(j => all[j] > all[j - 1]) ? new([.. all]) : null;
    }

    /// <summary>The columns of x, to be put into a design.</summary>
    /// <param name="name">Name of x; the further columns are named with ′, ″, ….</param>
    /// <param name="values">Finite values; unit of the knots.</param>
    /// <returns>k − 1 terms, the first x itself; all in the unit of x. R: <c>rcspline.eval(x, knots, inclx = TRUE, norm = 2)</c>.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public ImmutableArray<(string Name, double[] Values)> Columns(string name, double[] values)
    {
        Guard.Finite(values, nameof(values));
        return
        [
            (name, (double[])values.Clone()),
            .. Enumerable.Range(0, Knots.Length - 2).Select(j => (name + new string('′', j + 1), Array.ConvertAll(values, v => Term(j, v)))),
        ];
    }

    // Many ties at an end only (values at a limit of quantification) get a knot just inside of their own, as in Hmisc.
    private static (double First, double Last) TiedEnds(double[] sorted)
    {
        const double many = 0.05;
        (double Value, int Count)[] levels = [.. sorted.GroupBy(v => v).Select(g => (g.Key, g.Count()))];
        if (levels.Length < 4 || levels[1..^1].Max(l => l.Count) >= many * sorted.Length)
        {
            return (double.NaN, double.NaN);
        }

        return (levels[0].Count >= many * sorted.Length ? levels[1].Value : double.NaN, levels[^1].Count >= many * sorted.Length ? levels[^2].Value : double.NaN);
    }

    private static IEnumerable<double> Spaced(double from, double to, int count) => Enumerable.Range(0, count).Select(j => from + ((to - from) * j / (count - 1)));

    private static double Cube(double v) => v > 0 ? v * v * v : 0;

    private double Term(int j, double x)
    {
        double first = Knots[0], last = Knots[^1], before = Knots[^2];
        var cubes = Cube(x - Knots[j]) - (Cube(x - before) * (last - Knots[j]) / (last - before)) + (Cube(x - last) * (before - Knots[j]) / (last - before));
        return cubes / ((last - first) * (last - first));
    }
}
