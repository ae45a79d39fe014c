using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace StudyAnalysis.Schema;

/// <summary>Checks the analyses of a plan: ids, roles, families, and everything their options refer to.</summary>
internal sealed class AnalysisChecker(DefinitionNames names)
{
    private const string File = "plan.json";

    private static readonly ImmutableArray<string> s_ofThePanel =
        ["id", "title", "question", "role", "family", "sensitivityOf", "firstReportable", "assumptions"];

    private readonly List<DefinitionProblem> _problems = [];
    private readonly ReferenceChecker _references = new(names);

    public ImmutableArray<DefinitionProblem> Check(ImmutableArray<FormattedText> texts)
    {
        CheckIds();
        CheckPrimary();
        CheckFamilies();
        CheckReferences(texts);
        foreach (var analysis in names.Plan.Analyses)
        {
            CheckOptions(analysis);
        }

        return [.. _problems];
    }

    private void CheckIds()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var analysis in names.Plan.Analyses)
        {
            if (!seen.Add(analysis.Id))
            {
                Report($"{analysis.JsonPath}.id", $"\"{analysis.Id}\" a second time", "each id once");
            }

            if (analysis.SensitivityOf == analysis.Id)
            {
                Report($"{analysis.JsonPath}.sensitivityOf", $"\"{analysis.Id}\"", "another analysis");
            }
        }
    }

    private void CheckPrimary()
    {
        foreach (var second in names.Plan.Analyses.Where(a => a.Role == AnalysisRole.Primary).Skip(1))
        {
            Report($"{second.JsonPath}.role", "\"primary\" a second time", "one primary analysis; the others are secondary or exploratory");
        }
    }

    // Holm adjusts within a family: its members stand or fall together, so they have one role, and the primary has none.
    private void CheckFamilies()
    {
        foreach (var family in names.Plan.Analyses.Where(a => a.Family is not null).GroupBy(a => a.Family, StringComparer.Ordinal))
        {
            var first = family.First();
            foreach (var other in family.Where(a => a.Role != first.Role))
            {
                Report(
                    $"{other.JsonPath}.family",
                    $"\"{family.Key}\" with the role {other.Role}",
                    $"one role in a family: \"{first.Id}\" has the role {first.Role}");
            }

            foreach (var primary in family.Where(a => a.Role == AnalysisRole.Primary))
            {
                Report($"{primary.JsonPath}.family", $"\"{family.Key}\"", "no family for the primary analysis: it alone makes the headline");
            }
        }
    }

    private void CheckReferences(ImmutableArray<FormattedText> texts)
    {
        var byPath = names.Plan.Analyses.ToDictionary(a => a.JsonPath);
        foreach (var text in texts)
        {
            var end = text.JsonPath.IndexOf(']', StringComparison.Ordinal);
            var analysis = end < 0 ? null : byPath.GetValueOrDefault(text.JsonPath[..(end + 1)]);
            _problems.AddRange(_references.Check(text, analysis is null ? null : LevelOf(analysis)));
        }
    }

    private string? LevelOf(AnalysisSpec analysis) => LevelOf(analysis.Population);

    private string? LevelOf(string population) => names.Plan.Populations.FirstOrDefault(p => p.Id == population)?.Level;

    private void CheckOptions(AnalysisSpec analysis)
    {
        _problems.AddRange(new OptionsChecker(names, analysis.Kind, analysis.Options, analysis.JsonPath, LevelOf(analysis)).Check());
        if (analysis.Kind == "panel")
        {
            CheckPanel(analysis);
        }
    }

    // Each member of a panel is checked as the analysis it stands for: the inner options with the member's own set into them.
    private void CheckPanel(AnalysisSpec panel)
    {
        var inner = panel.Options.GetProperty("inner");
        using var schema = DefinitionFile.Schema(DefinitionFile.SchemaName(File));
        var index = 0;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in panel.Options.GetProperty("over").EnumerateArray())
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{panel.JsonPath}.over[{index++}]");
            if (!seen.Add(member.Text("id")))
            {
                Report($"{path}.id", $"\"{member.Text("id")}\" a second time", "each id once");
            }

            CheckMember(panel, inner, member.GetProperty("set"), new JsonSchemaValidator(schema.RootElement, File), $"{path}.set");
        }
    }

    private void CheckMember(AnalysisSpec panel, JsonElement inner, JsonElement set, JsonSchemaValidator validator, string path)
    {
        CheckPlace(inner, $"{panel.JsonPath}.inner", s_ofThePanel, "nothing: it belongs to the panel itself");
        CheckPlace(set, path, [.. s_ofThePanel, "kind", "confLevel"], "nothing: it is the same for every row, in \"inner\"");
        var properties = panel.Options.EnumerateObject().Where(p => p.Name is "id" or "title" or "question" or "role" or "population")
            .Concat(inner.EnumerateObject()).Concat(set.EnumerateObject());
        var merged = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in properties)
        {
            merged[property.Name] = property.Value;
        }

        using var document = JsonDocument.Parse(Write(merged));
        validator.Check(document.RootElement, inner.Text("kind"), path);
        _problems.AddRange(validator.Problems);
        var level = LevelOf(document.RootElement.TextOrNull("population") ?? panel.Population);
        foreach (var text in validator.Texts)
        {
            _problems.AddRange(_references.Check(text, level));
        }

        _problems.AddRange(new OptionsChecker(names, inner.Text("kind"), document.RootElement, path, level).Check());
    }

    private void CheckPlace(JsonElement options, string path, ImmutableArray<string> refused, string allowed)
    {
        foreach (var property in options.EnumerateObject().Where(p => refused.Contains(p.Name)))
        {
            Report(JsonSchemaValidator.Child(path, property.Name), $"\"{property.Name}\"", allowed);
        }
    }

    private static byte[] Write(SortedDictionary<string, JsonElement> properties)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in properties)
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    private void Report(string path, string found, string allowed) => _problems.Add(new DefinitionProblem(File, path, found, allowed));
}
