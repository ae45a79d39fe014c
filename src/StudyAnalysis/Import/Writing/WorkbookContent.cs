using System.Collections.Immutable;

namespace StudyAnalysis.Import.Writing;

/// <summary>A workbook to write.</summary>
/// <param name="Sheets">Sheets in order; names differ, are at most 31 characters and without [ ] : * ? / \.</param>
public sealed record WorkbookContent(ImmutableArray<SheetContent> Sheets)
{
    /// <summary>Title, a core property.</summary>
    public string Title { get; init; } = string.Empty;

    /// <summary>Keywords, a core property; a synthetic workbook says SYNTHETIC here too, for people.</summary>
    public string Keywords { get; init; } = string.Empty;

    /// <summary>Custom properties by name: Excel and LibreOffice keep them.</summary>
    public ImmutableSortedDictionary<string, string> Custom { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Created, a core property; an input, so that the same content gives the same bytes.</summary>
    public DateOnly Created { get; init; } = new(2000, 1, 1);
}

/// <summary>A sheet to write.</summary>
public sealed record SheetContent
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Cells, row by row from A1; rows may differ in length.</summary>
    public required ImmutableArray<ImmutableArray<CellContent>> Rows { get; init; }

    /// <summary>Column widths in characters, from column A; columns beyond take the default.</summary>
    public ImmutableArray<double> ColumnWidths { get; init; } = [];

    /// <summary>Rows that stay on top when scrolling.</summary>
    public int FrozenRows { get; init; }

    /// <summary>Columns that stay at the left when scrolling.</summary>
    public int FrozenColumns { get; init; }

    /// <summary>Row (from 1) that carries filter buttons, or 0.</summary>
    public int FilterRow { get; init; }

    /// <summary>Comments on cells.</summary>
    public ImmutableArray<CellNote> Notes { get; init; } = [];

    /// <summary>What may be typed into columns.</summary>
    public ImmutableArray<ColumnValidation> Validations { get; init; } = [];

    /// <summary>Whether the sheet is hidden.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Whether the sheet is protected against typing by mistake (without a password).</summary>
    public bool IsProtected { get; init; }
}

/// <summary>A comment on a cell.</summary>
/// <param name="Row">Row, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Text">Text.</param>
public sealed record CellNote(int Row, int Column, string Text);

/// <summary>Kinds of validation.</summary>
public enum ValidationKind
{
    /// <summary>One of a list.</summary>
    List,

    /// <summary>A whole number between limits.</summary>
    WholeNumber,

    /// <summary>A number between limits.</summary>
    DecimalNumber,

    /// <summary>A date between limits (days since 1970-01-01).</summary>
    Date,
}

/// <summary>What may be typed into the cells of a column.</summary>
public sealed record ColumnValidation
{
    /// <summary>Column, from 1.</summary>
    public required int Column { get; init; }

    /// <summary>First row, from 1.</summary>
    public required int FirstRow { get; init; }

    /// <summary>Last row.</summary>
    public required int LastRow { get; init; }

    /// <summary>Kind.</summary>
    public required ValidationKind Kind { get; init; }

    /// <summary>Allowed values of a list.</summary>
    public ImmutableArray<string> Values { get; init; } = [];

    /// <summary>Smallest allowed, or null.</summary>
    public double? Minimum { get; init; }

    /// <summary>Largest allowed, or null.</summary>
    public double? Maximum { get; init; }

    /// <summary>Message shown when something else is typed.</summary>
    public string Message { get; init; } = string.Empty;

    /// <summary>Whether anything else is stopped; else it is only warned about.</summary>
    public bool IsStrict { get; init; } = true;
}
