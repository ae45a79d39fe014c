namespace StudyAnalysis.Pdf;

/// <summary>A figure as it stands in the PDF: a well-formed SVG document.</summary>
/// <param name="Id">Id of the figure.</param>
/// <param name="Svg">The document; text stays text, in a named font.</param>
public sealed record SvgFigure(string Id, string Svg);
