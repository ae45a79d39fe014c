using System.Text.Json.Nodes;
using StudyAnalysis.Notebooks.Kernel;
using StudyAnalysis.Notebooks.Running;

namespace StudyAnalysis.Notebooks.Jupyter;

/// <summary>Runs the cells front ends send.</summary>
/// <param name="kernel">The session.</param>
/// <param name="history">Remembers them.</param>
/// <param name="broadcast">Broadcasts under a request's header: type, content, size.</param>
/// <param name="input">Asks the reader.</param>
/// <param name="clock">Times how long text is gathered.</param>
internal sealed class CellRequests(
    NotebookKernel kernel, CellHistory history, Action<JsonObject, string, JsonObject, int> broadcast, InputDesk input, TimeProvider clock)
{
    /// <summary>Number of the last cell that counted.</summary>
    public int ExecutionCount { get; private set; }

    /// <summary>Runs the cell of an execute_request.</summary>
    /// <returns>The content of execute_reply, and whether cells waiting behind it may run.</returns>
    public async Task<(JsonObject Reply, bool GoOn)> ExecuteAsync(JupyterMessage request)
    {
        var code = Json.Text(request.Content, "code") ?? string.Empty;
        var silent = Json.Flag(request.Content, "silent") ?? false;
        var remembered = !silent && (Json.Flag(request.Content, "store_history") ?? true);
        if (remembered && !string.IsNullOrWhiteSpace(code))
        {
            ExecutionCount++;
        }

        var number = Math.Max(1, ExecutionCount);
        var output = Output(request, silent);
        if (!silent)
        {
            broadcast(request.Header, "execute_input", new JsonObject { ["code"] = code, ["execution_count"] = number }, 0);
        }

        var outcome = await kernel.ExecuteAsync(code, output, FormattableString.Invariant($"cell {number}")).ConfigureAwait(false);
        if (!silent && outcome.Result is { } result)
        {
            output.Result(result, number);
        }

        if (!silent && outcome.Error is { } error)
        {
            output.Error(error);
        }

        output.Flush();
        if (remembered)
        {
            history.Add(number, code, outcome.Result?.Data.GetValueOrDefault(MimeBundle.PlainText));
        }

        var reply = outcome.Status == CellStatus.Ok
            ? await SuccessAsync(request, output).ConfigureAwait(false)
            : Failure(outcome.Error ?? new CellError(outcome.Status.ToString(), string.Empty, []));
        reply["execution_count"] = number;
        return (reply, outcome.Status == CellStatus.Ok || !(Json.Flag(request.Content, "stop_on_error") ?? true));
    }

    private JupyterCellOutput Output(JupyterMessage request, bool silent)
    {
        Func<string, bool, string>? ask = Json.Flag(request.Content, "allow_stdin") ?? false ? (prompt, password) => input.Ask(request, prompt, password) : null;
        return new JupyterCellOutput(silent ? (_, _, _) => { } : (type, content, size) => broadcast(request.Header, type, content, size), ask, clock);
    }

    private async Task<JsonObject> SuccessAsync(JupyterMessage request, JupyterCellOutput output)
    {
        var values = new JsonObject();
        if (request.Content["user_expressions"] is JsonObject expressions)
        {
            foreach (var (name, expression) in expressions)
            {
                var outcome = await kernel.ExecuteAsync(expression is JsonValue value && value.TryGetValue<string>(out var text) ? text : string.Empty, output).ConfigureAwait(false);
                values[name] = outcome switch
                {
                    { Result: { } result } => new JsonObject { ["status"] = "ok", ["data"] = OutputJson.Data(result), ["metadata"] = OutputJson.Metadata(result) },
                    { Error: { } error } => Failure(error),
                    _ => Failure(new CellError("NoValue", "The expression has no value.", [])),
                };
            }
        }

        return new JsonObject { ["status"] = "ok", ["payload"] = new JsonArray(), ["user_expressions"] = values };
    }

    private static JsonObject Failure(CellError error)
    {
        var json = OutputJson.Error(error);
        json.Remove("output_type");
        json["status"] = "error";
        return json;
    }
}
