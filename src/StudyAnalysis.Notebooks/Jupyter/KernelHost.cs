using NetMQ;
using StudyAnalysis.Notebooks.Kernel;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Notebooks.Jupyter;

/// <summary>A process that is a Jupyter kernel: from its connection file to its end.</summary>
public sealed class KernelHost : IDisposable
{
    private readonly NotebookKernel _kernel;
    private readonly JupyterServer _server;
    private readonly TimeProvider _clock;

    private KernelHost(NotebookKernel kernel, JupyterServer server, TimeProvider clock)
    {
        _kernel = kernel;
        _server = server;
        _clock = clock;
    }

    /// <summary>Opens the kernel.</summary>
    /// <param name="connectionFile">The file a front end wrote.</param>
    /// <param name="clock">Dates messages.</param>
    /// <param name="version">Version of the program.</param>
    /// <param name="log">Told of messages that were dropped.</param>
    /// <exception cref="KernelHostException">The file cannot be used, or a port is taken.</exception>
    public static KernelHost Open(string connectionFile, TimeProvider clock, string version, Action<string> log)
    {
        var kernel = new NotebookKernel(new KernelOptions { Clock = clock, WorkingFolder = Environment.CurrentDirectory, WarmAssistance = true });
        try
        {
            return new KernelHost(kernel, new JupyterServer(ConnectionFile.Read(connectionFile), kernel, clock, version, log), clock);
        }
        catch (ConnectionFileException error)
        {
            kernel.Dispose();
            throw new KernelHostException(error.What, error);
        }
        catch (NetMQException error)
        {
            kernel.Dispose();
            throw new KernelHostException(
                LocalizedText.Of($"a port of {connectionFile} cannot be opened: {error.Message}", $"un port de {connectionFile} ne peut pas être ouvert : {error.Message}"), error);
        }
    }

    /// <summary>Serves until a front end asks for the end, or the front end itself has ended.</summary>
    /// <param name="parent">Value of JPY_PARENT_PID; null without a parent.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task RunAsync(string? parent, CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var orphaned = ParentWatch.WaitAsync(parent, _clock, ended.Token);
        var serving = _server.RunAsync(ended.Token);
        await Task.WhenAny(orphaned, serving).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        await serving.ConfigureAwait(false);
    }

    /// <summary>Stops the running cell; from any thread.</summary>
    public void Interrupt() => _server.Interrupt();

    /// <inheritdoc/>
    public void Dispose()
    {
        _server.Dispose();
        _kernel.Dispose();
    }
}

/// <summary>A kernel that cannot be opened.</summary>
public sealed class KernelHostException : Exception
{
    /// <summary>For serializers only.</summary>
    public KernelHostException()
        : this(string.Empty)
    {
    }

    /// <summary>With a message.</summary>
    public KernelHostException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public KernelHostException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>What happened.</summary>
    public KernelHostException(LocalizedText what, Exception inner)
        : base(what.In(Language.English), inner) => What = what;

    /// <summary>What happened.</summary>
    public LocalizedText What { get; } = LocalizedText.Empty;
}
