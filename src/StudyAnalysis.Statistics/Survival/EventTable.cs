namespace StudyAnalysis.Statistics.Survival;

/// <summary>Counts at each distinct end of follow-up, ascending: the risk-set arithmetic every non-parametric estimator shares.</summary>
internal sealed class EventTable
{
    private EventTable(double[] times, int[] atRisk, int[] censored, int[,] events, double[] sortedEntries, double[] sortedEnds)
    {
        Times = times;
        AtRisk = atRisk;
        Censored = censored;
        Events = events;
        SortedEntries = sortedEntries;
        SortedEnds = sortedEnds;
    }

    public double[] Times { get; }

    /// <summary>Under observation just before the time: entry &lt; t ≤ end. Events come before censorings at one time.</summary>
    public int[] AtRisk { get; }

    public int[] Censored { get; }

    /// <summary>[time, cause − 1].</summary>
    public int[,] Events { get; }

    private double[] SortedEntries { get; }

    private double[] SortedEnds { get; }

    public int Causes => Events.GetLength(1);

    public int AllEvents(int row)
    {
        var sum = 0;
        for (var cause = 0; cause < Causes; cause++)
        {
            sum += Events[row, cause];
        }

        return sum;
    }

    /// <summary>Under observation just before any time.</summary>
    public int AtRiskAt(double time)
    {
        var entered = SortedEntries.Length == 0 ? SortedEnds.Length : CountBelow(SortedEntries, time);
        return entered - CountBelow(SortedEnds, time);
    }

    /// <summary>Index of the last row at or before the time; −1 before the first.</summary>
    public int LastRowAt(double time)
    {
        var found = Array.BinarySearch(Times, time);
        return found >= 0 ? found : ~found - 1;
    }

    public static EventTable Build(ReadOnlySpan<double> time, ReadOnlySpan<int> cause, ReadOnlySpan<double> entry, int causes)
    {
        var ends = time.ToArray();
        var codes = cause.ToArray();
        Array.Sort(ends, codes);
        var entries = entry.ToArray();
        Array.Sort(entries);
        var rows = CountDistinct(ends);
        var (times, atRisk, censored, events) = (new double[rows], new int[rows], new int[rows], new int[rows, causes]);
        var (row, entered) = (-1, entries.Length == 0 ? ends.Length : 0);
        for (var i = 0; i < ends.Length; i++)
        {
            if (row < 0 || ends[i] > times[row])
            {
                row++;
                times[row] = ends[i];
                while (entered < entries.Length && entries[entered] < ends[i])
                {
                    entered++;
                }

                atRisk[row] = entered - i;
            }

            var code = codes[i];
            if (code == 0)
            {
                censored[row]++;
            }
            else
            {
                events[row, code - 1]++;
            }
        }

        return new EventTable(times, atRisk, censored, events, entries, ends);
    }

    private static int CountDistinct(double[] sorted)
    {
        var count = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            count += i == 0 || sorted[i] > sorted[i - 1] ? 1 : 0;
        }

        return count;
    }

    private static int CountBelow(double[] sorted, double value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] < value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
