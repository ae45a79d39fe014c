using System.Collections.Immutable;

namespace StudyAnalysis.Blocks;

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
