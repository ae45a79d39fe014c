namespace StudyAnalysis.Charts;

/// <summary>A row of a forest plot.</summary>
/// <param name="Label">Term.</param>
/// <param name="Estimate">Estimate; NaN: only the label and the text are shown.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Text">Text at the right, such as "1.4 (0.8 to 2.3)", already formatted.</param>
public sealed record ForestRow(string Label, double Estimate, double Low, double High, string Text = "")
{
    /// <summary>Whether the row is a heading over those below.</summary>
    public bool IsGroup { get; init; }
}
