using System.Collections.Immutable;

namespace StudyAnalysis.Reporting;

/// <summary>A block of a report. Adding a kind of block fails to compile until every renderer handles it.</summary>
public abstract record Block
{
    private Block()
    {
    }

    /// <summary>Calls the one action for this kind of block.</summary>
    public abstract T Accept<T>(IBlockVisitor<T> visitor);

    /// <summary>A heading; level 2 is a section, 3 an analysis, 4 a part of it.</summary>
    public sealed record Heading(int Level, RichText Text, string? Anchor = null) : Block
    {
        /// <inheritdoc/>
        public override T Accept<T>(IBlockVisitor<T> visitor) => visitor.Visit(this);
    }

    /// <summary>A paragraph.</summary>
    public sealed record Paragraph(RichText Text, ParagraphStyle Style = ParagraphStyle.Body) : Block
    {
        /// <inheritdoc/>
        public override T Accept<T>(IBlockVisitor<T> visitor) => visitor.Visit(this);
    }

    /// <summary>A list.</summary>
    public sealed record Items(ImmutableArray<RichText> Texts, bool Ordered = false, ParagraphStyle Style = ParagraphStyle.Body) : Block
    {
        /// <inheritdoc/>
        public override T Accept<T>(IBlockVisitor<T> visitor) => visitor.Visit(this);
    }

    /// <summary>Terms with what they say, such as Question, Population, Method.</summary>
    public sealed record Terms(ImmutableArray<(RichText Term, RichText Description)> Entries) : Block
    {
        /// <inheritdoc/>
        public override T Accept<T>(IBlockVisitor<T> visitor) => visitor.Visit(this);
    }

    /// <summary>A table.</summary>
    public sealed record TableOf(Table Table) : Block
    {
        /// <inheritdoc/>
        public override T Accept<T>(IBlockVisitor<T> visitor) => visitor.Visit(this);
    }

    /// <summary>A figure.</summary>
    public sealed record FigureOf(Figures.Figure Figure) : Block
    {
        /// <inheritdoc/>
        public override T Accept<T>(IBlockVisitor<T> visitor) => visitor.Visit(this);
    }

    /// <summary>A box that must not be overlooked: SYNTHETIC, interim, blocking findings.</summary>
    public sealed record Notice(NoticeKind Kind, RichText Title, RichText Text) : Block
    {
        /// <inheritdoc/>
        public override T Accept<T>(IBlockVisitor<T> visitor) => visitor.Visit(this);
    }

    /// <summary>Key numbers side by side, each with its label.</summary>
    public sealed record KeyNumbers(ImmutableArray<(RichText Number, string Label)> Entries) : Block
    {
        /// <inheritdoc/>
        public override T Accept<T>(IBlockVisitor<T> visitor) => visitor.Visit(this);
    }

    /// <summary>Verbatim code.</summary>
    public sealed record CodeListing(string Code, string Language) : Block
    {
        /// <inheritdoc/>
        public override T Accept<T>(IBlockVisitor<T> visitor) => visitor.Visit(this);
    }

    /// <summary>Blocks that belong together: kept on one page where they fit.</summary>
    public sealed record Group(ImmutableArray<Block> Blocks, string? Anchor = null) : Block
    {
        /// <summary>Whether its blocks stand side by side on paper; on a screen they follow one another.</summary>
        public bool IsSideBySide { get; init; }

        /// <inheritdoc/>
        public override T Accept<T>(IBlockVisitor<T> visitor) => visitor.Visit(this);
    }
}

/// <summary>One action per kind of block.</summary>
public interface IBlockVisitor<out T>
{
    /// <summary>A heading.</summary>
    T Visit(Block.Heading block);

    /// <summary>A paragraph.</summary>
    T Visit(Block.Paragraph block);

    /// <summary>A list.</summary>
    T Visit(Block.Items block);

    /// <summary>Terms.</summary>
    T Visit(Block.Terms block);

    /// <summary>A table.</summary>
    T Visit(Block.TableOf block);

    /// <summary>A figure.</summary>
    T Visit(Block.FigureOf block);

    /// <summary>A notice.</summary>
    T Visit(Block.Notice block);

    /// <summary>Key numbers.</summary>
    T Visit(Block.KeyNumbers block);

    /// <summary>Code.</summary>
    T Visit(Block.CodeListing block);

    /// <summary>A group.</summary>
    T Visit(Block.Group block);
}

/// <summary>Styles of paragraphs.</summary>
public enum ParagraphStyle
{
    /// <summary>Body text.</summary>
    Body,

    /// <summary>The result sentence of an analysis.</summary>
    Result,

    /// <summary>Small print: notes, methods.</summary>
    Note,

    /// <summary>Lead text of page one.</summary>
    Lead,
}

/// <summary>Kinds of notices.</summary>
public enum NoticeKind
{
    /// <summary>For information.</summary>
    Information,

    /// <summary>Take care.</summary>
    Warning,

    /// <summary>Do not rely on this.</summary>
    Danger,
}

/// <summary>Alignment of a column.</summary>
public enum Alignment
{
    /// <summary>Left, for text.</summary>
    Left,

    /// <summary>Right, for numbers.</summary>
    Right,

    /// <summary>Centre.</summary>
    Center,
}

/// <summary>A table: cells hold statistics and text; formatting comes last.</summary>
public sealed record Table
{
    /// <summary>Id, unique in the report, for example tab-baseline.</summary>
    public required string Id { get; init; }

    /// <summary>Caption.</summary>
    public required RichText Caption { get; init; }

    /// <summary>Columns.</summary>
    public required ImmutableArray<TableColumn> Columns { get; init; }

    /// <summary>Rows.</summary>
    public required ImmutableArray<TableRow> Rows { get; init; }

    /// <summary>Notes under the table.</summary>
    public ImmutableArray<RichText> Notes { get; init; } = [];
}

/// <summary>A column of a table.</summary>
public sealed record TableColumn(RichText Header, Alignment Alignment = Alignment.Left);

/// <summary>A row of a table.</summary>
/// <param name="Cells">One per column; the first is the row's header.</param>
/// <param name="Indent">Indent of the first cell: 1 for a category under its variable.</param>
/// <param name="IsGroup">Whether the row is a heading over the rows below.</param>
public sealed record TableRow(ImmutableArray<RichText> Cells, int Indent = 0, bool IsGroup = false);
