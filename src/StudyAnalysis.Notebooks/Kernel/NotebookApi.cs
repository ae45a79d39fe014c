namespace StudyAnalysis.Notebooks.Kernel;

#pragma warning disable IDE1006, CA1707, CA1708 // Named as notebooks name them: the same cells run elsewhere.
/// <summary>What cells may write without a prefix.</summary>
public static class NotebookApi
{
    private static int s_lastId;

    /// <summary>Shows a value below the cell, now.</summary>
    /// <returns>The output, to be updated later.</returns>
    public static DisplayedValue display(object? value) => Show(value, null);

    /// <summary>Shows a text as a given media type.</summary>
    public static DisplayedValue display(object? value, string mediaType) => Show(value, mediaType);

    /// <summary>Asks the reader for a line of text.</summary>
    /// <exception cref="InputNotAvailableException">Nobody can answer: a headless run.</exception>
    public static string input(string prompt = "") => Run().Ask(prompt, password: false);

    /// <summary>Asks the reader for a line of text that is not shown.</summary>
    /// <exception cref="InputNotAvailableException">Nobody can answer: a headless run.</exception>
    public static string password(string prompt = "") => Run().Ask(prompt, password: true);

    /// <summary>HTML to be shown as it is.</summary>
    public static MimeBundle HTML(string content) => MimeBundle.HtmlWithText(content, PlainReading.Of(content));

    /// <summary>SVG to be shown as it is.</summary>
    public static MimeBundle SVG(string content) => MimeBundle.Text("[SVG]").With(MimeBundle.Svg, content);

    /// <summary>Removes the cell's outputs so far.</summary>
    /// <param name="wait">Only when the next output comes.</param>
    public static void ClearOutput(bool wait = false) => Run().Sink.Clear(wait);

    /// <summary>Shows a value below the cell, now.</summary>
    /// <returns>The output, to be updated later.</returns>
    public static DisplayedValue Display(this object? value) => Show(value, null);

    /// <summary>Shows a value as a given media type: a text as it is, any other value in its form of that type.</summary>
    /// <returns>The output, to be updated later.</returns>
    public static DisplayedValue DisplayAs(this object? value, string mediaType) => Show(value, mediaType);

    private static DisplayedValue Show(object? value, string? mediaType)
    {
        var run = Run();
        var bundle = run.Format(value, mediaType);
        var id = "display-" + Invariant.Text(Interlocked.Increment(ref s_lastId));
        run.Sink.Display(bundle, id);
        return new DisplayedValue(run, id, mediaType);
    }

    private static CellRun Run() => CellRun.Current ?? throw new InvalidOperationException("Only a cell can do this: no cell is running here.");
}
