using System.Collections.Immutable;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Analyses;

/// <summary>No p value before the database lock: estimates and intervals only.</summary>
internal static class InterimRule
{
    /// <summary>The results as they may be shown at this data cut.</summary>
    public static ImmutableArray<AnalysisResult> Apply(ImmutableArray<AnalysisResult> results, IAnalysisContext context) =>
        context.AllowsInference ? results : [.. results.Select(r => WithoutP(r, context.Language))];

    /// <summary>Whether a statistic is a p value of any kind.</summary>
    internal static bool IsP(Statistic statistic) =>
        statistic.Format.Style == NumberStyle.PValue || statistic.Name.Contains("p.value", StringComparison.Ordinal);

    /// <summary>What every result without its p says.</summary>
    internal static string Note(Language language) =>
        language.Pick("No p value before the database lock.", "Pas de valeur p avant le gel de la base.");

    private static AnalysisResult WithoutP(AnalysisResult result, Language language)
    {
        var shown = result.Statistics.RemoveAll(IsP);
        if (shown.Length == result.Statistics.Length && result.DecisiveP is null)
        {
            return result;
        }

        var note = Note(language);
        return result with { Statistics = shown, DecisiveP = null, Notes = result.Notes.Contains(note) ? result.Notes : result.Notes.Add(note) };
    }
}
