using System.Collections.Immutable;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Data;

/// <summary>Which sample of a patient stands for a time point: inside the window the nearest to the nominal day, then the earlier, then the one typed first.</summary>
internal static class SampleChooser
{
    /// <summary>The rows of the sample, or why there is none; the reason is empty when there is no row at all.</summary>
    public static (ImmutableArray<int> Rows, double? Day, string Reason) Choose(MarkerRows rows, TimePoint timePoint, Value origin, int patient)
    {
        var planned = rows.OfPatient(patient).Where(r => rows.IsPlanned(r, timePoint)).ToList();
        var timely = planned.Where(r => IsInWindow(rows, r, timePoint, origin)).ToList();
        var usable = timely.Where(r => rows.Unusable(r).Length == 0).ToList();
        if (usable.Count == 0)
        {
            return ([], null, Reason(rows, planned, timely));
        }

        var first = usable
            .OrderBy(r => Day(rows, r, origin) is { } day ? Math.Abs(day - timePoint.NominalDay) : 0)
            .ThenBy(r => rows.HasDates ? rows.Date(r).Number : 0)
            .ThenBy(r => r)
            .First();
        var sample = rows.Sample(first);
        return ([.. usable.Where(r => rows.Sample(r) == sample)], Day(rows, first, origin), string.Empty);
    }

    private static double? Day(MarkerRows rows, int row, Value origin) =>
        rows.HasDates && !origin.IsMissing && !rows.Date(row).IsMissing ? Math.Floor(rows.Date(row).Number) - Math.Floor(origin.Number) : null;

    private static bool IsInWindow(MarkerRows rows, int row, TimePoint timePoint, Value origin) =>
        !rows.HasDates || (Day(rows, row, origin) is { } day && day >= timePoint.WindowStart && day <= timePoint.WindowEnd);

    private static string Reason(MarkerRows rows, List<int> planned, List<int> timely)
    {
        if (timely.Count > 0)
        {
            return rows.Unusable(timely.OrderBy(r => rows.Unusable(r) == rows.In(MissingReasons.NotEligibleSample)).First());
        }

        // By window alone, a sample outside this window belongs to another time point.
        if (planned.Count == 0 || !rows.HasTimePoints)
        {
            return string.Empty;
        }

        return rows.In(planned.TrueForAll(r => rows.Date(r).IsMissing) ? MissingReasons.NoSampleDate : MissingReasons.OutsideWindow);
    }
}
