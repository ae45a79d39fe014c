namespace StudyAnalysis.Statistics.Compare;

/// <summary>Counts the subsets of real numbers by their sum, meeting in the middle (Horowitz and Sahni 1974, J ACM 21:277–292): 2^(n/2) work instead of 2^n.</summary>
internal sealed class SubsetSums
{
    private readonly double[][] _first;
    private readonly double[][] _second;

    private SubsetSums(double[][] first, double[][] second)
    {
        _first = first;
        _second = second;
    }

    /// <summary>Of subsets of one size.</summary>
    public static SubsetSums OfSize(ReadOnlySpan<double> values, int size)
    {
        var half = values.Length / 2;
        var (first, second) = (BySize(values[..half]), BySize(values[half..]));
        var matching = Enumerable.Range(0, first.Length).Where(k => size - k >= 0 && size - k < second.Length).ToArray();
        return new(Array.ConvertAll(matching, k => first[k]), Array.ConvertAll(matching, k => second[size - k]));
    }

    /// <summary>Of all subsets.</summary>
    public static SubsetSums OfAll(ReadOnlySpan<double> values)
    {
        var half = values.Length / 2;
        return new([All(values[..half])], [All(values[half..])]);
    }

    /// <summary>How many subsets there are.</summary>
    public double Total => _first.Zip(_second, (a, b) => (double)a.Length * b.Length).Sum();

    /// <summary>How many have a sum of at most the bound.</summary>
    public double AtMost(double bound)
    {
        var count = 0.0;
        for (var k = 0; k < _first.Length; k++)
        {
            var (a, b) = (_first[k], _second[k]);
            var below = b.Length;
            foreach (var sum in a)
            {
                while (below > 0 && sum + b[below - 1] > bound)
                {
                    below--;
                }

                count += below;
            }
        }

        return count;
    }

    /// <summary>By size, sorted: with each value the sums of one size are merged with those of one fewer and the value, so nothing is ever sorted.</summary>
    private static double[][] BySize(ReadOnlySpan<double> values)
    {
        double[][] sums = [[0]];
        foreach (var value in values)
        {
            var next = new double[sums.Length + 1][];
            for (var k = 0; k < next.Length; k++)
            {
                next[k] = Merged(k < sums.Length ? sums[k] : [], k > 0 ? sums[k - 1] : [], value);
            }

            sums = next;
        }

        return sums;
    }

    private static double[] All(ReadOnlySpan<double> values)
    {
        double[] sums = [0];
        foreach (var value in values)
        {
            sums = Merged(sums, sums, value);
        }

        return sums;
    }

    private static double[] Merged(double[] without, double[] with, double value)
    {
        var merged = new double[without.Length + with.Length];
        int i = 0, j = 0;
        for (var next = 0; next < merged.Length; next++)
        {
            merged[next] = j == with.Length || (i < without.Length && without[i] <= with[j] + value) ? without[i++] : with[j++] + value;
        }

        return merged;
    }
}
