using System.Collections.Immutable;
using System.Text.Json;

namespace StudyAnalysis.Schema;

/// <summary>Checks what options of an analysis say about each other, which no schema can.</summary>
/// <param name="names">Names of the definition.</param>
/// <param name="kind">Kind of the analysis.</param>
/// <param name="options">Its options.</param>
/// <param name="jsonPath">Where it stands.</param>
/// <param name="level">Level of its population, or null when that is not known.</param>
internal sealed class OptionsChecker(DefinitionNames names, string kind, JsonElement options, string jsonPath, string? level)
{
    private const string File = "plan.json";

    private readonly List<DefinitionProblem> _problems = [];

    /// <summary>The faults; empty when there is none.</summary>
    public ImmutableArray<DefinitionProblem> Check()
    {
        switch (kind)
        {
            case "roc" when !Has("endpoint") && !Has("outcome"):
                Report(string.Empty, "neither \"endpoint\" nor \"outcome\"", "one of them");
                break;
            case "roc" when Has("endpoint") && Has("outcome"):
                Report(string.Empty, "both \"endpoint\" and \"outcome\"", "one of them");
                break;
            case "roc" or "riskAtHorizon" when Has("endpoint") && !Has("horizon"):
                CheckHorizon();
                break;
            case "pairedChange" or "groupChange":
                CheckContrast();
                break;
            case "trajectory":
                CheckTimes();
                break;
            case "agreement":
                CheckMarkerRows();
                break;
            case "survival" or "cumulativeIncidence" when Has("by"):
                CheckCurves();
                break;
        }

        foreach (var (option, found, allowed) in OptionConflicts.Of(kind, options))
        {
            Report($".{option}", found, allowed);
        }

        return [.. _problems];
    }

    private void CheckHorizon()
    {
        var id = options.Text("endpoint");
        if (names.Plan.Endpoints.FirstOrDefault(e => e.Id == id) is { Horizon: null })
        {
            Report(string.Empty, "no \"horizon\"", $"\"horizon\" here or at the endpoint \"{id}\"");
        }
    }

    private void CheckContrast()
    {
        if (options.TextOrNull("from") is { } from && from == options.TextOrNull("to"))
        {
            Report(".to", $"\"{from}\", as \"from\"", "another time point");
        }
    }

    private void CheckTimes()
    {
        if (!options.TryGetProperty("times", out var times) || times.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var time in times.EnumerateArray())
        {
            if (time.GetString() is { } id && !seen.Add(id))
            {
                Report(JsonSchemaValidator.Child(".times", index), $"\"{id}\" a second time", "each time point once");
            }

            index++;
        }
    }

    private void CheckMarkerRows()
    {
        var marker = names.Plan.Markers.FirstOrDefault(m => m.Id == options.TextOrNull("marker"));
        if (marker is not null && level is not null && names.TableOf(level) is { } table && !names.HoldsRowsOf(table, marker.Table))
        {
            Report(".population", $"a population of level {level}", $"one whose units have rows of {marker.Table}, where the marker \"{marker.Id}\" is measured");
        }
    }

    // A measured value makes two curves at its median, or one curve a patient.
    private void CheckCurves()
    {
        if (level is null || names.TableOf(level) is not { } table || options.TextOrNull("by") is not { } by || VariableScale.Of(names, by, table) is not { } scale)
        {
            return;
        }

        var isSplit = options.TextOrNull("split") == "median";
        if (isSplit && !scale.IsNumber)
        {
            Report(".by", $"\"{by}\", {scale.Description}", "a numeric variable, because of \"split\"");
        }
        else if (!isSplit && scale.Refusal("groupVariable", null) is { } allowed)
        {
            Report(".by", $"\"{by}\", {scale.Description}", scale.IsNumber ? allowed + ", or \"split\": \"median\"" : allowed);
        }
    }

    private bool Has(string name) => options.TryGetProperty(name, out _);

    private void Report(string path, string found, string allowed) => _problems.Add(new DefinitionProblem(File, jsonPath + path, found, allowed));
}
