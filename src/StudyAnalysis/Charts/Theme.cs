using System.Collections.Immutable;
using System.Globalization;
using Plotly.NET;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Charts;

/// <summary>The house style of figures: one set of colours, one font, quiet axes. Nothing here depends on data.</summary>
public static class Theme
{
    /// <summary>Font family; embedded in the report under this name.</summary>
    public const string FontFamily = "IBM Plex Sans";

    /// <summary>Width of the page's text column in pixels, the width figures are drawn for.</summary>
    public const int PageWidth = 720;

    /// <summary>Width figures beside a table are drawn for.</summary>
    internal const int HalfWidth = 400;

    /// <summary>Font size of titles in pixels.</summary>
    internal const int FontSize = 13;

    /// <summary>Font size of tick labels in pixels.</summary>
    internal const int TickSize = 12;

    /// <summary>Colour of text and of single-series marks.</summary>
    public const string Ink = "#1b2733";

    /// <summary>Colour of secondary text and of axis lines.</summary>
    public const string Muted = "#566573";

    /// <summary>Colour of grid lines.</summary>
    public const string Grid = "#e6eaee";

    /// <summary>Colour of reference lines.</summary>
    public const string Reference = "#9aa5b1";

    /// <summary>Colours of groups in their order: after Okabe and Ito, told apart with every common colour-vision deficiency,
    /// without its yellow, which is too pale for lines on white.</summary>
    public static ImmutableArray<string> Colors { get; } =
        ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000", "#7f7f7f"];

    /// <summary>Marker symbols of groups in their order, so that groups differ without colour too.</summary>
    public static ImmutableArray<string> Symbols { get; } =
        ["circle", "square", "diamond", "triangle-up", "triangle-down", "cross", "circle-open", "square-open"];

    /// <summary>Line styles of groups in their order.</summary>
    public static ImmutableArray<string> Dashes { get; } = ["solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "solid", "dash"];

    /// <summary>Colour of a group by its position.</summary>
    public static string Color(int group) => Colors[group % Colors.Length];

    /// <summary>A colour made transparent, for bands and for crowded points.</summary>
    /// <param name="color">Hexadecimal, #rrggbb.</param>
    /// <param name="opacity">0 to 1.</param>
    public static string Fade(string color, double opacity)
    {
        var channels = Enumerable.Range(0, 3).Select(i => int.Parse(color.AsSpan(1 + (2 * i), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        return string.Create(CultureInfo.InvariantCulture, $"rgba({string.Join(',', channels)},{opacity:0.##})");
    }

    /// <summary>Makes Plotly.NET's own constructors leave out its stock template, which costs 60 ms and 8.5 kB a chart.
    /// Called once by the host (console, notebook), because it is global state.</summary>
    public static void UseAsDefault() => Defaults.DefaultTemplate = new Template();

    /// <summary>Decimal and thousands separators in Plotly's notation.</summary>
    internal static string Separators(Language language) => language.Pick(".\u00A0", ",\u00A0");

    internal static DynamicObj.DynamicObj Font(int size = FontSize, string color = Ink) =>
        Node.Of(("family", $"{FontFamily}, sans-serif"), ("size", size), ("color", color));
}
