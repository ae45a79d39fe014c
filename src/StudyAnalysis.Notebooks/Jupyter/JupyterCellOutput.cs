using System.Text;
using System.Text.Json.Nodes;
using StudyAnalysis.Notebooks.Kernel;
using StudyAnalysis.Notebooks.Running;

namespace StudyAnalysis.Notebooks.Jupyter;

/// <summary>Broadcasts what a cell writes, under the request that ran it: a thread the cell leaves behind still writes to its own cell.</summary>
/// <param name="broadcast">Sends a broadcast of this cell: its type, content and size.</param>
/// <param name="ask">Asks the reader; null where the front end takes no questions.</param>
/// <param name="clock">Times how long text is gathered.</param>
internal sealed class JupyterCellOutput(Action<string, JsonObject, int> broadcast, Func<string, bool, string>? ask, TimeProvider clock) : ICellOutput
{
    private const int GatheredLimit = 1 << 16;
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(40);
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private StreamName _stream;
    private bool _flushIsDue;

    public void Stream(StreamName stream, string text)
    {
        lock (_lock)
        {
            if (stream != _stream)
            {
                FlushText(all: true);
                _stream = stream;
            }

            _text.Append(text);
            if (_text.Length >= GatheredLimit)
            {
                FlushText(all: false);
            }
            else if (!_flushIsDue && _text.Length > 0)
            {
                // A message for each small write would drown the front end; a reader does not notice 40 ms.
                _flushIsDue = true;
                _ = FlushSoonAsync();
            }
        }
    }

    public void Display(MimeBundle bundle, string? displayId) => Send("display_data", bundle, displayId);

    public void UpdateDisplay(MimeBundle bundle, string displayId) => Send("update_display_data", bundle, displayId);

    public void Clear(bool wait)
    {
        lock (_lock)
        {
            FlushText(all: true);
            broadcast("clear_output", new JsonObject { ["wait"] = wait }, 0);
        }
    }

    public string ReadLine(string prompt, bool password)
    {
        Flush();
        return ask is null ? throw new InputNotAvailableException() : ask(prompt, password);
    }

    /// <summary>Broadcasts the result of the cell.</summary>
    public void Result(MimeBundle bundle, int executionCount)
    {
        lock (_lock)
        {
            FlushText(all: true);
            broadcast("execute_result", Content(OutputJson.Result(bundle, executionCount)), Size(bundle));
        }
    }

    /// <summary>Broadcasts how the cell failed.</summary>
    public void Error(CellError error)
    {
        lock (_lock)
        {
            FlushText(all: true);
            broadcast("error", Content(OutputJson.Error(error)), 0);
        }
    }

    /// <summary>Broadcasts text that was gathered.</summary>
    public void Flush()
    {
        lock (_lock)
        {
            FlushText(all: true);
        }
    }

    private void Send(string type, MimeBundle bundle, string? displayId)
    {
        var content = Content(OutputJson.Display(bundle));
        content["transient"] = displayId is null ? new JsonObject() : new JsonObject { ["display_id"] = displayId };
        lock (_lock)
        {
            FlushText(all: true);
            broadcast(type, content, Size(bundle));
        }
    }

    private async Task FlushSoonAsync()
    {
        await Task.Delay(Gathering, clock).ConfigureAwait(false);
        lock (_lock)
        {
            _flushIsDue = false;
            FlushText(all: false);
        }
    }

    private void FlushText(bool all)
    {
        // The first half of a character outside the basic plane waits for its other half.
        var length = !all && _text.Length > 0 && char.IsHighSurrogate(_text[^1]) ? _text.Length - 1 : _text.Length;
        if (length > 0)
        {
            broadcast("stream", Content(OutputJson.Stream(_stream, _text.ToString(0, length))), length);
            _text.Remove(0, length);
        }
    }

    private static int Size(MimeBundle bundle) => bundle.Data.Sum(form => form.Value.Length);

    private static JsonObject Content(JsonObject output)
    {
        output.Remove("output_type");
        return output;
    }
}
