using System.Collections.Immutable;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Reporting.Pdf;

/// <summary>What became of printing.</summary>
public enum PdfStatus
{
    /// <summary>There is a PDF.</summary>
    Printed,

    /// <summary>No browser was found: the HTML report is whole, the PDF is not there.</summary>
    NoBrowser,

    /// <summary>The browser could not be started or ended with an error.</summary>
    BrowserFailed,

    /// <summary>The browser took longer than allowed and was stopped.</summary>
    TimedOut,

    /// <summary>The page did not say that all its figures are drawn.</summary>
    NotReady,
}

/// <summary>How to print.</summary>
public sealed record PdfOptions
{
    /// <summary>Browser to use (the value of STUDY_BROWSER); null or empty: the first one found.</summary>
    public string? Browser { get; init; }

    /// <summary>Longest time the browser may take.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Folders searched for browsers by name; empty: those of the PATH.</summary>
    public ImmutableArray<string> SearchPath { get; init; } = [];

    /// <summary>Whether the usual places of installed browsers are searched too.</summary>
    public bool SearchUsualPlaces { get; init; } = true;

    /// <summary>Beginning of the name of the folder the browser works in, among the system's temporary ones.</summary>
    public string TemporaryPrefix { get; init; } = "study-print-";

    /// <summary>Options with the browser named by the environment variable STUDY_BROWSER.</summary>
    public static PdfOptions FromEnvironment() => new() { Browser = Environment.GetEnvironmentVariable("STUDY_BROWSER") };
}

/// <summary>A figure as it stands in the PDF: a well-formed SVG document.</summary>
/// <param name="Id">Id of the figure.</param>
/// <param name="Svg">The document; text stays text, in a named font.</param>
public sealed record SvgFigure(string Id, string Svg);

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
