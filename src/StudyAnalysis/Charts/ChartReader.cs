using System.Text.Json;
using System.Text.Json.Nodes;
using Plotly.NET;

namespace StudyAnalysis.Charts;

/// <summary>Charts from plotly.js JSON that somebody else may have written: plain values only, no size, template, pictures or links.</summary>
public static class ChartReader
{
    private static readonly JsonDocumentOptions Limits = new() { MaxDepth = 40 };

    /// <summary>A chart from an object with data and layout.</summary>
    /// <param name="json">The object, for example as <see cref="ChartJson.Write"/> makes it.</param>
    /// <exception cref="FormatException">It is no such object.</exception>
    public static GenericChart Read(string json)
    {
        try
        {
            var figure = JsonNode.Parse(json, documentOptions: Limits)!.AsObject();
            var traces = figure["data"]!.AsArray().Select(t => Fill(new Trace(t!["type"]!.GetValue<string>()), t.AsObject(), "type"));
            return Node.Chart([.. traces], Fill(new Layout(), figure["layout"]?.AsObject() ?? [], "width", "height", "template", "images"));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new FormatException($"This is no chart: {e.Message}", e);
        }
    }

    /// <summary>A chart of any origin as it would come back from its JSON.</summary>
    internal static GenericChart Plain(GenericChart chart) => Read(GenericChart.toFigureJson(chart));

    private static T Fill<T>(T target, JsonObject source, params ReadOnlySpan<string> without)
        where T : DynamicObj.DynamicObj
    {
        foreach (var (name, value) in source)
        {
            if (!without.Contains(name) && value is not null)
            {
                target.SetProperty(name, Value(value)!);
            }
        }

        return target;
    }

    private static object? Value(JsonNode? node) => node switch
    {
        null => null,
        JsonObject inner => Fill(new DynamicObj.DynamicObj(), inner),
        JsonArray list => list.Select(Value).ToArray(),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => value.GetValue<double>(),
        JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => value.GetValue<bool>(),
        _ => WithoutLinks(node.GetValue<string>()),
    };

    // plotly.js turns a few tags in texts into links; a report links to nothing outside.
    private static string WithoutLinks(string text) =>
        text.Contains("<a", StringComparison.OrdinalIgnoreCase) ? text.Replace("<", "&lt;", StringComparison.Ordinal) : text;
}
