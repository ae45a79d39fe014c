using StudyAnalysis.Notebooks.Documents;
using StudyAnalysis.Notebooks.Kernel;

namespace StudyAnalysis.Notebooks.Running;

/// <summary>How a run ended.</summary>
public enum RunStatus
{
    /// <summary>Every cell ran.</summary>
    Completed,

    /// <summary>A cell failed; the cells after it did not run.</summary>
    CellFailed,

    /// <summary>A cell took longer than allowed; the cells after it did not run.</summary>
    TimedOut,

    /// <summary>The reader interrupted it.</summary>
    Interrupted,
}

/// <summary>A notebook that was run.</summary>
/// <param name="Document">The notebook with its outputs so far; cells that did not run have none.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Failure">The cell it ended at; null when every cell ran.</param>
public sealed record NotebookRun(NotebookDocument Document, RunStatus Status, CellFailure? Failure);

/// <summary>The cell a run ended at.</summary>
/// <param name="Number">Its place in the notebook, from 1, all kinds of cells counted.</param>
/// <param name="CellId">Its id.</param>
/// <param name="FirstLine">Its first line with text, to find it by.</param>
/// <param name="Error">What went wrong.</param>
public sealed record CellFailure(int Number, string CellId, string FirstLine, CellError Error);

/// <summary>A cell that is about to run.</summary>
/// <param name="Number">Its place among the cells that run, from 1.</param>
/// <param name="Count">How many cells run.</param>
/// <param name="FirstLine">Its first line with text.</param>
public sealed record CellProgress(int Number, int Count, string FirstLine);
