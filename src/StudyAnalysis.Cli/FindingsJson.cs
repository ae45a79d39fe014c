using System.Text.Json;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli;

/// <summary>The outcome of study check for programs.</summary>
internal static class FindingsJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(LoadedStudy loaded, Language language) => JsonSerializer.Serialize(
        new
        {
            study = loaded.Study.Definition.Plan.Study.Id,
            asOf = (loaded.Import.Data is { CutKind: not CutKind.None } cut ? (DateOnly?)cut.AsOf : null)?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            cells = loaded.Import.Ledger.Counts.ToDictionary(c => c.Key.ToString().ToLowerInvariant(), c => c.Value, StringComparer.Ordinal),
            dateSystem = loaded.Import.Ledger.DateSystem,
            findings = loaded.Import.Findings.Select(f => new
            {
                id = f.Id,
                severity = f.Severity.ToString().ToLowerInvariant(),
                afterCut = f.IsAfterCut,
                sheet = f.Cell?.Sheet ?? f.Sheet,
                cell = f.Cell?.Address,
                patient = f.Patient,
                column = f.Column,
                observed = f.Observed,
                message = f.Message.In(language),
                expected = f.Expected.In(language),
                action = f.Action.In(language),
            }),
        },
        Indented);
}
