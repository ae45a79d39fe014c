namespace StudyAnalysis.Statistics.Survival;

/// <summary>Counts at each distinct end of follow-up, ascending: the risk-set arithmetic every non-parametric estimator shares.</summary>
internal sealed class EventTable
{
    private readonly int[] _codes;
    private readonly double _tolerance;

    private EventTable(double[] times, int[] atRisk, int[] censored, int[,] events, int[] codes, double[] sortedEntries, double[] sortedEnds)
    {
        _codes = codes;
        _tolerance = SurvivalTimes.Tolerance(times);
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

    /// <summary>[time, place of the cause among the codes]; one cause has place 0.</summary>
    public int[,] Events { get; }

    /// <summary>Place of a cause; −1 where it never happened.</summary>
    public int PlaceOf(int cause) => Math.Max(-1, Array.BinarySearch(_codes, cause));

    private double[] SortedEntries { get; }

    private double[] SortedEnds { get; }

    public int Causes => Events.GetLength(1);

    public int Subjects => SortedEnds.Length;

    /// <summary>Whether everybody was followed from the origin to the event.</summary>
    public bool IsComplete => IsCompleteAfter(-1);

    /// <summary>Whether everybody still followed after a row was followed to the event, and nobody came later.</summary>
    public bool IsCompleteAfter(int row) => SortedEntries.Length == 0 && Censored.AsSpan(row + 1).IndexOfAnyExcept(0) < 0;

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
        time -= _tolerance;
        var entered = SortedEntries.Length == 0 ? SortedEnds.Length : CountBelow(SortedEntries, time);
        return entered - CountBelow(SortedEnds, time);
    }

    /// <summary>Index of the last row at or before the time; −1 before the first.</summary>
    public int LastRowAt(double time)
    {
        var found = Array.BinarySearch(Times, time + _tolerance);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>Index of the last row before the time; −1 for none.</summary>
    public int LastRowBefore(double time) => CountBelow(Times, time - _tolerance) - 1;

    /// <summary>Counts of one cause, or of those that occur.</summary>
    /// <param name="time">Ends of follow-up.</param>
    /// <param name="cause">0 where the end is a censoring.</param>
    /// <param name="entry">Starts of observation; empty when from the origin.</param>
    /// <param name="codes">Codes of the causes, ascending: work goes with their number, not with their size.</param>
    public static EventTable Build(ReadOnlySpan<double> time, ReadOnlySpan<int> cause, ReadOnlySpan<double> entry, params int[] codes)
    {
        var ends = time.ToArray();
        var causes = cause.ToArray();
        int[] places = codes.Length == 0 ? [1] : codes;
        Array.Sort(ends, causes);
        var entries = entry.ToArray();
        Array.Sort(entries);
        var rows = CountDistinct(ends);
        var (times, atRisk, censored, events) = (new double[rows], new int[rows], new int[rows], new int[rows, places.Length]);
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

            var code = causes[i];
            if (code == 0)
            {
                censored[row]++;
            }
            else
            {
                events[row, Array.BinarySearch(places, code)]++;
            }
        }

        return new EventTable(times, atRisk, censored, events, places, entries, ends);
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
