using System.Collections.Immutable;
using System.Text.Json;

namespace StudyAnalysis.Schema;

/// <summary>An analysis that stands in no plan, written in the language of the plan and checked as strictly.</summary>
public static class UnplannedAnalysis
{
    private const string PlanFile = "plan.json";
    private const string Path = "$.analyses[0]";

    /// <summary>Reads and checks one analysis against a definition.</summary>
    /// <param name="definition">The definition its names refer to.</param>
    /// <param name="analysis">The JSON object, as it would stand in plan.json.</param>
    /// <exception cref="InvalidDefinitionException">It cannot be run; every fault is listed with what is allowed.</exception>
    public static AnalysisSpec Read(StudyDefinition definition, JsonElement analysis)
    {
        using var schema = DefinitionFile.Schema(DefinitionFile.SchemaName(PlanFile));
        var validator = new JsonSchemaValidator(schema.RootElement, PlanFile);
        validator.Check(analysis, "analysis", Path);
        ThrowIfAny(validator.Problems);
        var spec = PlanReader.Analysis(analysis, Path);
        var alone = definition.Plan with { Analyses = [spec] };
        ThrowIfAny(new AnalysisChecker(new DefinitionNames(definition.Dictionary, alone)).Check([.. validator.Texts]));
        return spec;
    }

    private static void ThrowIfAny(IEnumerable<DefinitionProblem> problems)
    {
        var all = problems.Distinct().Select(p => p with { File = "analysis", JsonPath = Shorter(p.JsonPath) }).ToImmutableArray();
        if (!all.IsEmpty)
        {
            throw new InvalidDefinitionException(all);
        }
    }

    // Its place in a plan that does not exist would only puzzle the reader.
    private static string Shorter(string path) => path.Length > Path.Length && path.StartsWith(Path, StringComparison.Ordinal) ? path[(Path.Length + 1)..] : "options";
}
