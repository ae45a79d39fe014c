namespace StudyAnalysis.Notebooks.Kernel;

/// <summary>Leaves a cell that the reader interrupted. Cells cannot catch it.</summary>
public sealed class CellInterruptedException : Exception
{
    /// <summary>With the standard message.</summary>
    public CellInterruptedException()
        : base("The cell was interrupted.")
    {
    }

    /// <summary>With a message.</summary>
    public CellInterruptedException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public CellInterruptedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>Leaves a cell that asked to end the program.</summary>
internal sealed class CellExitException(string message) : Exception(message);
