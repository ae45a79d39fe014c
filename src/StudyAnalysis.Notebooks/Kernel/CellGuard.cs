using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace StudyAnalysis.Notebooks.Kernel;

/// <summary>The checks that are woven into the code of cells. Not for use by hand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CellGuard
{
    // Runs that were told to stop and have not ended: while there is none, a check costs one read.
    private static int s_stopping;

    /// <summary>At the head of each turn of a loop: leaves a cell that was told to stop.</summary>
    public static void Check()
    {
        if (Volatile.Read(ref s_stopping) != 0)
        {
            ThrowIfStopped();
        }
    }

    /// <summary>At the head of each function: as <see cref="Check"/>, and ends a recursion before it ends the program.</summary>
    public static void Enter()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Check();
    }

    /// <summary>After each declaration of a cell that declares names again.</summary>
    public static void Reach(int declaration)
    {
        if (CellRun.Current is { } run)
        {
            run.Reached = declaration;
        }
    }

    /// <summary>A value, after a check: for expressions that hold no statements.</summary>
    public static T Pass<T>(T value)
    {
        Check();
        return value;
    }

    /// <summary>Filter of every catch clause: false while the cell is to stop, so that no clause holds it up.</summary>
    public static bool Catches() => Volatile.Read(ref s_stopping) == 0 || CellRun.Current is not { IsLeaving: true };

    /// <summary>In place of ending the program: ends the cell.</summary>
    public static void Exit(int exitCode) => Leave($"Environment.Exit({Invariant.Text(exitCode)})");

    /// <summary>In place of ending the program: ends the cell.</summary>
    public static void FailFast(string? message) => Leave($"Environment.FailFast(\"{message}\")");

    /// <summary>In place of ending the program: ends the cell.</summary>
    public static void FailFast(string? message, Exception? exception) => Leave($"Environment.FailFast(\"{message}\", {exception?.GetType().Name ?? "null"})");

    /// <summary>Ends a process, unless it is this one: then the cell.</summary>
    public static void Kill(Process process) => Kill(process, entireProcessTree: false);

    /// <summary>Ends a process, unless it is this one: then the cell.</summary>
    public static void Kill(Process process, bool entireProcessTree)
    {
        ArgumentNullException.ThrowIfNull(process);
        if (process.Id == Environment.ProcessId)
        {
            Leave("Process.Kill() of the session itself");
        }

        process.Kill(entireProcessTree);
    }

    internal static void Stopping() => Interlocked.Increment(ref s_stopping);

    internal static void Stopped() => Interlocked.Decrement(ref s_stopping);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowIfStopped() => CellRun.Current?.ThrowIfStopped();

    private static void Leave(string what)
    {
        CellRun.Current?.Exit();
        throw new CellExitException($"{what}: the cell ended here; the session goes on.");
    }
}
