using System.Globalization;

namespace StudyAnalysis.Statistics.Describe;

/// <summary>Numbers that differ only by the rounding of what they were made from are one number.</summary>
/// <remarks>0.3 − 0.2 and 0.2 − 0.1 are two binary numbers and one difference: ranks and zeros would follow the rounding.</remarks>
internal static class NearTies
{
    /// <summary>2⁻⁴⁰ of the larger operand: far above the rounding of a difference, far below what anybody measures.</summary>
    public const double Share = 1.0 / (1L << 40);

    /// <summary>Values joined where neighbours are no farther apart than the tolerance of one of the two.</summary>
    /// <param name="values">The values.</param>
    /// <param name="tolerances">How far rounding may have moved each.</param>
    /// <returns>The values in their order; all that are joined become the shortest decimal number between the smallest and the largest of them, those within
    /// their own tolerance of 0 become 0.</returns>
    public static double[] Joined(double[] values, double[] tolerances)
    {
        // Zeros are exact from here on: their tolerance must not draw in the small values of others.
        double[] sorted = [.. values.Zip(tolerances, (v, t) => Math.Abs(v) <= t ? 0 : v)];
        double[] reach = [.. sorted.Zip(tolerances, (v, t) => v == 0 ? 0 : t)];
        var order = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort(sorted, order);
        reach = [.. order.Select(i => reach[i])];
        var result = (double[])values.Clone();
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + 1;
            while (end < sorted.Length && IsOne(end - 1, end))
            {
                end++;
            }

            var common = sorted[start] == sorted[end - 1] ? sorted[start] : Shortest(sorted[start], sorted[end - 1]);
            for (; start < end; start++)
            {
                result[order[start]] = common;
            }
        }

        return result;

        bool IsOne(int before, int after) => sorted[before] == sorted[after]
            || (sorted[before] != 0 && sorted[after] != 0 && sorted[before] < 0 == sorted[after] < 0 && sorted[after] - sorted[before] <= Math.Max(reach[before], reach[after]));
    }

    /// <summary>The same of the sizes; signs stay.</summary>
    public static double[] JoinedSizes(double[] values, double[] tolerances)
    {
        var sizes = Joined(Array.ConvertAll(values, Math.Abs), tolerances);
        return [.. values.Zip(sizes, (v, s) => s == 0 ? 0 : Math.CopySign(s, v))];
    }

    private static double Shortest(double low, double high)
    {
        var middle = low + ((high - low) / 2);
        for (var digits = 1; digits <= 17; digits++)
        {
            var text = middle.ToString("E" + (digits - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            var rounded = double.Parse(text, CultureInfo.InvariantCulture);
            if (rounded >= low && rounded <= high)
            {
                return rounded;
            }
        }

        return low;
    }
}
