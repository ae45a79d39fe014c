using System.Collections.Immutable;
using System.Security.Cryptography;
using StudyAnalysis.Data;
using StudyAnalysis.Data.Truncation;
using StudyAnalysis.Import.Parsing;
using StudyAnalysis.Import.Reading;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import;

/// <summary>One import, from raw cells to accepted data.</summary>
internal sealed class ImportSession(StudyDefinition definition, RawWorkbook workbook, byte[] bytes, SyntheticMark mark, ImportOptions options)
{
    private readonly Journal _journal = new(workbook.Uses1904, !workbook.IsLimited);
    private readonly ImportTools _tools = new(new ParseSettings(definition.Plan.Date, workbook.Uses1904));

    /// <summary>Runs the import.</summary>
    public ImportResult Run()
    {
        ReportFile();
        var maps = new SheetMatcher(workbook, definition.Dictionary, _journal).Match();
        var bySheet = maps.Values.ToDictionary(m => m.Sheet);
        foreach (var sheet in workbook.Sheets.Where(s => !bySheet.TryGetValue(s, out var map) || map.HeaderRow == 0))
        {
            OtherSheets.Ignore(sheet, bySheet.ContainsKey(sheet) ? "no-header-row" : "sheet-not-in-dictionary", _journal, _tools);
        }

        var tables = Read(maps);
        var oppositions = new Oppositions(tables, _journal);
        oppositions.Apply();
        new RowChecks(tables, _journal).Apply();
        var refused = new LossCheck(tables, _journal).Run();
        var isComplete = definition.Dictionary.Tables.All(t => t.Tier != Tier.Core || maps.ContainsKey(t.Name));
        var data = isComplete ? Data(tables, oppositions.Count) : null;
        var negative = data is null ? [] : NegativeTimes.Run(data, t => tables[t].Sheet, _journal);
        NameRows(tables);
        var sheets = workbook.Sheets.ConvertAll(s => s.Name);
        return new ImportResult(data, _journal.Ledger(sheets), _journal.Findings(sheets)) { Losses = [.. refused, .. negative] };
    }

    private void ReportFile()
    {
        if (workbook.HasMacros)
        {
            _journal.Find("IMP-070", string.Empty, string.Empty);
        }

        if (workbook.HasExternalLinks)
        {
            _journal.Find("IMP-071", string.Empty, string.Empty);
        }

        if (workbook.IsLimited)
        {
            _journal.Find("IMP-072", string.Empty, string.Empty);
        }

        if (mark == SyntheticMark.Broken)
        {
            _journal.Find(FindingCatalog.SimulatedThenChanged, string.Empty, string.Empty);
        }
    }

    private Dictionary<string, TableBuilder> Read(Dictionary<string, SheetMap> maps)
    {
        var tables = new Dictionary<string, TableBuilder>(StringComparer.Ordinal);
        var readers = new List<TableReader>();
        foreach (var table in definition.Dictionary.Tables)
        {
            var map = maps.GetValueOrDefault(table.Name);
            var builder = new TableBuilder(table, map);
            tables.Add(table.Name, builder);
            if (map is { HeaderRow: > 0 })
            {
                readers.Add(new TableReader(map, builder, _journal, _tools));
            }
        }

        // Every sheet is looked at before one is read: how one is written says how the others are.
        readers.ForEach(r => r.Observe());
        readers.ForEach(r => r.Read());

        return tables;
    }

    // Findings about a cell name the patient of its row, those that already know keep what they know; and which row it is, wherever it stands.
    private void NameRows(Dictionary<string, TableBuilder> tables)
    {
        var rows = new Dictionary<(string, int), (TableBuilder Table, int Row)>();
        foreach (var table in tables.Values)
        {
            for (var row = 0; row < table.RowCount; row++)
            {
                rows.TryAdd((table.Sheet, table.SheetRows[row]), (table, row));
            }
        }

        _journal.Revise(f => f.Cell is { } cell && rows.TryGetValue((cell.Sheet, cell.Row), out var at)
            ? f with { Patient = f.Patient.Length == 0 ? at.Table.Patients[at.Row] : f.Patient, Table = at.Table.Schema.Name, RowKey = RowKey(at.Table, at.Row) }
            : f);
    }

    // A row without a key, or whose patient must not be named, is known by its number alone.
    private static string RowKey(TableBuilder table, int row) =>
        (table.WithRole(FieldRole.Pseudonym) is null || table.Patients[row].Length > 0 ? table.Key(row, table.Schema.PrimaryKey) : null)
        ?? FormattableString.Invariant($"row {table.SheetRows[row]}");

    private StudyData Data(Dictionary<string, TableBuilder> builders, int opposed)
    {
        var isSynthetic = mark == SyntheticMark.Whole;
        ImmutableArray<DataTable> tables = [.. definition.Dictionary.Tables.Select(t => builders[t.Name].ToTable())];
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var cut = CutChoice.Of(definition, tables, options);
        var whole = new StudyData(definition, tables, cut.Day, opposed, isSynthetic, hash) { CutKind = cut.Kind, RunDate = cut.RunDate };
        var data = DataCut.Apply(whole);
        _journal.AddRange(DataChecks.Run(whole, data, builders));
        _journal.AddRange(CutChecks.Run(whole, builders));
        return data;
    }
}
