using System.Buffers;
using System.Collections;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Plotly.NET;

namespace StudyAnalysis.Charts;

/// <summary>A figure as plotly.js JSON: the same chart gives the same text (Plotly.NET's own page writer uses fresh GUIDs).</summary>
/// <remarks>Written straight from Plotly.NET's objects: its own serialiser reflects over each of them, which cost more than all the rest of the page.</remarks>
public static class ChartJson
{
    private const int PixelsOfLetter = 7;

    // The default encoder escapes what could end a script element.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Default };

    /// <summary>The chart's traces and layout as JSON, safe inside a script element: "&lt;", "&gt;" and "&amp;" are escaped.</summary>
    /// <param name="figure">The figure; its height is set in the layout.</param>
    /// <param name="isSynthetic">Whether the figure must say SYNTHETIC.</param>
    public static string Write(Figure figure, bool isSynthetic)
    {
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WritePropertyName("data");
            Value(json, GenericChart.getTraces(figure.Chart));
            json.WritePropertyName("layout");
            Layout(json, GenericChart.getLayout(figure.Chart), figure, isSynthetic || figure.IsSynthetic);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Layout(Utf8JsonWriter json, Layout layout, Figure figure, bool isSynthetic)
    {
        json.WriteStartObject();
        IEnumerable annotations = Array.Empty<object>();
        DynamicObj.DynamicObj? margin = null;
        var axes = Axes(layout, figure);
        foreach (var (name, value) in Properties(layout))
        {
            switch (name)
            {
                case "width" or "height":
                    break;
                case "annotations":
                    annotations = (IEnumerable)value;
                    break;
                case "margin":
                    margin = value as DynamicObj.DynamicObj;
                    break;
                default:
                    json.WritePropertyName(name);
                    Value(json, axes.TryGetValue(name, out var axis) ? axis : value);
                    break;
            }
        }

        if (margin is not null)
        {
            json.WritePropertyName("margin");
            Value(json, ChartMargins.Fit(margin, axes));
        }

        json.WriteNumber("height", figure.HeightPixels);
        json.WritePropertyName("annotations");
        Value(json, isSynthetic ? annotations.Cast<object>().Append(SyntheticMark(TableTitle(layout))) : annotations);
        json.WriteEndObject();
    }

    /// <summary>The axes by name, with titles that fit them.</summary>
    internal static Dictionary<string, DynamicObj.DynamicObj> Axes(Layout layout, Figure figure)
    {
        var axes = new Dictionary<string, DynamicObj.DynamicObj>(StringComparer.Ordinal);
        foreach (var (name, value) in Properties(layout))
        {
            if (value is DynamicObj.DynamicObj axis && AxisPixels(name, figure) is { } pixels)
            {
                axes[name] = WithBrokenTitle(axis, pixels);
            }
        }

        return axes;
    }

    /// <summary>The title of the table under a curve, or null.</summary>
    internal static DynamicObj.DynamicObj? TableTitle(Layout layout) =>
        layout.Properties.GetValueOrDefault("yaxis2") is DynamicObj.DynamicObj table && table.Properties.GetValueOrDefault("domain") is double[] { Length: 2 } domain && domain[0] == 0
        && layout.Properties.GetValueOrDefault("annotations") is IEnumerable texts
            ? texts.OfType<DynamicObj.DynamicObj>().FirstOrDefault(t => t.Properties.GetValueOrDefault("y") is double y && y == domain[1])
            : null;

    /// <summary>Length of an axis on paper; null for what is no axis.</summary>
    private static int? AxisPixels(string name, Figure figure) => name switch
    {
        "xaxis" => figure.IsNarrow ? Theme.PageWidth / 2 : Theme.PageWidth,
        _ when name.StartsWith("yaxis", StringComparison.Ordinal) => figure.HeightPixels - 70,
        _ => null,
    };

    /// <summary>A title longer than its axis would be cut off at the edge of the figure.</summary>
    private static DynamicObj.DynamicObj WithBrokenTitle(DynamicObj.DynamicObj axis, int pixels)
    {
        if (axis.Properties.GetValueOrDefault("title") is not DynamicObj.DynamicObj title
            || title.Properties.GetValueOrDefault("text") is not string { Length: > 0 } text)
        {
            return axis;
        }

        return With(axis, "title", With(title, "text", ChartText.Break(text, Math.Max(16, pixels / PixelsOfLetter))));
    }

    private static DynamicObj.DynamicObj With(DynamicObj.DynamicObj node, string name, object value)
    {
        var copy = Node.Of();
        foreach (var property in node.Properties)
        {
            copy.SetProperty(property.Key, property.Key == name ? value : property.Value);
        }

        return copy;
    }

    /// <summary>At the upper right; under a curve with a table, whose legend may be long, on the line of the table's title.</summary>
    private static DynamicObj.DynamicObj SyntheticMark(DynamicObj.DynamicObj? tableTitle) => Node.Of(
        ("text", "SYNTHETIC"),
        ("xref", "paper"),
        ("yref", "paper"),
        ("x", 1),
        ("y", tableTitle?.Properties["y"] ?? 1),
        ("xanchor", "right"),
        ("yanchor", "bottom"),
        ("showarrow", false),
        ("yshift", tableTitle is null ? 3 : 0),
        ("font", Theme.Font(11, "#8a5a00")));

    private static IEnumerable<(string Name, object Value)> Properties(DynamicObj.DynamicObj node)
    {
        // A trace keeps its type as an ordinary property, all else is dynamic.
        if (node is Trace trace)
        {
            yield return ("type", trace.type);
        }

        foreach (var property in node.Properties)
        {
            yield return (property.Key, property.Value);
        }
    }

    private static void Value(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case DynamicObj.DynamicObj node:
                json.WriteStartObject();
                foreach (var (name, inner) in Properties(node))
                {
                    json.WritePropertyName(name);
                    Value(json, inner);
                }

                json.WriteEndObject();
                break;
            case IEnumerable items:
                json.WriteStartArray();
                foreach (var item in items)
                {
                    Value(json, item);
                }

                json.WriteEndArray();
                break;
            default:
                throw new ArgumentException($"A chart holds a {value.GetType().Name}, which this program does not write.", nameof(value));
        }
    }
}
