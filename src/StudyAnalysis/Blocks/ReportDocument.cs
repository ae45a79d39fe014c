using System.Collections.Immutable;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Blocks;

/// <summary>A report as blocks, before any renderer.</summary>
public sealed record ReportDocument
{
    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>Line under the title: kind of report, data cut.</summary>
    public required string Subtitle { get; init; }

    /// <summary>Language.</summary>
    public required Language Language { get; init; }

    /// <summary>Data cut; also the PDF's date stamps.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Whether SYNTHETIC must stand on every page and figure.</summary>
    public required bool IsSynthetic { get; init; }

    /// <summary>Short line in every page's footer: study, data cut, hash.</summary>
    public required string Footer { get; init; }

    /// <summary>Page one.</summary>
    public required ImmutableArray<Block> PageOne { get; init; }

    /// <summary>Sections of the main part.</summary>
    public required ImmutableArray<DocumentSection> Main { get; init; }

    /// <summary>Sections of notebooks: asked after data were seen, apart from what was planned.</summary>
    public ImmutableArray<DocumentSection> Exploratory { get; init; } = [];

    /// <summary>Sections of the appendix.</summary>
    public required ImmutableArray<DocumentSection> Appendix { get; init; }
}
