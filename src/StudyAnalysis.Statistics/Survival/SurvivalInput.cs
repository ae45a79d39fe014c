namespace StudyAnalysis.Statistics.Survival;

/// <summary>Shape checks shared by the survival methods.</summary>
internal static class SurvivalInput
{
    public static void Check(ReadOnlySpan<double> time, int statusLength, string statusName, ReadOnlySpan<double> entry)
    {
        Guard.Finite(time, "time");
        Guard.SameLength(time.Length, statusLength, "time", statusName);
        if (entry.Length == 0)
        {
            return;
        }

        Guard.SameLength(time.Length, entry.Length, "time", "entry");
        for (var i = 0; i < entry.Length; i++)
        {
            if (double.IsNaN(entry[i]) || entry[i] >= time[i])
            {
                throw new ArgumentException($"entry[{i}] = {entry[i]} is not before time[{i}] = {time[i]}; exclude and count such rows before the call.", nameof(entry));
            }
        }
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
