using StudyAnalysis.Engine;

namespace StudyAnalysis.Blocks;

/// <summary>A piece of running text.</summary>
public abstract record Inline
{
    private Inline()
    {
    }

    /// <summary>Plain text; escaped by the renderers.</summary>
    public sealed record Text(string Content) : Inline;

    /// <summary>A number of a result: shown by its own format, and traceable to results.json.</summary>
    public sealed record Number(Statistic Statistic) : Inline;

    /// <summary>Emphasised text.</summary>
    public sealed record Strong(string Content) : Inline;

    /// <summary>Code, for R calls.</summary>
    public sealed record Code(string Content) : Inline;

    /// <summary>A link to an anchor of the same document.</summary>
    public sealed record Reference(string Anchor, string Content) : Inline;
}
