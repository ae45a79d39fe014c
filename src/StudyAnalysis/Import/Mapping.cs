using System.Collections.Immutable;
using StudyAnalysis.Import.Reading;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import;

/// <summary>What a column of a sheet is.</summary>
internal enum ColumnUse
{
    /// <summary>A field of the table.</summary>
    Field,

    /// <summary>One of the wide columns that become rows.</summary>
    Wide,

    /// <summary>A direct identifier: refused.</summary>
    Identifier,

    /// <summary>A column whose field another one names more exactly: refused.</summary>
    Duplicate,

    /// <summary>A column of which it cannot be told which it is: refused and asked about.</summary>
    Ambiguous,

    /// <summary>A column in a unit that is not accepted: refused.</summary>
    WrongUnit,

    /// <summary>Not in the dictionary.</summary>
    Unknown,
}

/// <summary>A column of a sheet with its meaning.</summary>
/// <param name="Column">Column number, from 1.</param>
/// <param name="Header">Header as typed.</param>
/// <param name="Use">What it is.</param>
/// <param name="Field">Field, for fields and wide columns.</param>
/// <param name="Factor">Factor of the unit in the header; null when the header states none.</param>
/// <param name="Wide">Wide column, if it is one.</param>
/// <param name="Detail">What a finding about the column says of it.</param>
/// <param name="IsOwnHeader">Whether the whole header is one of the dictionary's: a unit in it is part of the name, and where rows state
/// theirs, the row's counts.</param>
internal sealed record MappedColumn(
    int Column, string Header, ColumnUse Use, FieldSchema? Field = null, double? Factor = null, UnpivotColumn? Wide = null,
    LocalizedText? Detail = null, bool IsOwnHeader = false);

/// <summary>A sheet that stands for a table: where its headers are and what they mean.</summary>
/// <param name="Sheet">Sheet.</param>
/// <param name="Table">Table.</param>
/// <param name="HeaderRow">Row of the headers; 0 when none was recognised.</param>
/// <param name="Columns">Columns that have a header.</param>
internal sealed record SheetMap(RawSheet Sheet, TableSchema Table, int HeaderRow, ImmutableArray<MappedColumn> Columns)
{
    /// <summary>Whether the sheet has one column per analyte.</summary>
    public bool IsWide => Columns.Any(c => c.Use == ColumnUse.Wide);

    /// <summary>The column of a field, or null.</summary>
    public MappedColumn? Find(string field) => Columns.FirstOrDefault(c => c.Use == ColumnUse.Field && c.Field!.Name == field);

    /// <summary>Fields with neither a column nor a value set by a wide column.</summary>
    public ImmutableArray<FieldSchema> Absent()
    {
        var given = Columns.Where(c => c.Use is ColumnUse.Field or ColumnUse.Wide).Select(c => c.Field!.Name)
            .Concat(Columns.Where(c => c.Wide is not null).SelectMany(c => c.Wide!.Set.Keys))
            .ToHashSet(StringComparer.Ordinal);
        return [.. Table.Fields.Where(f => !given.Contains(f.Name))];
    }
}
