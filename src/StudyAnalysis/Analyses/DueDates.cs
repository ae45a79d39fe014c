namespace StudyAnalysis.Analyses;

/// <summary>Whether a planned measurement was already due at the data cut.</summary>
internal static class DueDates
{
    /// <summary>Per unit whether the window of marker@timePoint was still open at the data cut; null when the reference is no marker or the plan has no origin.</summary>
    public static bool[]? NotYetDue(ResultBuilder result, string reference)
    {
        var at = reference.IndexOf('@', StringComparison.Ordinal);
        var plan = result.Context.Definition.Plan;
        if (at < 0 || plan.Origin is not { } origin || plan.TimePoints.FirstOrDefault(t => t.Id == reference[(at + 1)..]) is not { } timePoint)
        {
            return null;
        }

        var cut = Data.Value.Of(result.Context.Data.AsOf).Number;
        var origins = result.Context.Evaluate(origin, plan.Levels[0].Table, result.Units.PatientRows);
        return [.. origins.Select(o => !o.IsMissing && Math.Floor(o.Number) + timePoint.WindowEnd > cut)];
    }
}
