namespace StudyAnalysis.Pdf;

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
