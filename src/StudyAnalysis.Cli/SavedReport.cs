using System.Text.Json;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli;

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
                document.RootElement.GetProperty("provenance").EnumerateObject().Where(p => p.Value.ValueKind != JsonValueKind.Null)
                    .ToDictionary(p => p.Name, p => p.Value.ToString(), StringComparer.Ordinal),
                MayBeShown([.. document.RootElement.GetProperty("analyses").EnumerateArray().Select(Analysis)]).ToDictionary(a => a.Id, StringComparer.Ordinal));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException
            or InvalidOperationException or FormatException or ArgumentException)
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
        var population = analysis.GetProperty("population");
        return new SavedAnalysis(
            analysis.GetProperty("id").GetString()!,
            analysis.GetProperty("status").GetString()!,
            Text(analysis, "reason"),
            Text(analysis, "method"),
            Text(analysis, "reference"),
            population.GetProperty("n").GetInt32(),
            Excluded(population),
            Numbers(analysis.GetProperty("stats")));
    }

    private static Dictionary<string, int> Excluded(JsonElement population) => population.TryGetProperty("excluded", out var excluded)
        ? excluded.EnumerateArray().GroupBy(e => Text(e, "reason"), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(e => e.GetProperty("n").GetInt32()), StringComparer.Ordinal)
        : new Dictionary<string, int>(StringComparer.Ordinal);

    private static Dictionary<string, SavedNumber> Numbers(JsonElement stats)
    {
        var numbers = new Dictionary<string, SavedNumber>(StringComparer.Ordinal);
        foreach (var stat in stats.EnumerateArray())
        {
            // Empty parts stay in the identity: a level of group1 is not a level of the variable.
            var parts = KeyParts.Select(p => stat.GetProperty(p).GetString() ?? string.Empty).ToArray();
            var identity = string.Join('\u001F', parts);
            var same = 1;
            while (!numbers.TryAdd(Nth(identity, same), Number(stat, Nth(string.Join(' ', parts.Where(p => p.Length > 0)), same))))
            {
                same++;
            }
        }

        return numbers;
    }

    private static string Nth(string text, int n) => n == 1 ? text : FormattableString.Invariant($"{text} #{n}");

    private static SavedNumber Number(JsonElement stat, string key) => new(
        stat.GetProperty("stat_name").GetString()!,
        key,
        stat.GetProperty("stat").ValueKind == JsonValueKind.Number ? stat.GetProperty("stat").GetDouble() : null,
        Text(stat, "stat_fmt"),
        Text(stat, "unit"),
        Text(stat, "warning"));

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var text) ? text.GetString() ?? string.Empty : string.Empty;
}
