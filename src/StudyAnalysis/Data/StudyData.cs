using System.Collections.Immutable;
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

    /// <summary>The table with only some rows, in the order given.</summary>
    public DataTable Pick(ImmutableArray<int> rows) =>
        new(Schema, [.. Columns.Select(c => c.Pick(rows.AsSpan()))], rows.Length, IsPresent, AbsentFields);
}

/// <summary>A study's data as accepted at import, cut at a date: typed columns with the cell of every value.</summary>
public sealed class StudyData
{
    private readonly Dictionary<string, DataTable> _tables;

    /// <summary>Data from tables.</summary>
    public StudyData(
        StudyDefinition definition,
        ImmutableArray<DataTable> tables,
        DateOnly asOf,
        ImmutableArray<CutRows> cut,
        int opposed,
        bool isSynthetic,
        string workbookHash)
    {
        Definition = definition;
        Tables = tables;
        AsOf = asOf;
        Cut = cut;
        Opposed = opposed;
        IsSynthetic = isSynthetic;
        WorkbookHash = workbookHash;
        _tables = tables.ToDictionary(t => t.Schema.Name, StringComparer.Ordinal);
    }

    /// <summary>The definition.</summary>
    public StudyDefinition Definition { get; }

    /// <summary>Tables in the order of the dictionary; every table of the dictionary is here, absent ones without rows.</summary>
    public ImmutableArray<DataTable> Tables { get; }

    /// <summary>The data cut: no row dated later is here.</summary>
    public DateOnly AsOf { get; }

    /// <summary>Rows left out because they are dated after the cut, per table.</summary>
    public ImmutableArray<CutRows> Cut { get; }

    /// <summary>Patients who opposed: they are in no table, only in this count.</summary>
    public int Opposed { get; }

    /// <summary>Whether the workbook is as "study simulate" wrote it; any other is treated as real.</summary>
    public bool IsSynthetic { get; }

    /// <summary>SHA-256 of the workbook, lower-case hexadecimal.</summary>
    public string WorkbookHash { get; }

    /// <summary>A table by name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such table.</exception>
    public DataTable this[string table] => _tables.TryGetValue(table, out var found)
        ? found
        : throw new KeyNotFoundException($"The study has no table {table}.");
}
