namespace StudyAnalysis.Notebooks.Kernel;

/// <summary>One run of one cell: where its output goes and whether it is to stop. It follows the cell's threads and tasks, also those
/// that outlive the cell.</summary>
internal sealed class CellRun : IDisposable
{
    private static readonly AsyncLocal<CellRun?> Flow = new();

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private bool _counted;
    private int _parts = 1;
    private bool _disposed;

    public CellRun(ICellOutput output, OutputPump pump, KernelOptions options, string name)
    {
        Name = name;
        Sink = new CellSink(output, pump, options);
        Options = options;
    }

    /// <summary>The run whose code the calling thread executes; null outside of cells.</summary>
    public static CellRun? Current => Flow.Value;

    /// <summary>Name of the cell in errors.</summary>
    public string Name { get; }

    public CellSink Sink { get; }

    public KernelOptions Options { get; }

    /// <summary>Declarations of the cell that have been carried out, where it counts them.</summary>
    public int Reached { get; set; }

    /// <summary>Whether the reader interrupted it.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Whether it is to end, by interruption or because it asked for it.</summary>
    public bool IsLeaving { get; private set; }

    /// <summary>Signalled by an interruption: for work of the kernel itself on behalf of the cell.</summary>
    public CancellationToken StopToken => _stop.Token;

    /// <summary>Makes this the run of the calling thread and of everything started from it.</summary>
    public void Begin() => Flow.Value = this;

    public void ThrowIfStopped()
    {
        if (IsStopped)
        {
            throw new CellInterruptedException();
        }
    }

    /// <summary>A line from the reader.</summary>
    public string Ask(string prompt, bool password)
    {
        try
        {
            return Sink.ReadLine(prompt, password, StopToken);
        }
        catch (OperationCanceledException) when (IsStopped)
        {
            throw new CellInterruptedException();
        }
        catch (AggregateException e) when (e.InnerException is InputNotAvailableException inner)
        {
            throw new InputNotAvailableException(inner.Message, e);
        }
    }

    /// <summary>The forms of a value.</summary>
    public MimeBundle Format(object? value, string? mediaType = null) => ValueFormatting.Format(value, mediaType, Options);

    /// <summary>Tells the code to stop. False when it has ended already.</summary>
    public bool Stop()
    {
        lock (_gate)
        {
            if (_parts == 0 || IsStopped)
            {
                return false;
            }

            IsStopped = true;
            Leave();
        }

        _stop.Cancel();
        return true;
    }

    /// <summary>Lets no catch clause hold up the end of the cell.</summary>
    public void Exit()
    {
        lock (_gate)
        {
            Leave();
        }
    }

    /// <summary>One part more of the cell goes on: a task it awaited that was given up.</summary>
    public void Hold()
    {
        lock (_gate)
        {
            _parts++;
        }
    }

    /// <summary>A part of the cell has ended; with the last one nothing is to be stopped any more.</summary>
    public void Release()
    {
        lock (_gate)
        {
            if (--_parts == 0 && _counted)
            {
                _counted = false;
                CellGuard.Stopped();
            }
        }
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _stop.Dispose();
        }
    }

    private void Leave()
    {
        IsLeaving = true;
        if (!_counted)
        {
            _counted = true;
            CellGuard.Stopping();
        }
    }
}
