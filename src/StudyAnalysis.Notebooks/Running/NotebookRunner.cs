using StudyAnalysis.Notebooks.Documents;
using StudyAnalysis.Notebooks.Kernel;

namespace StudyAnalysis.Notebooks.Running;

/// <summary>How a notebook is run.</summary>
/// <param name="Timeout">How long one cell may take; null for as long as it likes.</param>
public sealed record RunOptions(TimeSpan? Timeout = null)
{
    /// <summary>How long an interrupted cell has to end before it is given up.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);
}

/// <summary>Runs the cells of a notebook in order, without a front end.</summary>
/// <param name="clock">Times the time-out; nothing of it gets into the notebook.</param>
public sealed class NotebookRunner(TimeProvider clock)
{
    /// <summary>Runs a notebook to its end or to its first failing cell.</summary>
    /// <param name="document">The notebook, its parameters set (see <see cref="ParameterInjection"/>). Outputs it holds are replaced.</param>
    /// <param name="kernel">The session the cells run in.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told of each cell before it runs; may be null.</param>
    /// <param name="cancellation">Interrupts the running cell and ends the run, keeping what was made.</param>
    /// <returns>The notebook with its outputs. A failing cell is an outcome, never an exception.</returns>
    public Task<NotebookRun> RunAsync(
        NotebookDocument document, NotebookKernel kernel, RunOptions options, Action<CellProgress>? progress, CancellationToken cancellation) =>
        RunAsync(document, CodeEngine.Of(kernel), options, progress, cancellation);

    internal async Task<NotebookRun> RunAsync(
        NotebookDocument document, CodeEngine engine, RunOptions options, Action<CellProgress>? progress, CancellationToken cancellation)
    {
        var recorder = new OutputRecorder();
        var records = new Dictionary<int, OutputRecorder.CellRecord>();
        var running = Enumerable.Range(0, document.Cells.Length).Where(i => Runs(document.Cells[i])).ToArray();
        var ended = RunStatus.Completed;
        CellFailure? failure = null;
        foreach (var (place, i) in running.Index())
        {
            var cell = document.Cells[i];
            progress?.Invoke(new CellProgress(place + 1, running.Length, FirstLine(cell)));
            var record = records[i] = recorder.Begin();
            var (status, error) = await RunCellAsync(cell, place + 1, record, engine, options, cancellation).ConfigureAwait(false);
            if (status != RunStatus.Completed)
            {
                ended = status;
                failure = new CellFailure(i + 1, cell.Id, FirstLine(cell), error!);
                break;
            }
        }

        var numbers = running.Index().ToDictionary(r => r.Item, r => r.Index + 1);
        var cells = document.Cells.Select((cell, i) => cell.Kind != CellKind.Code
            ? cell
            : cell with
            {
                ExecutionCount = records.ContainsKey(i) ? numbers[i] : null,
                Outputs = records.TryGetValue(i, out var record) ? record.ToOutputs() : [],
            });
        return new NotebookRun(document with { Cells = [.. cells] }, ended, failure);
    }

    private static bool Runs(NotebookCell cell) => cell.Kind == CellKind.Code && !cell.IsSkipped && !string.IsNullOrWhiteSpace(cell.Source);

    private async Task<(RunStatus Status, CellError? Error)> RunCellAsync(
        NotebookCell cell, int number, OutputRecorder.CellRecord record, CodeEngine engine, RunOptions options, CancellationToken cancellation)
    {
        var status = RunStatus.Completed;
        CellOutcome outcome;
        if (cancellation.IsCancellationRequested)
        {
            (status, outcome) = (RunStatus.Interrupted, Stopped(RunStatus.Interrupted, options));
        }
        else
        {
            // On a thread of its own: a cell that blocks must not keep the time-out from being noticed.
            var work = Task.Run(() => engine.Execute(cell.Source, record, FormattableString.Invariant($"cell {number}")), CancellationToken.None);
            status = await WaitAsync(work, options, cancellation).ConfigureAwait(false);
            outcome = status == RunStatus.Completed ? await work.ConfigureAwait(false) : await StopAsync(work, status, engine, options).ConfigureAwait(false);
        }

        if (outcome.Result is { } result)
        {
            record.End(OutputJson.Result(result, number));
        }

        if (outcome.Error is { } error)
        {
            record.End(OutputJson.Error(error));
        }

        return status == RunStatus.Completed && outcome.Status != CellStatus.Ok && !cell.HasTag(NotebookCell.RaisesExceptionTag)
            ? (RunStatus.CellFailed, outcome.Error ?? new CellError(outcome.Status.ToString(), "The cell failed.", []))
            : (status, outcome.Error);
    }

    private async Task<RunStatus> WaitAsync(Task work, RunOptions options, CancellationToken cancellation)
    {
        try
        {
            await work.WaitAsync(options.Timeout ?? Timeout.InfiniteTimeSpan, clock, cancellation).ConfigureAwait(false);
            return RunStatus.Completed;
        }
        catch (TimeoutException) when (!work.IsCompleted)
        {
            return RunStatus.TimedOut;
        }
        catch (OperationCanceledException) when (!work.IsCompleted)
        {
            return RunStatus.Interrupted;
        }
    }

    /// <summary>Interrupts a cell and waits for it a little; what it wrote so far stays.</summary>
    private async Task<CellOutcome> StopAsync(Task<CellOutcome> work, RunStatus status, CodeEngine engine, RunOptions options)
    {
        engine.Interrupt();
        await Task.WhenAny(work, Task.Delay(options.Grace, clock, CancellationToken.None)).ConfigureAwait(false);
        return Stopped(status, options);
    }

    private static CellOutcome Stopped(RunStatus status, RunOptions options)
    {
        var error = status == RunStatus.TimedOut
            ? new CellError("Timeout", FormattableString.Invariant($"The cell was still running after {options.Timeout!.Value.TotalSeconds} s and was stopped."), [])
            : new CellError("Interrupted", "The run was interrupted in this cell.", []);
        return new CellOutcome(CellStatus.Interrupted, null, error with { Traceback = [$"{error.Name}: {error.Message}"] });
    }

    /// <summary>The first line of a cell that says something, at most 60 characters.</summary>
    private static string FirstLine(NotebookCell cell)
    {
        var line = cell.Source.Split('\n').Select(l => l.Trim()).FirstOrDefault(l => l.Length > 0) ?? string.Empty;
        return line.Length <= 60 ? line : line[..59].TrimEnd() + "…";
    }
}
