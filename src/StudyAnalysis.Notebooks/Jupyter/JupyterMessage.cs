using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace StudyAnalysis.Notebooks.Jupyter;

/// <summary>A message of the Jupyter protocol.</summary>
/// <param name="Identities">Routing frames: who sent it, or who shall have it; for broadcasts its topic.</param>
/// <param name="Header">Its header.</param>
/// <param name="Parent">Header of the request it belongs to; empty for none.</param>
/// <param name="Content">Its content.</param>
internal sealed record JupyterMessage(ImmutableArray<byte[]> Identities, JsonObject Header, JsonObject Parent, JsonObject Content)
{
    /// <summary>Version of the protocol.</summary>
    public const string ProtocolVersion = "5.3";

    public string Type => Json.Text(Header, "msg_type") ?? string.Empty;
}

/// <summary>Makes the messages of one kernel process: numbers and dates them.</summary>
/// <param name="clock">Dates the messages.</param>
internal sealed class MessageFactory(TimeProvider clock)
{
    private readonly string _session = FormattableString.Invariant($"study-{Environment.ProcessId:x}-{clock.GetUtcNow().UtcTicks:x}");
    private long _count;

    /// <summary>An answer to a request, for the one who asked.</summary>
    public JupyterMessage Reply(JupyterMessage request, string type, JsonObject content) => new(request.Identities, Header(type, request.Header), Copy(request.Header), content);

    /// <summary>A broadcast that belongs to a request; to none when the header is empty.</summary>
    public JupyterMessage Broadcast(JsonObject parentHeader, string type, JsonObject content) =>
        new([System.Text.Encoding.UTF8.GetBytes("kernel." + type)], Header(type, parentHeader), Copy(parentHeader), content);

    private JsonObject Header(string type, JsonObject parent) => new()
    {
        ["msg_id"] = FormattableString.Invariant($"{_session}_{Interlocked.Increment(ref _count)}"),
        ["session"] = _session,
        ["username"] = Json.Text(parent, "username") ?? "kernel",
        ["date"] = clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture),
        ["msg_type"] = type,
        ["version"] = JupyterMessage.ProtocolVersion,
    };

    private static JsonObject Copy(JsonObject json) => (JsonObject)json.DeepClone();
}
