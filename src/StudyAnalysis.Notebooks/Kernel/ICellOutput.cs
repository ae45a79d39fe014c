namespace StudyAnalysis.Notebooks.Kernel;

/// <summary>Where a running cell writes: the headless runner, the Jupyter sockets or a test. Calls may come from any thread.</summary>
public interface ICellOutput
{
    /// <summary>Text written to standard output or standard error.</summary>
    void Stream(StreamName stream, string text);

    /// <summary>A rich output.</summary>
    /// <param name="bundle">Its forms.</param>
    /// <param name="displayId">Name under which it may be updated later; null for a plain one.</param>
    void Display(MimeBundle bundle, string? displayId);

    /// <summary>New content for every output shown under a display id.</summary>
    void UpdateDisplay(MimeBundle bundle, string displayId);

    /// <summary>Removes the cell's outputs so far.</summary>
    /// <param name="wait">Only when the next output comes, so that nothing flickers.</param>
    void Clear(bool wait);

    /// <summary>Asks the reader for a line of text.</summary>
    /// <param name="prompt">The question.</param>
    /// <param name="password">Whether the answer is hidden.</param>
    /// <exception cref="InputNotAvailableException">Nobody can answer: a headless run.</exception>
    string ReadLine(string prompt, bool password);
}

/// <summary>A standard stream.</summary>
public enum StreamName
{
    /// <summary>Standard output.</summary>
    Output,

    /// <summary>Standard error.</summary>
    Error,
}

/// <summary>A cell asks for input where nobody can answer.</summary>
public sealed class InputNotAvailableException : InvalidOperationException
{
    /// <summary>With the standard message.</summary>
    public InputNotAvailableException()
        : this("This cell asks for input, and nobody is there to answer: give the value as a parameter instead.")
    {
    }

    /// <summary>With a message.</summary>
    public InputNotAvailableException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public InputNotAvailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
