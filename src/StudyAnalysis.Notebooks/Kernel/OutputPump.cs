using System.Text;

namespace StudyAnalysis.Notebooks.Kernel;

/// <summary>Carries what cells write to where it is shown, in order and on one thread of its own: so an interruption never strikes inside
/// somebody else's output, many small writes become one, and a writer that is too fast waits.</summary>
internal sealed class OutputPump : IDisposable
{
    private const int Merge = 64 * 1024;
    private const long Waiting = 8 * 1024 * 1024;
    private const int Linger = 15;

    private readonly object _gate = new();
    private readonly Queue<Item> _queue = new();
    private Item? _tail;
    private long _size;
    private int _urgent;
    private bool _disposed;

    public OutputPump() => new Thread(Run) { IsBackground = true, Name = "cell output" }.Start();

    /// <summary>Adds text to a stream. Waits while too much is under way.</summary>
    public void Text(ICellOutput output, StreamName stream, string text)
    {
        lock (_gate)
        {
            Admit();
            if (_tail is { Text: { } sum } && _tail.Output == output && _tail.Stream == stream && sum.Length < Merge)
            {
                sum.Append(text);
                _size += text.Length;
            }
            else
            {
                Enqueue(new Item(output, stream, new StringBuilder(text), null), text.Length);
            }
        }
    }

    /// <summary>Adds any other output. Waits while too much is under way.</summary>
    public void Post(ICellOutput output, Action<ICellOutput> action, long size)
    {
        lock (_gate)
        {
            Admit();
            Enqueue(new Item(output, default, null, action) { Size = size }, size);
        }
    }

    /// <summary>Ends when everything added so far has been handed on.</summary>
    public Task DrainAsync()
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_disposed)
            {
                reached.SetResult();
            }
            else
            {
                _urgent++;
                Enqueue(new Item(null, default, null, _ => reached.SetResult()), 0);
            }
        }

        return reached.Task;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void Admit()
    {
        while (_size > Waiting && !_disposed)
        {
            Monitor.Wait(_gate);
        }
    }

    private void Enqueue(Item item, long size)
    {
        _queue.Enqueue(item);
        _tail = item;
        _size += size;
        Monitor.PulseAll(_gate);
    }

    private void Run()
    {
        while (Next() is { } item)
        {
            if (item.Output is null)
            {
                item.Action!(null!);
                continue;
            }

            try
            {
                HandOn(item);
            }
#pragma warning disable CA1031 // Whatever goes wrong at a front end that has gone, the cells and the others go on; the reader has no place to be told.
            catch (Exception)
#pragma warning restore CA1031
            {
                continue;
            }
        }
    }

    private static void HandOn(Item item)
    {
        if (item.Action is { } action)
        {
            action(item.Output!);
        }
        else
        {
            item.Output!.Stream(item.Stream, item.Text!.ToString());
        }
    }

    private Item? Next()
    {
        lock (_gate)
        {
            while (_queue.Count == 0)
            {
                if (_disposed)
                {
                    return null;
                }

                Monitor.Wait(_gate);
            }

            if (_urgent == 0 && _size < Merge && !_disposed && _queue.Peek().Action is null)
            {
                Monitor.Wait(_gate, Linger);
            }

            var item = _queue.Dequeue();
            if (_queue.Count == 0)
            {
                _tail = null;
            }

            _size -= item.Text?.Length ?? item.Size;
            _urgent -= item.Output is null ? 1 : 0;
            Monitor.PulseAll(_gate);
            return item;
        }
    }

    private sealed record Item(ICellOutput? Output, StreamName Stream, StringBuilder? Text, Action<ICellOutput>? Action)
    {
        public long Size { get; init; }
    }
}
