using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace StudyAnalysis.Pdf;

/// <summary>Chromium's own protocol (DevTools) over two pipes: no port is opened, and a browser whose program was killed ends by itself.</summary>
internal sealed class BrowserPipe : IAsyncDisposable
{
    // The browser reads from its file descriptor 3 and writes to 4; .NET hands over 0, 1 and 2 only.
    private const string HandOver = "exec \"$@\" 3<&0 4>&1 0</dev/null 1>&2";

    // Nothing of this reaches an HTML page.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Process _process;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _waiting = new();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly Task<string> _errors;
    private readonly Task _reading;
    private int _calls;
    private bool _isClosed;

    private BrowserPipe(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>Starts the browser.</summary>
    /// <param name="browser">Its path.</param>
    /// <param name="folder">Where it may write.</param>
    public static BrowserPipe Start(string browser, string folder)
    {
        var start = BrowserProcess.Of("/bin/sh", folder);
        start.RedirectStandardInput = true;
        foreach (var argument in new[] { "-c", HandOver, "sh", browser, "--remote-debugging-pipe" }.Concat(BrowserProcess.Arguments(folder)))
        {
            start.ArgumentList.Add(argument);
        }

        return new BrowserPipe(Process.Start(start) ?? throw new InvalidOperationException("No process was started."));
    }

    /// <summary>Calls a method and waits for its answer.</summary>
    /// <param name="method">Name in the protocol.</param>
    /// <param name="session">The page, or null for the browser.</param>
    /// <param name="parameters">Writes the parameters.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="BrowserClosedException">The browser ended, or refused.</exception>
    public async Task<JsonElement> CallAsync(string method, string? session, Action<Utf8JsonWriter> parameters, CancellationToken cancellation)
    {
        var id = Interlocked.Increment(ref _calls);
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answer;
        if (_isClosed)
        {
            await FailAsync();
        }

        try
        {
            await WriteAsync(Message(id, method, session, parameters), cancellation);
        }
        catch (IOException)
        {
            // The reader finds the same pipe closed, and knows why.
        }

        return await answer.Task.WaitAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await BrowserProcess.StopAsync(_process);
        await _reading;
        await _errors;
        _process.Dispose();
        _writing.Dispose();
    }

    private static ReadOnlyMemory<byte> Message(int id, string method, string? session, Action<Utf8JsonWriter> parameters)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("id", id);
            json.WriteString("method", method);
            if (session is not null)
            {
                json.WriteString("sessionId", session);
            }

            json.WriteStartObject("params");
            parameters(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        buffer.Write("\0"u8);
        return buffer.WrittenMemory;
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            await _process.StandardInput.BaseStream.WriteAsync(message, cancellation);
            await _process.StandardInput.BaseStream.FlushAsync(cancellation);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        var filled = 0;
        try
        {
            while (await _process.StandardOutput.BaseStream.ReadAsync(buffer.AsMemory(filled)) is var read and > 0)
            {
                var searched = filled;
                filled += read;
                var start = 0;
                for (int end; (end = Array.IndexOf(buffer, (byte)0, Math.Max(start, searched), filled - Math.Max(start, searched))) >= 0; start = end + 1)
                {
                    Answer(buffer.AsMemory(start, end - start));
                }

                buffer.AsSpan(start, filled - start).CopyTo(buffer);
                filled -= start;
                if (filled == buffer.Length)
                {
                    Array.Resize(ref buffer, 2 * buffer.Length);
                }
            }
        }
        catch (Exception broken) when (broken is IOException or JsonException)
        {
            Debug.WriteLine(broken.Message);
        }

        _isClosed = true;
        await FailAsync();
    }

    private void Answer(ReadOnlyMemory<byte> message)
    {
        using var document = JsonDocument.Parse(message);
        var root = document.RootElement;
        if (!root.TryGetProperty("id", out var id) || !_waiting.TryRemove(id.GetInt32(), out var waiting))
        {
            return;
        }

        if (root.TryGetProperty("result", out var result))
        {
            waiting.SetResult(result.Clone());
        }
        else
        {
            waiting.SetException(new BrowserClosedException(root.TryGetProperty("error", out var error) ? error.ToString() : "No answer.", 0));
        }
    }

    private async Task FailAsync()
    {
        await _process.WaitForExitAsync();
        var said = (await _errors).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault(string.Empty);
        var closed = new BrowserClosedException(said, _process.ExitCode);
        foreach (var id in _waiting.Keys)
        {
            if (_waiting.TryRemove(id, out var waiting))
            {
                waiting.TrySetException(closed);
            }
        }
    }
}
