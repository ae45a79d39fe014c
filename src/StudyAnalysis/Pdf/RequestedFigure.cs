namespace StudyAnalysis.Pdf;

/// <summary>A figure to be drawn.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Json">The figure as plotly.js JSON.</param>
/// <param name="Width">Width in pixels.</param>
internal sealed record RequestedFigure(string Id, string Json, int Width);
