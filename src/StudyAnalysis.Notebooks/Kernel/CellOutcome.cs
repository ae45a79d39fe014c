using System.Collections.Immutable;

namespace StudyAnalysis.Notebooks.Kernel;

/// <summary>How a cell ended.</summary>
public enum CellStatus
{
    /// <summary>To its end.</summary>
    Ok,

    /// <summary>With an error: it does not compile, or an exception left it.</summary>
    Error,

    /// <summary>Interrupted by the reader.</summary>
    Interrupted,
}

/// <summary>What a cell came to.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Result">Value of the last expression, formatted; null without one or after an error.</param>
/// <param name="Error">What went wrong; null when it ended well.</param>
/// <param name="StateLost">Whether the session had to start again with empty state, as after a cell that could not be stopped.</param>
public sealed record CellOutcome(CellStatus Status, MimeBundle? Result, CellError? Error, bool StateLost = false);

/// <summary>An error in a cell as the reader sees it.</summary>
/// <param name="Name">Type of the exception, or "CompilationError" or "Interrupted".</param>
/// <param name="Message">What happened, in one sentence.</param>
/// <param name="Traceback">Lines to show: cell line and message first, frames of this program hidden. May hold ANSI colours.</param>
public sealed record CellError(string Name, string Message, ImmutableArray<string> Traceback);
