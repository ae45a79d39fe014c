using System.Text.Json;
using StudyAnalysis.Analyses;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli;

/// <summary>A number of a saved report: what it is about, and its value; null when not estimable.</summary>
internal sealed record SavedNumber(string Name, string Key, double? Value, string Shown);

/// <summary>An analysis of a saved report.</summary>
internal sealed record SavedAnalysis(string Id, string Status, string Method, int N, IReadOnlyDictionary<string, SavedNumber> Numbers);

/// <summary>A report read back from its folder.</summary>
internal sealed record SavedReport(IReadOnlyDictionary<string, string> Provenance, IReadOnlyDictionary<string, SavedAnalysis> Analyses)
{
    private static readonly string[] KeyParts = ["context", "group1", "group1_level", "group2", "group2_level", "variable", "variable_level", "stat_name"];

    public static SavedReport Read(string folder)
    {
        var path = Path.Combine(folder, "results.json");
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            return new SavedReport(
                document.RootElement.GetProperty("provenance").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ToString(), StringComparer.Ordinal),
                MayBeShown([.. document.RootElement.GetProperty("analyses").EnumerateArray().Select(Analysis)]).ToDictionary(a => a.Id, StringComparer.Ordinal));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException)
        {
            throw new StudyFailure(
                ExitCode.InputUnreadable,
                LocalizedText.Of($"{path} is not there or is no results.json of a report.", $"{path} est absent ou n’est pas le results.json d’un rapport."),
                LocalizedText.Of("Give a folder that study report wrote.", "Donnez un dossier écrit par study report."),
                error);
        }
    }

    // Interim reports of earlier versions left out the p only. Without any p a report is an interim one, and its tests stay unsaid.
    private static IEnumerable<SavedAnalysis> MayBeShown(SavedAnalysis[] analyses) =>
        analyses.Any(a => a.Numbers.Values.Any(n => n.Name.StartsWith("p.value", StringComparison.Ordinal)))
            ? analyses
            : analyses.Select(a => a with
            {
                Numbers = a.Numbers.Where(n => !TestNumbers.Has(n.Value.Name)).ToDictionary(StringComparer.Ordinal),
            });

    private static SavedAnalysis Analysis(JsonElement analysis)
    {
        var numbers = new Dictionary<string, SavedNumber>(StringComparer.Ordinal);
        foreach (var stat in analysis.GetProperty("stats").EnumerateArray())
        {
            var key = string.Join(' ', KeyParts.Select(p => stat.GetProperty(p).GetString()).Where(v => !string.IsNullOrEmpty(v)));
            double? value = stat.GetProperty("stat").ValueKind == JsonValueKind.Number ? stat.GetProperty("stat").GetDouble() : null;
            numbers.TryAdd(key, new SavedNumber(stat.GetProperty("stat_name").GetString()!, key, value, stat.GetProperty("stat_fmt").GetString() ?? string.Empty));
        }

        return new SavedAnalysis(
            analysis.GetProperty("id").GetString()!,
            analysis.GetProperty("status").GetString()!,
            analysis.GetProperty("method").GetString() ?? string.Empty,
            analysis.GetProperty("population").GetProperty("n").GetInt32(),
            numbers);
    }
}
