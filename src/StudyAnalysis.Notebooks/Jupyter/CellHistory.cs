using System.IO.Enumeration;
using System.Text.Json.Nodes;

namespace StudyAnalysis.Notebooks.Jupyter;

/// <summary>The cells of this session that were to be remembered, in memory.</summary>
internal sealed class CellHistory
{
    private const int Session = 1;
    private readonly List<Entry> _entries = [];

    public void Add(int number, string code, string? output) => _entries.Add(new Entry(number, code, output));

    /// <summary>The content of history_reply.</summary>
    public JsonObject Reply(JsonObject request)
    {
        var found = Json.Text(request, "hist_access_type") switch
        {
            "range" => Range(request),
            "search" => Last(Search(request), Json.Number(request, "n")),
            _ => Last(_entries, Json.Number(request, "n")),
        };
        var withOutput = Json.Flag(request, "output") ?? false;
        return new JsonObject { ["status"] = "ok", ["history"] = new JsonArray([.. found.Select(e => (JsonNode)ToJson(e, withOutput))]) };
    }

    // Session 0 is the current one; earlier sessions are gone with their process. "stop" is exclusive.
    private IEnumerable<Entry> Range(JsonObject request)
    {
        var first = Json.Number(request, "start") ?? 0;
        var last = Json.Number(request, "stop") ?? int.MaxValue;
        return (Json.Number(request, "session") ?? 0) is 0 or Session ? _entries.Where(e => e.Number >= first && e.Number < last) : [];
    }

    private IEnumerable<Entry> Search(JsonObject request)
    {
        var pattern = Json.Text(request, "pattern") is { Length: > 0 } asked ? asked : "*";
        var found = _entries.Where(e => FileSystemName.MatchesSimpleExpression(pattern.Replace("\\", "\\\\", StringComparison.Ordinal), e.Code, ignoreCase: false));
        return Json.Flag(request, "unique") ?? false ? found.Reverse().DistinctBy(e => e.Code, StringComparer.Ordinal).Reverse() : found;
    }

    private static IEnumerable<Entry> Last(IEnumerable<Entry> entries, int? n) => n is { } count ? entries.TakeLast(Math.Max(0, count)) : entries;

    private static JsonArray ToJson(Entry entry, bool withOutput) =>
        [Session, entry.Number, withOutput ? new JsonArray(entry.Code, entry.Output) : entry.Code];

    private sealed record Entry(int Number, string Code, string? Output);
}
