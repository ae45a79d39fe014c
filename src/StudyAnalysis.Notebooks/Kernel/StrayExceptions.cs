using System.Runtime.ExceptionServices;

namespace StudyAnalysis.Notebooks.Kernel;

/// <summary>Exceptions that leave threads and tasks which cells started: told to the reader, where they would end the program.</summary>
internal static class StrayExceptions
{
    private static readonly Lazy<bool> Installed = new(Install);

    /// <summary>Once for the program.</summary>
    public static bool Catch() => Installed.Value;

    private static bool Install()
    {
        TaskScheduler.UnobservedTaskException += (_, e) =>
        {
            if (Tell(e.Exception, "A task failed and nobody awaited it"))
            {
                e.SetObserved();
            }
        };

        try
        {
            ExceptionHandling.SetUnhandledExceptionHandler(e => Tell(e, "A background thread failed"));
            return true;
        }
        catch (InvalidOperationException)
        {
            // The program around the kernel has one already, and there can be one only.
            return false;
        }
    }

    private static bool Tell(Exception exception, string what)
    {
        var inner = CellErrors.Bare(exception);
        var run = CellRun.Current ?? CellFrames.Session(inner)?.LatestRun;
        if (run is null)
        {
            return false;
        }

        if (inner is not (CellInterruptedException or CellExitException) && !run.IsStopped)
        {
            var error = CellErrors.Thrown(inner, run.Name).Error!;
            run.Sink.Write(StreamName.Error, $"{what}. {string.Join('\n', error.Traceback)}\n");
        }

        return true;
    }
}
