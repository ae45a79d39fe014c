using StudyAnalysis.Notebooks.Kernel;

namespace StudyAnalysis.Notebooks.Running;

/// <summary>What runs the cells; tests give their own.</summary>
/// <param name="Execute">Runs one cell: its text, where it writes, what errors of later cells call it.</param>
/// <param name="Interrupt">Stops the running cell; returns at once.</param>
internal sealed record CodeEngine(Func<string, ICellOutput, string, Task<CellOutcome>> Execute, Action Interrupt)
{
    public static CodeEngine Of(NotebookKernel kernel) => new(kernel.ExecuteAsync, kernel.Interrupt);
}
