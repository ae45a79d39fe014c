using Microsoft.CodeAnalysis.CSharp;

namespace StudyAnalysis.Notebooks.Kernel;

/// <summary>A session of C# cells that share their state. One cell runs at a time; <see cref="Interrupt"/> may be called from any thread.</summary>
public sealed class NotebookKernel : IDisposable
{
    private readonly KernelOptions _options;
    private readonly OutputPump _pump = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lazy<CellRunner> _runner;
    private readonly CellLanguage _language = new();
    private CellExecution? _current;
    private int _cells;
    private bool _disposed;

    /// <summary>A fresh session.</summary>
    public NotebookKernel()
        : this(new KernelOptions())
    {
    }

    /// <summary>A fresh session.</summary>
    /// <param name="options">How it is set up.</param>
    public NotebookKernel(KernelOptions options)
    {
        _options = options;
        _runner = new Lazy<CellRunner>(() => new CellRunner(options));
        ConsoleCapture.Acquire();
        StrayExceptions.Catch();
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(() => _runner.Value);
        }
    }

    /// <summary>Runs one cell.</summary>
    /// <param name="code">Its text: C# and the directives of notebooks.</param>
    /// <param name="output">Where it writes while it runs.</param>
    /// <returns>How it ended. Errors in the cell are an outcome, never an exception.</returns>
    public Task<CellOutcome> ExecuteAsync(string code, ICellOutput output) => ExecuteAsync(code, output, "an earlier cell");

    /// <summary>Runs one cell.</summary>
    /// <param name="code">Its text: C# and the directives of notebooks.</param>
    /// <param name="output">Where it writes while it runs.</param>
    /// <param name="name">What errors of later cells call it, such as "cell 7".</param>
    /// <returns>How it ended. Errors in the cell are an outcome, never an exception.</returns>
    public async Task<CellOutcome> ExecuteAsync(string code, ICellOutput output, string name)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            ConsoleCapture.Ensure();
            foreach (var formatter in _options.Formatters)
            {
                formatter.BeginCell(code);
            }

            var run = new CellRun(output, _pump, _options, $"{name} [{Invariant.Text((IFormattable)(++_cells))}]");
            var execution = new CellExecution(run, e => _runner.Value.Run(run, e, code));
            Volatile.Write(ref _current, execution);
            execution.Start();
            var outcome = await execution.Outcome.ConfigureAwait(false);
            run.Sink.End();
            await _pump.DrainAsync().ConfigureAwait(false);
            if (_cells == 1 && _options.WarmAssistance)
            {
                _ = WarmAsync();
            }

            return outcome;
        }
        finally
        {
            Volatile.Write(ref _current, null);
            _turn.Release();
        }
    }

    /// <summary>Stops the running cell, if there is one. Returns at once.</summary>
    public void Interrupt()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        Volatile.Read(ref _current)?.Interrupt();
    }

    /// <summary>The forms of a value, as the last expression of a cell would be shown.</summary>
    public MimeBundle Format(object? value) => ValueFormatting.Format(value, null, _options);

    /// <summary>What may stand at a place.</summary>
    /// <param name="code">The whole cell.</param>
    /// <param name="position">Cursor, in UTF-16 units from the start.</param>
    /// <param name="cancellation">Ends the search.</param>
    public Task<Completions> CompleteAsync(string code, int position, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _language.CompleteAsync(_runner.Value.Session, code, position, cancellation);
    }

    /// <summary>What is known of the name at a place: signature and documentation; null when nothing is.</summary>
    /// <param name="code">The whole cell.</param>
    /// <param name="position">Cursor, in UTF-16 units from the start.</param>
    /// <param name="detailed">Whether parameters, returns and remarks are wanted too.</param>
    /// <param name="cancellation">Ends the search.</param>
    public Task<MimeBundle?> InspectAsync(string code, int position, bool detailed, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _language.InspectAsync(_runner.Value.Session, code, position, detailed, cancellation);
    }

    /// <summary>Whether a cell can run as it stands.</summary>
    public Completeness IsComplete(string code)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var tree = CellSession.Parse(CellText.Read(code).Code, string.Empty);
        if (!SyntaxFactory.IsCompleteSubmission(tree))
        {
            return Completeness.Incomplete;
        }

        return tree.GetDiagnostics().Any(d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error) ? Completeness.Invalid : Completeness.Complete;
    }

    // Completion takes a second to load: after the first cell, and when the reader is likely to be reading.
    private async Task WarmAsync()
    {
        await Task.Delay(TimeSpan.FromMilliseconds(500)).ConfigureAwait(false);
        try
        {
            await _language.CompleteAsync(_runner.Value.Session, "Math.", 5, CancellationToken.None).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The session ended before: there is nothing left to warm.
            return;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        Volatile.Read(ref _current)?.Interrupt();
        _disposed = true;
        _pump.Dispose();
        _language.Dispose();
        ConsoleCapture.Release();
    }
}
