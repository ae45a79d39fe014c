namespace StudyAnalysis.Blocks;

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
