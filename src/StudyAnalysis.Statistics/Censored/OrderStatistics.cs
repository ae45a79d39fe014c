using StudyAnalysis.Statistics.Distributions;

namespace StudyAnalysis.Statistics.Censored;

/// <summary>Plotting positions of several limits and the log-normal line through the measured values.</summary>
internal static class OrderStatistics
{
    public static double[]? Complete(double[] values, IReadOnlyList<bool> below)
    {
        int[] measured = [.. Enumerable.Range(0, values.Length).Where(i => !below[i]).OrderBy(i => values[i])];
        if (measured.Length < 3 || values[measured[0]] == values[measured[^1]])
        {
            return null;
        }

        var completed = (double[])values.Clone();
        if (measured.Length == values.Length)
        {
            return completed;
        }

        var (limits, exceedance) = Exceedance(values, below);
        var line = Line(values, measured, limits, exceedance);
        for (var k = 0; k < limits.Length; k++)
        {
            int[] under = [.. Enumerable.Range(0, values.Length).Where(i => below[i] && values[i] == limits[k])];
            for (var r = 0; r < under.Length; r++)
            {
                var position = (1 - exceedance[k]) * (r + 1) / (under.Length + 1);
                completed[under[r]] = Math.Exp(line.Intercept + (line.Slope * Tail.NormalQuantile(position)));
            }
        }

        return completed;
    }

    // P(value ≥ limit), from the highest limit down (Hirsch and Stedinger 1987, equation 14); −∞ stands under the lowest limit.
    private static (double[] Limits, double[] Exceedance) Exceedance(double[] values, IReadOnlyList<bool> below)
    {
        double[] limits = [double.NegativeInfinity, .. values.Where((_, i) => below[i]).Distinct().Order()];
        var exceedance = new double[limits.Length + 1];
        for (var k = limits.Length - 1; k >= 0; k--)
        {
            var next = k + 1 < limits.Length ? limits[k + 1] : double.PositiveInfinity;
            var above = values.Where((v, i) => !below[i] && v >= limits[k] && v < next).Count();
            var under = values.Where((v, i) => below[i] ? v <= limits[k] : v < limits[k]).Count();
            exceedance[k] = above + under == 0 ? exceedance[k + 1] : exceedance[k + 1] + ((double)above / (above + under) * (1 - exceedance[k + 1]));
        }

        exceedance[0] = 1;
        return (limits, exceedance);
    }

    private static (double Intercept, double Slope) Line(double[] values, int[] measured, double[] limits, double[] exceedance)
    {
        var scores = new List<(double Score, double Log)>();
        for (var k = 0; k < limits.Length; k++)
        {
            var next = k + 1 < limits.Length ? limits[k + 1] : double.PositiveInfinity;
            double[] between = [.. measured.Select(i => values[i]).Where(v => v >= limits[k] && v < next)];
            for (var r = 0; r < between.Length; r++)
            {
                var position = 1 - exceedance[k] + ((exceedance[k] - exceedance[k + 1]) * (r + 1) / (between.Length + 1));
                scores.Add((Tail.NormalQuantile(position), Math.Log(between[r])));
            }
        }

        double x = scores.Average(s => s.Score), y = scores.Average(s => s.Log);
        var slope = scores.Sum(s => (s.Score - x) * (s.Log - y)) / scores.Sum(s => (s.Score - x) * (s.Score - x));
        return (y - (slope * x), slope);
    }
}
