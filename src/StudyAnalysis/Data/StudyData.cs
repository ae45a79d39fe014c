using System.Collections.Immutable;
using StudyAnalysis.Data.Truncation;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Data;

/// <summary>A table of a study: typed columns in the order of the dictionary. An optional sheet left out gives an absent table without rows.</summary>
public sealed class DataTable
{
    private readonly Dictionary<string, Column> _columns;

    /// <summary>A table from its columns; every field of the schema has a column, all of one length.</summary>
    public DataTable(TableSchema schema, ImmutableArray<Column> columns, int rowCount, bool isPresent, ImmutableHashSet<string> absentFields)
    {
        Schema = schema;
        Columns = columns;
        RowCount = rowCount;
        IsPresent = isPresent;
        AbsentFields = absentFields;
        _columns = columns.ToDictionary(c => c.Field.Name, StringComparer.Ordinal);
    }

    /// <summary>The schema.</summary>
    public TableSchema Schema { get; }

    /// <summary>Columns in the order of the schema.</summary>
    public ImmutableArray<Column> Columns { get; }

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Whether the workbook had the sheet.</summary>
    public bool IsPresent { get; }

    /// <summary>Fields whose column the sheet did not have: all their values are missing.</summary>
    public ImmutableHashSet<string> AbsentFields { get; }

    /// <summary>A column by field name.</summary>
    /// <exception cref="KeyNotFoundException">The table has no such field; the message names both.</exception>
    public Column this[string field] => _columns.TryGetValue(field, out var column)
        ? column
        : throw new KeyNotFoundException($"Table {Schema.Name} has no field {field}.");

    /// <summary>Each date in the table, in whole days since 1970.</summary>
    internal IEnumerable<double> Days => Columns
        .Where(c => c.Field.Type is FieldType.Date or FieldType.DateTime)
        .SelectMany(c => c.Values.ToArray())
        .Where(v => v.Kind == ValueKind.Date)
        .Select(v => Math.Floor(v.Number));

    /// <summary>The table with only some rows, in the order given.</summary>
    public DataTable Pick(ImmutableArray<int> rows) =>
        new(Schema, [.. Columns.Select(c => c.Pick(rows.AsSpan()))], rows.Length, IsPresent, AbsentFields);
}

/// <summary>A study's data as accepted at import, whole or cut at a date: typed columns with the cell of every value.</summary>
public sealed class StudyData
{
    private readonly Dictionary<string, DataTable> _tables;

    /// <summary>Data from tables.</summary>
    public StudyData(
        StudyDefinition definition,
        ImmutableArray<DataTable> tables,
        DateOnly asOf,
        int opposed,
        bool isSynthetic,
        string workbookHash)
    {
        Definition = definition;
        Tables = tables;
        AsOf = asOf;
        Opposed = opposed;
        IsSynthetic = isSynthetic;
        WorkbookHash = workbookHash;
        _tables = tables.ToDictionary(t => t.Schema.Name, StringComparer.Ordinal);
    }

    /// <summary>The definition.</summary>
    public StudyDefinition Definition { get; }

    /// <summary>Tables in the order of the dictionary; every table of the dictionary is here, absent ones without rows.</summary>
    public ImmutableArray<DataTable> Tables { get; }

    /// <summary>The data cut; the date of the plan when <see cref="CutKind"/> is None.</summary>
    public DateOnly AsOf { get; }

    /// <summary>Where the data cut comes from.</summary>
    public CutKind CutKind { get; init; }

    /// <summary>The data cut in days since 1970-01-01; +∞ without one.</summary>
    internal double CutDay => CutKind == CutKind.None ? double.PositiveInfinity : Value.Of(AsOf).Number;

    /// <summary>The day of the run, when the data cut depends on it; otherwise null.</summary>
    public DateOnly? RunDate { get; init; }

    /// <summary>What the cut left out.</summary>
    public CutAccount Cut { get; private init; } = CutAccount.Empty;

    /// <summary>Patients who opposed: they are in no table, only in this count.</summary>
    public int Opposed { get; }

    /// <summary>Whether the workbook is as "study simulate" wrote it; any other is treated as real.</summary>
    public bool IsSynthetic { get; }

    /// <summary>SHA-256 of the workbook, lower-case hexadecimal.</summary>
    public string WorkbookHash { get; }

    /// <summary>What the cut says of each endpoint, by id; empty before the data are cut.</summary>
    internal ImmutableDictionary<string, EndpointCut> EndpointCuts { get; private init; } = ImmutableDictionary<string, EndpointCut>.Empty;

    /// <summary>A table by name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such table.</exception>
    public DataTable this[string table] => _tables.TryGetValue(table, out var found)
        ? found
        : throw new KeyNotFoundException($"The study has no table {table}.");

    /// <summary>The same data under a definition that adds to the plan.</summary>
    internal StudyData With(StudyDefinition definition) => Copy(definition, Tables, Cut, EndpointCuts);

    /// <summary>The data after the cut.</summary>
    internal StudyData WithCut(ImmutableArray<DataTable> tables, CutAccount account, ImmutableDictionary<string, EndpointCut> endpoints) =>
        Copy(Definition, tables, account, endpoints);

    private StudyData Copy(
        StudyDefinition definition, ImmutableArray<DataTable> tables, CutAccount account, ImmutableDictionary<string, EndpointCut> endpoints) =>
        new(definition, tables, AsOf, Opposed, IsSynthetic, WorkbookHash) { CutKind = CutKind, RunDate = RunDate, Cut = account, EndpointCuts = endpoints };
}
