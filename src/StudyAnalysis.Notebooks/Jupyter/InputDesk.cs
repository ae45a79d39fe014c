using System.Text.Json.Nodes;
using StudyAnalysis.Notebooks.Kernel;

namespace StudyAnalysis.Notebooks.Jupyter;

/// <summary>Asks the front end for a line of text, one question at a time, and waits for the answer or for an interruption.</summary>
/// <param name="send">Sends a question under the request whose cell asks.</param>
internal sealed class InputDesk(Action<JupyterMessage, JsonObject> send)
{
    private readonly Lock _lock = new();
    private readonly Lock _oneQuestion = new();
    private TaskCompletionSource<string>? _asked;

    /// <summary>Asks and waits.</summary>
    /// <exception cref="InputNotAvailableException">The question was given up by an interruption.</exception>
    public string Ask(JupyterMessage request, string prompt, bool password)
    {
        lock (_oneQuestion)
        {
            var asked = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_lock)
            {
                _asked = asked;
            }

            send(request, new JsonObject { ["prompt"] = prompt, ["password"] = password });
            return asked.Task.GetAwaiter().GetResult();
        }
    }

    /// <summary>Takes an answer; one to no question is dropped.</summary>
    public void Answer(JupyterMessage reply) => Take()?.TrySetResult(Json.Text(reply.Content, "value") ?? string.Empty);

    /// <summary>Gives the open question up.</summary>
    public void GiveUp() => Take()?.TrySetException(new InputNotAvailableException("Interrupted while waiting for input."));

    private TaskCompletionSource<string>? Take()
    {
        lock (_lock)
        {
            var asked = _asked;
            _asked = null;
            return asked;
        }
    }
}
