using System.Text.Json.Nodes;
using StudyAnalysis.Notebooks.Documents;
using StudyAnalysis.Notebooks.Kernel;
using StudyAnalysis.Notebooks.Running;

namespace StudyAnalysis.Notebooks.Jupyter;

/// <summary>Answers the requests of the shell channel that run nothing.</summary>
/// <param name="kernel">The session.</param>
/// <param name="history">Its cells so far.</param>
/// <param name="version">Version of the program.</param>
internal sealed class AssistanceRequests(NotebookKernel kernel, CellHistory history, string version)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Type and content of the answer; null for a message that has none.</summary>
    public async Task<(string Type, JsonObject Content)?> AnswerAsync(JupyterMessage request)
    {
        using var patience = new CancellationTokenSource(Patience);
        var content = request.Content;
        switch (request.Type)
        {
            case "kernel_info_request":
                return ("kernel_info_reply", KernelInfo());
            case "complete_request":
                return ("complete_reply", await CompleteAsync(content, patience.Token).ConfigureAwait(false));
            case "inspect_request":
                return ("inspect_reply", await InspectAsync(content, patience.Token).ConfigureAwait(false));
            case "is_complete_request":
                return ("is_complete_reply", IsComplete(Json.Text(content, "code") ?? string.Empty));
            case "history_request":
                return ("history_reply", history.Reply(content));
            case "comm_info_request":
                return ("comm_info_reply", new JsonObject { ["status"] = "ok", ["comms"] = new JsonObject() });
            default:
                return null;
        }
    }

    /// <summary>The content of kernel_info_reply.</summary>
    public JsonObject KernelInfo() => new()
    {
        ["status"] = "ok",
        ["protocol_version"] = JupyterMessage.ProtocolVersion,
        ["implementation"] = "study",
        ["implementation_version"] = version,
        ["language_info"] = NotebookLanguage.Info(),
        ["banner"] = $"study {version}: C# for small-cohort clinical studies",
        ["debugger"] = false,
        ["help_links"] = new JsonArray(new JsonObject { ["text"] = "C#", ["url"] = "https://learn.microsoft.com/dotnet/csharp/" }),
    };

    private async Task<JsonObject> CompleteAsync(JsonObject request, CancellationToken cancellation)
    {
        var (code, position) = Place(request);
        Completions found;
        try
        {
            found = await kernel.CompleteAsync(code, position, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            found = new Completions(position, position, []);
        }

        var start = TextOffset.ToCodePoints(code, found.Start);
        var end = TextOffset.ToCodePoints(code, found.End);
        return new JsonObject
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. found.Items.Select(i => (JsonNode)i.Text)]),
            ["cursor_start"] = start,
            ["cursor_end"] = end,
            ["metadata"] = new JsonObject
            {
                // The field front ends read for kinds and signatures, since IPython 6.
                ["_jupyter_types_experimental"] = new JsonArray([.. found.Items.Select(i => (JsonNode)new JsonObject
                {
                    ["text"] = i.Text,
                    ["type"] = i.Kind,
                    ["signature"] = i.Signature,
                    ["documentation"] = i.Documentation,
                    ["start"] = start,
                    ["end"] = end,
                })]),
            },
        };
    }

    private async Task<JsonObject> InspectAsync(JsonObject request, CancellationToken cancellation)
    {
        var (code, position) = Place(request);
        MimeBundle? found;
        try
        {
            found = await kernel.InspectAsync(code, position, (Json.Number(request, "detail_level") ?? 0) > 0, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            found = null;
        }

        return new JsonObject
        {
            ["status"] = "ok",
            ["found"] = found is not null,
            ["data"] = found is null ? new JsonObject() : OutputJson.Data(found),
            ["metadata"] = found is null ? new JsonObject() : OutputJson.Metadata(found),
        };
    }

    private JsonObject IsComplete(string code) => kernel.IsComplete(code) switch
    {
        Completeness.Complete => new JsonObject { ["status"] = "complete" },
        Completeness.Invalid => new JsonObject { ["status"] = "invalid" },
        _ => new JsonObject { ["status"] = "incomplete", ["indent"] = "    " },
    };

    private static (string Code, int Position) Place(JsonObject request)
    {
        var code = Json.Text(request, "code") ?? string.Empty;
        return (code, TextOffset.ToUtf16(code, Json.Number(request, "cursor_pos") ?? int.MaxValue));
    }
}
