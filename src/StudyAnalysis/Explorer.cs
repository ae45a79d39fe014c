using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;

namespace StudyAnalysis;

/// <summary>New analyses of every kind of the plan language, from a few arguments, on the population in use. Each is marked exploratory and "not in the plan",
/// obeys the same rules as planned ones (nothing dropped uncounted, no p before the database lock), and can go into a section of the report.</summary>
public sealed partial class Explorer
{
    private readonly Cohort _cohort;

    internal Explorer(Cohort cohort) => _cohort = cohort;

    /// <summary>Any kind with any of its options, as they would stand in plan.json.</summary>
    /// <param name="kind">Kind, for example survival.</param>
    /// <param name="options">An anonymous object or a dictionary: <c>new { endpoint = "…", by = "…" }</c>.</param>
    /// <param name="title">Title; null: made from kind and options.</param>
    /// <exception cref="InvalidDefinitionException">An option is unknown, or names something the study does not have; the message lists what is allowed.</exception>
    public AnalysisResult Any(string kind, object options, string? title = null)
    {
        var json = JsonSerializer.SerializeToNode(options)!.AsObject();
        foreach (var name in json.Where(p => p.Value is null).Select(p => p.Key).ToArray())
        {
            json.Remove(name);
        }

        var (population, conditions) = json["population"] is { } other
            ? (other.GetValue<string>(), [])
            : (_cohort.PlannedPopulation, _cohort.Conditions);
        json["id"] = "explored-" + kind + "-" + Hash(string.Join('\n', [population, .. conditions, json.ToJsonString()]));
        json["title"] = title ?? Title(kind, json);
        json["kind"] = kind;
        json["population"] = population;
        if (!conditions.IsEmpty)
        {
            json["where"] = new JsonArray([.. conditions.Select(c => (JsonNode)c)]);
        }

        return Run(json, _cohort);
    }

    /// <summary>Runs an analysis again from <see cref="AnalysisResult.Specification"/>.</summary>
    /// <param name="cohort">The whole workbook.</param>
    /// <param name="specification">What was kept with the result.</param>
    /// <exception cref="InvalidDefinitionException">The definition no longer has what it refers to.</exception>
    /// <exception cref="KeyNotFoundException">The plan no longer has its population.</exception>
    internal static AnalysisResult Again(Cohort cohort, string specification)
    {
        var json = JsonNode.Parse(specification)!.AsObject();
        var part = cohort.In(json["population"]!.GetValue<string>());
        foreach (var condition in json["where"]?.AsArray() ?? [])
        {
            part = part.Where(condition!.GetValue<string>());
        }

        return Run(json, part);
    }

    private static AnalysisResult Run(JsonObject specification, Cohort cohort)
    {
        var json = specification.DeepClone().AsObject();
        json.Remove("where");
        json["population"] = specification.ContainsKey("where") ? cohort.Population : specification["population"]!.GetValue<string>();
        json["role"] = "exploratory";
        json["question"] = cohort.Language.Pick("A question that is not in the plan.", "Une question hors du plan.");
        using var document = JsonDocument.Parse(json.ToJsonString());
        return cohort.RunUnplanned(document.RootElement, specification.ToJsonString());
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..6];

    private string Title(string kind, JsonObject options)
    {
        var named = options.Where(p => p.Key is not ("id" or "population" or "method" or "penalty") && p.Value is JsonValue or JsonArray)
            .Select(p => p.Key switch
            {
                "endpoint" or "marker" or "x" or "y" or "predictor" or "variables" or "terms" or "steps" or "numerator" or "outcome" => Words(p.Value!),
                _ => $"{p.Key} {Words(p.Value!)}",
            });
        return Wording.Capital($"{kind}: {string.Join(", ", named)}");
    }

    private string Words(JsonNode node) => node is JsonArray list ? string.Join(" + ", list.Select(n => Words(n!))) : Label(node.ToString());

    /// <summary>A name of the definition as people say it; other texts as they are.</summary>
    private string Label(string name)
    {
        var plan = _cohort.Plan;
        if (name.Split('@') is [var marker, var point])
        {
            return $"{Label(marker)}, {Label(point)}";
        }

        var label = plan.Endpoints.FirstOrDefault(e => e.Id == name)?.Label ?? plan.Markers.FirstOrDefault(m => m.Id == name)?.Label
            ?? plan.TimePoints.FirstOrDefault(t => t.Id == name)?.Label ?? plan.Derived.FirstOrDefault(d => d.Id == name)?.Label
            ?? _cohort.Data.Definition.Dictionary.Find(plan.Levels[0].Table)?.Find(name)?.Title;
        return label is { IsEmpty: false } ? label.In(_cohort.Language) : name;
    }
}
