using System.Collections.Immutable;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Pdf;

/// <summary>Outcome of printing; never an exception for what a user's machine may lack.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="Pdf">The PDF; empty unless printed.</param>
/// <param name="Figures">The figures in the order of the report; empty unless printed.</param>
/// <param name="Browser">The browser used, or empty.</param>
/// <param name="Message">What happened and what to do; empty when printed.</param>
public sealed record PdfOutcome(PdfStatus Status, ReadOnlyMemory<byte> Pdf, ImmutableArray<SvgFigure> Figures, string Browser, LocalizedText Message)
{
    internal static PdfOutcome Failed(PdfStatus status, string browser, string english, string french) =>
        new(status, ReadOnlyMemory<byte>.Empty, [], browser, LocalizedText.Of(english, french));
}
