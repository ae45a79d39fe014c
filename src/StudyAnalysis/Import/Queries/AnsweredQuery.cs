using System.Collections.Immutable;

namespace StudyAnalysis.Import.Queries;

/// <summary>A row of an earlier query list that the data manager worked on.</summary>
/// <param name="Cells">Its texts, one for each column of the list.</param>
public sealed record AnsweredQuery(ImmutableArray<string> Cells)
{
    /// <summary>What the query is about: table, key of the row, column and rule in one short text.</summary>
    public string Key => Cells[QueryColumns.Key - 1];

    /// <summary>What stood in the cell.</summary>
    public string Typed => Cells[QueryColumns.Typed - 1];

    /// <summary>Status.</summary>
    public string Status => Cells[QueryColumns.Status - 1];

    /// <summary>Answer.</summary>
    public string Answer => Cells[QueryColumns.Answer - 1];

    /// <summary>Comment.</summary>
    public string Comment => Cells[QueryColumns.Comment - 1];
}
