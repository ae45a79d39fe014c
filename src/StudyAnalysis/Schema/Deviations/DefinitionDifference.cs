using System.Collections.Immutable;
using System.Text.Json;

namespace StudyAnalysis.Schema.Deviations;

/// <summary>The differences of two states of a definition, each with the analyses that it may touch.</summary>
internal static class DefinitionDifference
{
    // For people or for documents about the study: no number is made of them.
    private static readonly ImmutableHashSet<string> s_withoutNumbers =
        ["$schema", "version", "date", "amendments", "assumptions", "regulatory", "checklists", "report", "checks", "name", "title", "description", "profile", "licenses", "sources"];

    private static readonly ImmutableHashSet<string> s_texts = ["description", "simulate"];

    /// <summary>The differences of plan and dictionary.</summary>
    public static ImmutableArray<DefinitionChange> Between(JsonElement planBefore, JsonElement dictionaryBefore, JsonElement planAfter, JsonElement dictionaryAfter)
    {
        DefinitionGraph[] graphs = [new(planAfter, dictionaryAfter), new(planBefore, dictionaryBefore)];
        return
        [
            .. JsonDifference.Between(planBefore, planAfter).Select(c => Change("plan.json", c, OfPlan(c.Names, graphs))),
            .. JsonDifference.Between(dictionaryBefore, dictionaryAfter).Select(c => Change("datapackage.json", c, OfDictionary(c.Names, graphs))),
        ];
    }

    private static DefinitionChange Change(string file, JsonChange change, IEnumerable<string> analyses) =>
        new(file, change.Path, change.Before, change.After, [.. analyses.Distinct(StringComparer.Ordinal)]);

    private static IEnumerable<string> OfPlan(ImmutableArray<string> names, DefinitionGraph[] graphs) => names switch
    {
        ["study", "plannedPatients" or "plannedFollowUpDays", ..] => All(graphs),
        ["study", ..] => [],
        ["origin", ..] => Users(graphs, "origin:"),
        [var top, ..] when s_withoutNumbers.Contains(top) => [],
        [var kind, var id, ..] when kind is not ("interim" or "databaseLock") => Users(graphs, $"{kind}:{id}"),
        _ => All(graphs),
    };

    private static IEnumerable<string> OfDictionary(ImmutableArray<string> names, DefinitionGraph[] graphs) => names switch
    {
        ["resources", _, "title" or "description", ..] => [],
        ["resources", var table, "schema", "fields", _, var property, ..] when s_texts.Contains(property) => [],
        ["resources", var table, "schema", "fields", var field, ..] => Users(graphs, $"fields:{table}.{field}"),
        ["resources", var table, ..] => Users(graphs, $"resources:{table}"),
        [var top, ..] when s_withoutNumbers.Contains(top) => [],
        _ => All(graphs),
    };

    private static IEnumerable<string> Users(DefinitionGraph[] graphs, string node) => InOrder(graphs, graphs.SelectMany(g => g.Users(node)));

    private static IEnumerable<string> All(DefinitionGraph[] graphs) => graphs.SelectMany(g => g.Analyses);

    private static IEnumerable<string> InOrder(DefinitionGraph[] graphs, IEnumerable<string> ids)
    {
        var wanted = ids.ToHashSet(StringComparer.Ordinal);
        return All(graphs).Where(wanted.Contains);
    }
}
