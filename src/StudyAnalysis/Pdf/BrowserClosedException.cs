namespace StudyAnalysis.Pdf;

/// <summary>The browser ended, or never understood what it was asked.</summary>
/// <param name="message">What it last said.</param>
/// <param name="exit">Its exit code.</param>
internal sealed class BrowserClosedException(string message, int exit) : Exception(message)
{
    /// <summary>Its exit code.</summary>
    public int Exit { get; } = exit;
}
