using System.Text.Json.Nodes;
using System.Threading.Channels;
using StudyAnalysis.Notebooks.Kernel;

namespace StudyAnalysis.Notebooks.Jupyter;

/// <summary>Serves one kernel to Jupyter front ends: receives requests, runs those of the shell channel one after the other, answers.</summary>
/// <remarks>Messaging in Jupyter, protocol 5.3: https://jupyter-client.readthedocs.io/en/stable/messaging.html.</remarks>
internal sealed class JupyterServer : IDisposable
{
    private static readonly TimeSpan AbortWindow = TimeSpan.FromMilliseconds(100);
    private readonly NotebookKernel _kernel;
    private readonly TimeProvider _clock;
    private readonly JupyterSockets _sockets;
    private readonly MessageFactory _messages;
    private readonly InputDesk _input;
    private readonly Channel<JupyterMessage> _shell = System.Threading.Channels.Channel.CreateUnbounded<JupyterMessage>();
    private readonly TaskCompletionSource _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CellRequests _cells;
    private readonly AssistanceRequests _assistance;
    private readonly Action<string> _log;

    /// <summary>Opens the sockets.</summary>
    /// <param name="connection">Where the front end expects the kernel.</param>
    /// <param name="kernel">The session.</param>
    /// <param name="clock">Dates messages.</param>
    /// <param name="version">Version of the program.</param>
    /// <param name="log">Told of messages that were dropped.</param>
    /// <exception cref="NetMQ.NetMQException">A port is taken.</exception>
    public JupyterServer(ConnectionFile connection, NotebookKernel kernel, TimeProvider clock, string version, Action<string> log)
    {
        _kernel = kernel;
        _clock = clock;
        _log = log;
        _messages = new MessageFactory(clock);
        _sockets = new JupyterSockets(connection, log);
        _input = new InputDesk((request, content) => _sockets.Send(Channel.Stdin, _messages.Reply(request, "input_request", content)));
        var history = new CellHistory();
        _cells = new CellRequests(kernel, history, Broadcast, _input, clock);
        _assistance = new AssistanceRequests(kernel, history, version);
    }

    /// <summary>Serves until it is asked to shut down.</summary>
    /// <param name="cancellation">Ends it.</param>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var registration = cancellation.Register(() => _stop.TrySetResult()).ConfigureAwait(false);
        _sockets.Start(Receive);
        Broadcast([], "status", State("starting"), 0);
        var working = Task.Run(WorkAsync, CancellationToken.None);
        await Task.WhenAny(_stop.Task, working).ConfigureAwait(false);
        _shell.Writer.TryComplete();
        Interrupt();

