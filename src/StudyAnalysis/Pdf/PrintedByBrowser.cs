using System.Collections.Immutable;

namespace StudyAnalysis.Pdf;

/// <summary>What the browser gave back.</summary>
/// <param name="Pdf">The PDF as the browser wrote it.</param>
/// <param name="Figures">The figures.</param>
internal sealed record PrintedByBrowser(byte[] Pdf, ImmutableArray<SvgFigure> Figures);
