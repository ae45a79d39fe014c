namespace StudyAnalysis.Statistics.Survival;

/// <summary>Shape checks shared by the survival methods.</summary>
internal static class SurvivalInput
{
    /// <summary>Codes of causes and numbers of causes above this are taken for a mistake.</summary>
    public const int HighestCause = 1_000_000;

    /// <summary>The ends of follow-up, checked, where those that differ by rounding only are one time.</summary>
    public static double[] Checked(double[] time, int statusLength, string statusName)
    {
        ReadOnlySpan<double> ends = time;
        Check(ref ends, statusLength, statusName);
        return ends.ToArray();
    }

    /// <summary>Checks ends of follow-up, and makes those one time that differ by rounding only.</summary>
    public static void Check(ref ReadOnlySpan<double> time, int statusLength, string statusName)
    {
        ReadOnlySpan<double> none = default;
        Check(ref time, statusLength, statusName, ref none);
    }

    /// <summary>Checks ends and starts, and makes those one time that differ by rounding only.</summary>
    public static void Check(ref ReadOnlySpan<double> time, int statusLength, string statusName, ref ReadOnlySpan<double> entry)
    {
        Guard.Finite(time, "time");
        Guard.SameLength(time.Length, statusLength, "time", statusName);
        var negative = time.IndexOfAnyInRange(double.NegativeInfinity, -double.Epsilon);
        if (negative >= 0)
        {
            throw new ArgumentException($"time[{negative}] is {time[negative]}; a survival time counts from an origin and is not negative.", nameof(time));
        }

        if (entry.Length > 0)
        {
            Guard.SameLength(time.Length, entry.Length, "time", "entry");
        }

        var ends = time;
        var starts = entry;
        SurvivalTimes.Join(ref ends, ref starts);
        for (var i = 0; i < entry.Length; i++)
        {
            if (double.IsNaN(entry[i]) || starts[i] >= ends[i])
            {
                throw new ArgumentException($"entry[{i}] = {entry[i]} is not before time[{i}] = {time[i]}; exclude and count such rows before the call.", nameof(entry));
            }
        }

        time = ends;
        entry = starts;
    }

    public static int[] CausesOf(ReadOnlySpan<bool> status)
    {
        var causes = new int[status.Length];
        for (var i = 0; i < status.Length; i++)
        {
            causes[i] = status[i] ? 1 : 0;
        }

        return causes;
    }

    public static int CheckCauses(ReadOnlySpan<int> cause)
    {
        var highest = 0;
        for (var i = 0; i < cause.Length; i++)
        {
            if (cause[i] < 0)
            {
                throw new ArgumentException($"cause[{i}] is {cause[i]}; causes are 0 (censored), 1, 2, ….", nameof(cause));
            }

            if (cause[i] > HighestCause)
            {
                throw new ArgumentException($"cause[{i}] is {cause[i]}; codes of causes go up to {HighestCause}.", nameof(cause));
            }

            highest = Math.Max(highest, cause[i]);
        }

        return highest;
    }

    /// <summary>Groups or strata as 0 … k − 1 in ascending order of their codes.</summary>
    public static int[] Levels(ReadOnlySpan<int> codes, out int[] levels)
    {
        levels = [.. codes.ToArray().Distinct().Order()];
        var indices = new int[codes.Length];
        for (var i = 0; i < codes.Length; i++)
        {
            indices[i] = Array.BinarySearch(levels, codes[i]);
        }

        return indices;
    }
}
