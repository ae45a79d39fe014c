using StudyAnalysis.Html;

namespace StudyAnalysis.Pdf;

/// <summary>Prints an HTML report with a browser of this machine: one start gives the PDF and the figures as SVG.</summary>
/// <remarks>The same page gives the same bytes on the same browser build and fonts: the page fixes its random numbers and the date stamps are set.
/// Works in a temporary folder of its own with a browser profile of its own, both removed afterwards.</remarks>
public static class PdfPrinter
{
    /// <summary>Prints a page made by <see cref="HtmlRenderer"/>.</summary>
    /// <param name="html">The page.</param>
    /// <param name="asOf">Data cut, which becomes the PDF's date.</param>
    /// <param name="options">Browser and time limit.</param>
    /// <param name="cancellation">Stops the browser.</param>
    /// <exception cref="OperationCanceledException">Cancelled; the browser is stopped and nothing is left behind.</exception>
    public static async Task<PdfOutcome> PrintAsync(string html, DateOnly asOf, PdfOptions options, CancellationToken cancellation = default)
    {
        await using var press = PdfPress.Start(options);
        return await press.PrintAsync(html, asOf, cancellation);
    }
}
