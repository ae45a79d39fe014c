using StudyAnalysis.Schema;

namespace StudyAnalysis.Engine;

/// <summary>The smallest n and number of events from which a plan lets an analysis be shown.</summary>
internal static class ReportableRule
{
    /// <summary>The result, or, with too few units analysed, none.</summary>
    public static AnalysisResult Apply(AnalysisResult result, AnalysisSpec spec, Language language) =>
        result.Status != AnalysisStatus.Ok || spec.FirstReportableN is not { } least || result.Population.N >= least
            ? result
            : result with
            {
                Status = AnalysisStatus.NotEstimable,
                StatusReason = FormattableString.Invariant(language.Pick<FormattableString>(
                    $"{result.Population.N} {result.Population.UnitPlural} analysed; the plan shows this analysis from {least}",
                    $"{result.Population.N} {result.Population.UnitPlural} analysés ; le plan montre cette analyse à partir de {least}")),
                Statistics = [],
                DecisiveP = null,
            };

    /// <summary>Why there are too few events for the plan, or null when there are enough.</summary>
    public static string? TooFewEvents(
        IAnalysisContext context, AnalysisSpec spec, IEnumerable<OptionReference> references, AnalysisUnits units)
    {
        var endpoint = references.FirstOrDefault(r => r.Kind == ReferenceKind.Endpoint);
        if (spec.FirstReportableEvents is not { } least || endpoint is null)
        {
            return null;
        }

        var events = context.Endpoint(endpoint.Reference, units).Causes.Count(c => c == 1);
        return events >= least
            ? null
            : FormattableString.Invariant(context.Language.Pick<FormattableString>(
                $"{events} events; the plan shows this analysis from {least}",
                $"{events} événements ; le plan montre cette analyse à partir de {least}"));
    }
}
