using System.Collections.Immutable;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Multiplicity;

namespace StudyAnalysis.Engine;

/// <summary>Holm's adjustment over the decisive p values of each secondary family, read only if the primary analysis rejects.</summary>
/// <remarks>Holm (1979), Scand J Stat 6:65–70. Analyses without a p do not count in the family, as NA in R's p.adjust; the note says how many
/// of the planned ones did. Panels adjust inside their kind.</remarks>
internal static class MultiplicityAdjuster
{
    private const string StatisticName = "p.value.adjusted";

    /// <summary>The results, those of secondary families with an adjusted p and a note on how to read it.</summary>
    public static ImmutableArray<AnalysisResult> Adjust(ImmutableArray<AnalysisResult> results, IAnalysisContext context)
    {
        var adjusted = results.ToBuilder();
        var members = Enumerable.Range(0, results.Length).Where(i => results[i] is { Role: AnalysisRole.Secondary, Family: not null });
        foreach (var family in members.GroupBy(i => results[i].Family, StringComparer.Ordinal))
        {
            AdjustFamily(adjusted, [.. family], Gate(results, context), context.Language);
        }

        return adjusted.MoveToImmutable();
    }

    private static void AdjustFamily(ImmutableArray<AnalysisResult>.Builder results, ImmutableArray<int> planned, string gate, Language language)
    {
        var tested = planned.Where(i => results[i].DecisiveP is { Value.IsEstimable: true }).ToImmutableArray();
        var p = PAdjust.Compute(tested.Select(i => results[i].DecisiveP!.Value).ToArray(), AdjustMethod.Holm);
        var label = FormattableString.Invariant(language.Pick<FormattableString>(
            $"p, Holm, {tested.Length} of {planned.Length} planned tests", $"p, Holm, {tested.Length} des {planned.Length} tests prévus"));
        for (var i = 0; i < tested.Length; i++)
        {
            var result = results[tested[i]];
            results[tested[i]] = result with
            {
                Statistics = result.Statistics.Add(Adjusted(result.DecisiveP!, p[i], label)),
                Notes = result.Notes.Add(gate),
            };
        }
    }

    private static Statistic Adjusted(Statistic decisive, Quantity p, string label) =>
        decisive with { Name = StatisticName, Label = label, Value = p, Format = NumberFormat.PValue };

    private static string Gate(ImmutableArray<AnalysisResult> results, IAnalysisContext context)
    {
        var language = context.Language;
        if (!context.AllowsInference)
        {
            // Whether the primary analysis rejects is its p value in one word.
            return language.Pick(
                "To be Holm-adjusted within its family after the database lock; descriptive until then.",
                "Sera ajusté selon Holm dans sa famille après le gel de la base ; descriptif d'ici là.");
        }

        var level = context.Definition.Plan.Analyses.ToDictionary(a => a.Id, a => a.ConfLevel, StringComparer.Ordinal);
        var primary = results.Where(r => r.Role == AnalysisRole.Primary).ToList();
        if (primary.Count == 0)
        {
            return language.Pick(
                "Holm-adjusted within its family; the plan has no primary analysis.",
                "Ajusté selon Holm dans sa famille ; le plan n'a pas d'analyse principale.");
        }

        return primary.TrueForAll(r => r.DecisiveP is { Value.IsEstimable: true } p && p.Value.Value <= 1 - level[r.Id])
            ? language.Pick(
                "Holm-adjusted within its family; read because the primary analysis rejects.",
                "Ajusté selon Holm dans sa famille ; interprété car l'analyse principale rejette l'hypothèse nulle.")
            : language.Pick(
                "Descriptive only: the primary analysis does not reject.",
                "Descriptif seulement : l'analyse principale ne rejette pas l'hypothèse nulle.");
    }
}
