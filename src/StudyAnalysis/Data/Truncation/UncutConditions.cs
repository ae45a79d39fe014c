using System.Text.Json;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Data.Truncation;

/// <summary>The fields that decide who counts in an analysis, and what an outcome without a time reads.</summary>
/// <remarks>A condition on the patient, such as sex or age, holds from the first day on, so that only an outcome is taken from the patient's own row.</remarks>
internal static class UncutConditions
{
    private static readonly string[] _outcomes = ["numerator", "outcome"];

    public static IEnumerable<FieldName> Of(AnalysisPlan plan, FieldReads reads)
    {
        var patients = plan.Levels.FirstOrDefault()?.Table;
        var selections = OfEndpoints(plan, reads).Concat(OfPopulations(plan, reads)).Concat(OfAnalyses(plan, reads, ["denominator"]));
        return selections.Where(f => f.Table != patients).Concat(OfAnalyses(plan, reads, _outcomes));
    }

    private static IEnumerable<FieldName> OfEndpoints(AnalysisPlan plan, FieldReads reads) =>
        plan.Endpoints.SelectMany(e => reads.Read(e.AtRisk, plan.LevelOf(e.Level).Table));

    private static IEnumerable<FieldName> OfPopulations(AnalysisPlan plan, FieldReads reads) =>
        from population in plan.Populations
        from step in population.Steps
        from field in reads.Read(step.Keep, plan.LevelOf(population.Level).Table)
        select field;

    private static IEnumerable<FieldName> OfAnalyses(AnalysisPlan plan, FieldReads reads, string[] options) =>
        from analysis in plan.Analyses
        let table = plan.LevelOf(plan.Populations.First(p => p.Id == analysis.Population).Level).Table
        from option in options
        where analysis.Options.TryGetProperty(option, out var text) && text.ValueKind == JsonValueKind.String
        let source = analysis.Options.GetProperty(option).GetString()!
        from field in reads.Read(Parse(source, analysis), table)
        select field;

    // A fault of an expression is the business of its analysis.
    private static SourcedExpression? Parse(string source, AnalysisSpec analysis) =>
        ExpressionParser.TryParse(source, analysis.JsonPath, out var expression, out _) ? expression : null;
}
