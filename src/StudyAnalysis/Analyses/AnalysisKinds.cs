using System.Collections.Immutable;

namespace StudyAnalysis.Analyses;

/// <summary>The kinds of analyses, by their names in the plan language. A new kind is one class and one line in its family's list.</summary>
public static class AnalysisKinds
{
    /// <summary>All kinds, by name.</summary>
    public static ImmutableSortedDictionary<string, IAnalysisKind> All { get; } =
        DescriptiveKinds.All.Concat(MarkerKinds.All).Concat(OutcomeKinds.All)
            .ToImmutableSortedDictionary(k => k.Name, k => k, StringComparer.Ordinal);
}

