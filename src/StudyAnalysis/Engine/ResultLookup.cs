namespace StudyAnalysis.Engine;

/// <summary>Finding numbers in a result. Sections and figures read numbers here and nowhere else, so that what the runner removed (p before the
/// database lock) appears nowhere.</summary>
public static class ResultLookup
{
    /// <summary>The number of this name about this key, or null when the result has none.</summary>
    public static Statistic? Find(this AnalysisResult result, StatisticKey key, string name) =>
        result.Statistics.FirstOrDefault(s => s.Name == name && key.Matches(s));

    /// <summary>The number of this name about this key.</summary>
    /// <exception cref="InvalidOperationException">The result has none, which is a bug of its kind.</exception>
    public static Statistic Get(this AnalysisResult result, StatisticKey key, string name) =>
        result.Find(key, name) ?? throw new InvalidOperationException($"{result.Id} has no {name} about {key}.");
}
