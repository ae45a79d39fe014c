using System.Collections.Immutable;

namespace StudyAnalysis.Blocks;

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
    public sealed record FigureOf(Charts.Figure Figure) : Block
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
