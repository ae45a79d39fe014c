using System.Collections.Immutable;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Engine;

/// <summary>No p value before the database lock, nor the statistic it can be looked up from: estimates and intervals only.</summary>
/// <remarks>The one place where a result loses its test; whatever shows a result comes after it.</remarks>
internal static class InterimRule
{
    /// <summary>The results as they may be shown at this data cut.</summary>
    public static ImmutableArray<AnalysisResult> Apply(ImmutableArray<AnalysisResult> results, IAnalysisContext context) =>
        [.. results.Select(r => Apply(r, context))];

    /// <summary>A result as it may be shown at this data cut.</summary>
    public static AnalysisResult Apply(AnalysisResult result, IAnalysisContext context) =>
        context.AllowsInference ? result : WithoutTest(result, context.Language);

    /// <summary>Whether a number is hidden before the database lock.</summary>
    internal static bool Hides(Statistic statistic) => statistic.Format.Style == NumberStyle.PValue || TestNumbers.Has(statistic.Name);

    /// <summary>What every result without its test says.</summary>
    internal static string Note(Language language) =>
        language.Pick("No p value before the database lock.", "Pas de valeur p avant le gel de la base.");

    private static AnalysisResult WithoutTest(AnalysisResult result, Language language)
    {
        var shown = result.Statistics.RemoveAll(Hides);
        if (shown.Length == result.Statistics.Length && result.DecisiveP is null)
        {
            return result;
        }

        var note = Note(language);
        return result with { Statistics = shown, DecisiveP = null, Notes = result.Notes.Contains(note) ? result.Notes : result.Notes.Add(note) };
    }
}
