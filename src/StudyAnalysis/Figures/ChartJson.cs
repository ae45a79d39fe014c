using System.Text.Json;
using System.Text.Json.Nodes;
using Plotly.NET;

namespace StudyAnalysis.Figures;

/// <summary>A figure as plotly.js JSON: the same chart gives the same text (Plotly.NET's own page writer uses fresh GUIDs).</summary>
public static class ChartJson
{
    private const int PixelsOfLetter = 7;

    private static readonly JsonSerializerOptions Options = new() { WriteIndented = false };

    /// <summary>The chart's traces and layout as JSON, safe inside a script element: "&lt;", "&gt;" and "&amp;" are escaped.</summary>
    /// <param name="figure">The figure; its height is set in the layout.</param>
    /// <param name="isSynthetic">Whether the figure must say SYNTHETIC.</param>
    public static string Write(Figure figure, bool isSynthetic)
    {
        var json = JsonNode.Parse(GenericChart.toFigureJson(figure.Chart))!.AsObject();
        var layout = json["layout"]?.AsObject() ?? [];
        layout["height"] = figure.HeightPixels;
        layout.Remove("width");
        BreakTitle(layout["yaxis"], figure.HeightPixels - 70);
        BreakTitle(layout["xaxis"], figure.IsNarrow ? Theme.PageWidth / 2 : Theme.PageWidth);
        if (isSynthetic)
        {
            Mark(layout);
        }

        var slim = new JsonObject { ["data"] = json["data"]?.DeepClone() ?? new JsonArray(), ["layout"] = layout.DeepClone() };
        return slim.ToJsonString(Options);
    }

    /// <summary>A title longer than its axis would be cut off at the edge of the figure.</summary>
    private static void BreakTitle(JsonNode? axis, int pixels)
    {
        if (axis?["title"] is JsonObject title && title["text"]?.GetValue<string>() is { Length: > 0 } text)
        {
            title["text"] = ChartText.Break(text, Math.Max(16, pixels / PixelsOfLetter));
        }
    }

    private static void Mark(JsonObject layout)
    {
        var annotations = layout["annotations"] as JsonArray ?? [];
        annotations.Add(new JsonObject
        {
            ["text"] = "SYNTHETIC",
            ["xref"] = "paper",
            ["yref"] = "paper",
            ["x"] = 1,
            ["y"] = 1,
            ["xanchor"] = "right",
            ["yanchor"] = "bottom",
            ["showarrow"] = false,
            ["yshift"] = 3,
            ["font"] = new JsonObject { ["family"] = Theme.FontFamily + ", sans-serif", ["size"] = 11, ["color"] = "#8a5a00" },
        });
        if (annotations.Parent is null)
        {
            layout["annotations"] = annotations;
        }
    }
}