        // A cell that does not stop must not keep the process.
        await Task.WhenAny(working, Task.Delay(TimeSpan.FromSeconds(2), _clock, CancellationToken.None)).ConfigureAwait(false);
        await _sockets.FlushAsync().ConfigureAwait(false);
    }

    /// <summary>Stops the running cell; from any thread.</summary>
    public void Interrupt()
    {
        _kernel.Interrupt();
        _input.GiveUp();
    }

    /// <inheritdoc/>
    public void Dispose() => _sockets.Dispose();

    private static JsonObject State(string state) => new() { ["execution_state"] = state };

    private void Broadcast(JsonObject parentHeader, string type, JsonObject content, int size) =>
        _sockets.Send(Channel.IOPub, _messages.Broadcast(parentHeader, type, content), size);

    private void Receive(Channel channel, JupyterMessage message)
    {
        switch (channel)
        {
            case Channel.Stdin when message.Type == "input_reply":
                _input.Answer(message);
                break;
            case Channel.Control:
                Control(message);
                break;
            case Channel.Shell:
                _shell.Writer.TryWrite(message);
                break;
        }
    }

    // On the sockets' thread, and therefore at once: a request to interrupt must not wait for the cell it is to interrupt.
    private void Control(JupyterMessage request)
    {
        switch (request.Type)
        {
            case "interrupt_request":
                Busy(request);
                Interrupt();
                Reply(Channel.Control, request, "interrupt_reply", new JsonObject { ["status"] = "ok" });
                Idle(request);
                break;
            case "shutdown_request":
                Shutdown(Channel.Control, request);
                break;
            case "kernel_info_request":
                Busy(request);
                Reply(Channel.Control, request, "kernel_info_reply", _assistance.KernelInfo());
                Idle(request);
                break;
        }
    }

    private async Task WorkAsync()
    {
        await foreach (var request in _shell.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            if (_stop.Task.IsCompleted)
            {
                return;
            }

            if (request.Type == "shutdown_request")
            {
                Shutdown(Channel.Shell, request);
            }
            else
            {
                await AbortAsync(await ServeAsync(request).ConfigureAwait(false)).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Serves one request of the shell channel.</summary>
    /// <returns>How many requests waited behind a cell that failed: their cells are not to run.</returns>
    private async Task<int> ServeAsync(JupyterMessage request)
    {
        Busy(request);
        try
        {
            return await AnswerAsync(request).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A boundary: a fault of the program in one request must not leave the front end without an answer to this one and all later ones.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _log($"a fault in the program: {fault}");
            var type = request.Type.Replace("_request", "_reply", StringComparison.Ordinal);
            Reply(Channel.Shell, request, type, new JsonObject { ["status"] = "error", ["ename"] = fault.GetType().Name, ["evalue"] = fault.Message, ["traceback"] = new JsonArray() });
            return 0;
        }
        finally
        {
            Idle(request);
        }
    }

    private async Task<int> AnswerAsync(JupyterMessage request)
    {
        var aborted = 0;
        if (request.Type == "execute_request")
        {
            var (reply, goOn) = await _cells.ExecuteAsync(request).ConfigureAwait(false);
            if (!goOn)
            {
                // What a front end sent before it could know of the failure; it may still be on its way.
                await Task.Delay(AbortWindow, _clock).ConfigureAwait(false);
                aborted = _shell.Reader.Count;
            }

            Reply(Channel.Shell, request, "execute_reply", reply);
        }
        else if (request.Type == "comm_open" && Json.Text(request.Content, "comm_id") is { } comm)
        {
            // Nothing here answers to comms: the protocol's way to say so.
            Broadcast(request.Header, "comm_close", new JsonObject { ["comm_id"] = comm, ["data"] = new JsonObject() }, 0);
        }
        else if (await _assistance.AnswerAsync(request).ConfigureAwait(false) is var (type, content))
        {
            Reply(Channel.Shell, request, type, content);
        }

        return aborted;
    }

    /// <summary>After a failed cell: the cells a front end has already sent are answered without being run.</summary>
    private async Task AbortAsync(int waiting)
    {
        for (; waiting > 0 && _shell.Reader.TryRead(out var request); waiting--)
        {
            if (request.Type == "execute_request")
            {
                Busy(request);
                Reply(Channel.Shell, request, "execute_reply", new JsonObject { ["status"] = "aborted", ["execution_count"] = _cells.ExecutionCount });
                Idle(request);
            }
            else if (request.Type == "shutdown_request")
            {
                Shutdown(Channel.Shell, request);
            }
            else
            {
                await ServeAsync(request).ConfigureAwait(false);
            }
        }
    }

    private void Shutdown(Channel channel, JupyterMessage request)
    {
        Busy(request);
        var content = new JsonObject { ["status"] = "ok", ["restart"] = Json.Flag(request.Content, "restart") ?? false };
        Broadcast(request.Header, "shutdown_reply", (JsonObject)content.DeepClone(), 0);
        Reply(channel, request, "shutdown_reply", content);
        Idle(request);
        _stop.TrySetResult();
    }

    private void Busy(JupyterMessage request) => Broadcast(request.Header, "status", State("busy"), 0);

    private void Idle(JupyterMessage request) => Broadcast(request.Header, "status", State("idle"), 0);

    private void Reply(Channel channel, JupyterMessage request, string type, JsonObject content) => _sockets.Send(channel, _messages.Reply(request, type, content));
}
