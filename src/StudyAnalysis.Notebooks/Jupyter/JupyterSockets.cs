using NetMQ;
using NetMQ.Sockets;

namespace StudyAnalysis.Notebooks.Jupyter;

/// <summary>A channel of the protocol.</summary>
internal enum Channel
{
    /// <summary>Requests that run one after the other.</summary>
    Shell,

    /// <summary>Requests that go past those waiting on the shell channel.</summary>
    Control,

    /// <summary>Questions to the reader.</summary>
    Stdin,

    /// <summary>Broadcasts to every front end.</summary>
    IOPub,
}

/// <summary>The five sockets. One thread owns four of them, another the heartbeat, which must go on while a large message is made; messages to send may come from any thread and leave in order.</summary>
internal sealed class JupyterSockets : IDisposable
{
    private const long PendingLimit = 64L << 20;
    private readonly RouterSocket _shell = new();
    private readonly RouterSocket _control = new();
    private readonly RouterSocket _stdin = new();
    private readonly PublisherSocket _ioPub = new();
    private readonly ResponseSocket _heartbeat = new();
    private readonly NetMQQueue<Action> _work = new();
    private readonly NetMQPoller _poller;
    private readonly NetMQPoller _pulse;
    private readonly MessageCodec _codec;
    private readonly Action<string> _log;
    private Action<Channel, JupyterMessage> _received = (_, _) => { };
    private long _pending;

    /// <summary>Opens the sockets.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="log">Told of messages that were dropped.</param>
    /// <exception cref="NetMQException">A port is taken.</exception>
    public JupyterSockets(ConnectionFile connection, Action<string> log)
    {
        _codec = new MessageCodec(connection.Key);
        _log = log;
        _poller = [_shell, _control, _stdin, _ioPub, _work];
        _pulse = [_heartbeat];
        try
        {
            Bind(connection);
        }
        catch (NetMQException)
        {
            Dispose();
            throw;
        }

        _shell.ReceiveReady += (_, _) => Receive(_shell, Channel.Shell);
        _control.ReceiveReady += (_, _) => Receive(_control, Channel.Control);
        _stdin.ReceiveReady += (_, _) => Receive(_stdin, Channel.Stdin);
        _heartbeat.ReceiveReady += (_, _) => _heartbeat.SendMultipartMessage(_heartbeat.ReceiveMultipartMessage());
        _work.ReceiveReady += (_, _) => Work();
    }

    /// <summary>Begins to receive and send.</summary>
    /// <param name="received">Told of each message that came with a right signature; on the sockets' thread, so it must not wait.</param>
    public void Start(Action<Channel, JupyterMessage> received)
    {
        _received = received;
        _poller.RunAsync("jupyter");
        _pulse.RunAsync("heartbeat");
    }

    /// <summary>Sends a message after those before it. Waits while a great deal is unsent, so that a cell that writes without end does not fill the memory.</summary>
    public void Send(Channel channel, JupyterMessage message, int size = 0)
    {
        while (size > 0 && Volatile.Read(ref _pending) > PendingLimit)
        {
            Thread.Sleep(1);
        }

        Interlocked.Add(ref _pending, size);
        _work.Enqueue(() =>
        {
            Interlocked.Add(ref _pending, -size);
            SendFrames(channel, message);
        });
    }

    /// <summary>Waits until what was handed over has been sent.</summary>
    public Task FlushAsync()
    {
        var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Enqueue(sent.SetResult);
        return sent.Task;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var poller in new[] { _poller, _pulse })
        {
            if (poller.IsRunning)
            {
                poller.Stop();
            }

            poller.Dispose();
        }

        foreach (var socket in new NetMQSocket[] { _shell, _control, _stdin, _ioPub, _heartbeat })
        {
            socket.Dispose();
        }

        _work.Dispose();
    }

    private void Bind(ConnectionFile connection)
    {
        foreach (var (socket, port) in new (NetMQSocket, int)[]
        {
            (_shell, connection.Ports.Shell), (_control, connection.Ports.Control), (_stdin, connection.Ports.Stdin),
            (_ioPub, connection.Ports.IOPub), (_heartbeat, connection.Ports.Heartbeat),
        })
        {
            // Broadcasts beyond a limit are dropped without a word: there must be none.
            socket.Options.SendHighWatermark = 0;
            socket.Options.Linger = TimeSpan.FromSeconds(2);
            socket.Bind(connection.Endpoint(port));
        }
    }

    private void Receive(RouterSocket socket, Channel channel)
    {
        var frames = new List<byte[]>();
        while (socket.TryReceiveMultipartBytes(ref frames!))
        {
            if (_codec.TryRead(frames, out var message, out var fault))
            {
                _received(channel, message);
            }
            else
            {
                _log($"dropped a message on {channel}: {fault}");
            }

            frames = [];
        }
    }

    private void Work()
    {
        while (_work.TryDequeue(out var action, TimeSpan.Zero))
        {
            action();
        }
    }

    private void SendFrames(Channel channel, JupyterMessage message)
    {
        NetMQSocket socket = channel switch { Channel.Shell => _shell, Channel.Control => _control, Channel.Stdin => _stdin, _ => _ioPub };
        socket.SendMultipartBytes(_codec.ToFrames(message));
    }
}
