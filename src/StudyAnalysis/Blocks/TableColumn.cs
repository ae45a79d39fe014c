namespace StudyAnalysis.Blocks;

/// <summary>A column of a table.</summary>
public sealed record TableColumn(RichText Header, Alignment Alignment = Alignment.Left);
