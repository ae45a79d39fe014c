using System.Collections.Immutable;
using StudyAnalysis.Data;
using StudyAnalysis.Import;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Architecture;

namespace StudyAnalysis.Tests.Import;

/// <summary>The workbooks under Fixtures/Import, each one change away from base.xlsx, read under their definition.</summary>
internal static class ImportCase
{
    public static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly Lazy<StudyDefinition> Common = new(() => Load("definition"));

    public static string PathOf(params string[] parts) => Repository.PathOf(["tests", "StudyAnalysis.Tests", "Fixtures", "Import", .. parts]);

    public static StudyDefinition Load(params string[] folder) => StudyDefinitionLoader.Load(PathOf(folder));

    public static ImportResult Read(string name) => Read(Common.Value, name);

    public static ImportResult Read(StudyDefinition definition, params string[] workbook) =>
        StudyImporter.Import(definition, PathOf(workbook), new ImportOptions(Today));

    /// <summary>The values of a column as texts; missing ones as an empty text.</summary>
    public static string[] Values(this ImportResult result, string table, string field) =>
        [.. result.Data![table][field].Values.ToArray().Select(v => v.IsMissing ? string.Empty : v.ToString())];

    public static LedgerEntry Entry(this ImportResult result, string cell) => result.Ledger.Entries.Single(e => e.Cell.ToString() == cell);

    /// <summary>The findings about one cell, by id.</summary>
    public static ImmutableArray<string> Ids(this ImportResult result, string cell) =>
        [.. result.Findings.Where(f => f.Cell?.ToString() == cell).Select(f => f.Id)];

    /// <summary>Every finding as "IMP-012 Sheet!A1"; without a cell, the sheet alone.</summary>
    public static string[] All(this ImportResult result) => [.. result.Findings.Select(f => $"{f.Id} {f.Cell?.ToString() ?? f.Sheet}")];

    /// <summary>The median of a column's numbers.</summary>
    public static double Median(this ImportResult result, string table, string field)
    {
        var numbers = result.Data![table][field].Values.ToArray().Where(v => v.Kind == ValueKind.Number).Select(v => v.Number).Order().ToArray();
        return (numbers[(numbers.Length - 1) / 2] + numbers[numbers.Length / 2]) / 2;
    }
}
