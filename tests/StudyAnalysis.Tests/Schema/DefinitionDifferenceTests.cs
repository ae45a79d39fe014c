using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StudyAnalysis.Engine;
using StudyAnalysis.Import;
using StudyAnalysis.Schema;
using StudyAnalysis.Schema.Deviations;
using StudyAnalysis.Tests.Cli;
using Xunit;

namespace StudyAnalysis.Tests.Schema;

/// <summary>What a change may touch is held against what it does touch: every part of two definitions is changed or taken away in turn, the analyses are run
/// again, and each one with another number must be among those named.</summary>
public sealed class DefinitionDifferenceTests
{
    public static TheoryData<string, string> Parts { get; } = new()
    {
        { "Lung", "plan.json" }, { "Lung", "datapackage.json" }, { "Weight", "plan.json" }, { "Weight", "datapackage.json" },
    };

    [Theory]
    [MemberData(nameof(Parts))]
    public void Between_NamesEveryAnalysisWhoseNumbersChange(string name, string file)
    {
        using var study = name == "Lung" ? StudyCopy.Lung() : StudyCopy.Weight();
        var original = JsonNode.Parse(File.ReadAllText(Path.Combine(study.Folder, file)))!;
        var (before, numbers) = (Study.Load(study.Folder), Numbers(study, Study.Load(study.Folder)));
        var (tried, moved) = (0, 0);
        foreach (var changed in Changes(original))
        {
            File.WriteAllText(Path.Combine(study.Folder, file), changed.ToJsonString());
            if (TryRun(study) is not var (after, now))
            {
                continue;
            }

            tried++;
            var changes = DefinitionDifference.Between(
                before.Definition.PlanSource, before.Definition.DictionarySource, after.Definition.PlanSource, after.Definition.DictionarySource);
            Assert.NotEmpty(changes);
            var named = changes.SelectMany(c => c.Analyses).ToHashSet(StringComparer.Ordinal);
            var differ = numbers.Keys.Union(now.Keys).Where(id => numbers.GetValueOrDefault(id) != now.GetValueOrDefault(id)).ToArray();
            moved += differ.Length;
            Assert.True(differ.All(named.Contains), $"{string.Join("; ", changes.Select(c => $"{c.Path}: {c.Before} → {c.After}"))}: {string.Join(", ", differ.Except(named))}");
        }

        Assert.True(tried >= 20, $"{tried} changes gave a definition that can be read");
        Assert.True(moved > 0, "no change moved a number");
    }

    private static (Study Study, ImmutableDictionary<string, string> Numbers)? TryRun(StudyCopy copy)
    {
        try
        {
            var study = Study.Load(copy.Folder);
            return Numbers(copy, study) is { IsEmpty: false } numbers ? (study, numbers) : null;
        }
        catch (InvalidDefinitionException)
        {
            return null;
        }
    }

    private static ImmutableDictionary<string, string> Numbers(StudyCopy copy, Study study)
    {
        var data = study.Import(copy.Workbook, new ImportOptions(new DateOnly(2027, 6, 1), new DateOnly(2022, 12, 31))).Data;
        return data is null
            ? ImmutableDictionary<string, string>.Empty
            : Study.Analyze(data, Language.English, 1).ToImmutableDictionary(r => r.Id, Text);
    }

    private static string Text(AnalysisResult result) => string.Join('\n', result.Statistics
        .Select(s => string.Join('|', s.Context, s.Variable, s.VariableLevel, s.Group1, s.Group1Level, s.Group2, s.Group2Level, s.Name, s.Value)).Prepend(result.Status.ToString()));

    /// <summary>The definition with one property or item changed or taken away.</summary>
    private static IEnumerable<JsonNode> Changes(JsonNode original)
    {
        for (var i = 0; i < Places(original).Count(); i++)
        {
            var (without, other) = (original.DeepClone(), original.DeepClone());
            Remove(Places(without).ElementAt(i));
            yield return without;
            var node = Places(other).ElementAt(i);
            if (Other(node) is { } value)
            {
                node.ReplaceWith(value);
                yield return other;
            }
        }
    }

    private static void Remove(JsonNode node)
    {
        if (node.Parent is JsonArray array)
        {
            array.Remove(node);
        }
        else
        {
            node.Parent!.AsObject().Remove(node.GetPropertyName());
        }
    }

    private static JsonNode? Other(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.Number => JsonValue.Create(node.GetValue<double>() + 7),
        JsonValueKind.True or JsonValueKind.False => JsonValue.Create(!node.GetValue<bool>()),
        JsonValueKind.String when node.GetValue<string>() is var text && text.Any(char.IsAsciiDigit) => JsonValue.Create(Regex.Replace(
            text, "[0-9]+", m => (int.Parse(m.Value, CultureInfo.InvariantCulture) + 3).ToString(CultureInfo.InvariantCulture), RegexOptions.NonBacktracking)),
        _ => null,
    };

    private static IEnumerable<JsonNode> Places(JsonNode node)
    {
        IEnumerable<JsonNode> children = node switch
        {
            JsonObject o => o.Select(p => p.Value).OfType<JsonNode>(),
            JsonArray a => a.OfType<JsonNode>(),
            _ => [],
        };
        return children.SelectMany(c => Places(c).Prepend(c));
    }
}
