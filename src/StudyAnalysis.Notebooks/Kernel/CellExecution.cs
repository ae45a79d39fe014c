using System.Globalization;

namespace StudyAnalysis.Notebooks.Kernel;

/// <summary>One cell on a thread of its own, and the ways to stop it: its own checks, waking it from waits, and at last leaving it behind.
/// Its thread is never aborted: inside native code of the runtime (a sine is enough) an abort ends the whole program.</summary>
internal sealed class CellExecution
{
    // A recursion without end is met by a check, and unwinding it takes a time that grows with this.
    private const int StackSize = 3 * 512 * 1024;

    private static readonly TimeSpan WakeEvery = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan UntilLeftBehind = TimeSpan.FromMilliseconds(1000);
    private static readonly TimeSpan UntilAwaitGivenUp = TimeSpan.FromMilliseconds(500);

    private readonly CellRun _run;
    private readonly Func<CellExecution, CellOutcome> _work;
    private readonly Thread _thread;
    private readonly TaskCompletionSource<CellOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _interruptible;

    public CellExecution(CellRun run, Func<CellExecution, CellOutcome> work)
    {
        _run = run;
        _work = work;
        _thread = new Thread(Run, StackSize) { IsBackground = true, Name = "cell" };
    }

    public Task<CellOutcome> Outcome => _outcome.Task;

    public void Start()
    {
        using (ExecutionContext.SuppressFlow())
        {
            _thread.Start();
        }
    }

    /// <summary>Stops the cell, whatever it does. Returns at once.</summary>
    public void Interrupt()
    {
        if (_run.Stop())
        {
            _ = Task.Run(StopAsync);
        }
    }

    /// <summary>Runs code of the cell on this thread.</summary>
    public T Interruptible<T>(Func<T> code)
    {
        _interruptible = true;
        try
        {
            _run.ThrowIfStopped();
            return code();
        }
        finally
        {
            _interruptible = false;
        }
    }

    /// <summary>Waits for what the cell awaits; gives it up some time after an interruption.</summary>
    public object? Await(Task<object?> task)
    {
        if (!task.IsCompleted)
        {
            Wait(task);
        }

        return task.GetAwaiter().GetResult();
    }

    private void Wait(Task task)
    {
        try
        {
            task.Wait(_run.StopToken);
        }
        catch (Exception e) when (e is OperationCanceledException or AggregateException && !_run.IsStopped)
        {
            return;
        }
        catch (OperationCanceledException)
        {
            if (!((IAsyncResult)task).AsyncWaitHandle.WaitOne(UntilAwaitGivenUp))
            {
                var run = _run;
                run.Hold();
                _ = task.ContinueWith(_ => run.Release(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }

            throw new CellInterruptedException();
        }
    }

    private void Run()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        _run.Begin();
        CellOutcome outcome;
        try
        {
            outcome = _work(this);
        }
#pragma warning disable CA1031 // Nothing that happens in a cell may reach the program.
        catch (Exception e)
#pragma warning restore CA1031
        {
            outcome = _run.IsStopped ? CellErrors.Interrupted() : CellErrors.Thrown(e, _run.Name);
        }

        _run.Release();
        _outcome.TrySetResult(outcome);
    }

    private async Task StopAsync()
    {
        var waited = TimeSpan.Zero;
        while (!_outcome.Task.IsCompleted && waited < UntilLeftBehind)
        {
            if (_interruptible)
            {
                _thread.Interrupt();
            }

            await Task.WhenAny(_outcome.Task, Task.Delay(WakeEvery)).ConfigureAwait(false);
            waited += WakeEvery;        }

        if (_interruptible)
        {
            _outcome.TrySetResult(CellErrors.LeftBehind());
        }
    }
}
