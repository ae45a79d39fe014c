using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Plotly.NET;
using StudyAnalysis.Charts;
using StudyAnalysis.Html;
using StudyAnalysis.Notebooks.Kernel;

namespace StudyAnalysis.Notebooks.Formatting;

/// <summary>Charts in notebooks: the first output with a chart carries plotly.js, later ones reuse it, and nothing needs the network.</summary>
/// <remarks>A cell that carried the library carries it again when it runs again, because its earlier output is then gone from the notebook.</remarks>
internal sealed partial class ChartPage
{
    private const string DefaultSize = "600";

    private string? _carrier;
    private string _cell = string.Empty;
    private bool _carried;

    /// <summary>Tells which cell runs now.</summary>
    public void BeginCell(string code)
    {
        _cell = code;
        _carried = false;
    }

    /// <summary>A chart of the reader's own.</summary>
    public MimeBundle Bundle(GenericChart chart)
    {
        var json = Safe(Dressed(GenericChart.toFigureJson(chart)));
        var id = "chart-" + Hash(json);
        var box = $"<figure><div class=\"plot\" role=\"img\" aria-label=\"chart\" style=\"min-height:380px\"></div><script type=\"application/json\" data-figure=\"{id}\">{json}</script></figure>";
        return MimeBundle.HtmlWithText(Wrap(box), $"[chart: {Kinds(chart)}]");
    }

    // Plotly.NET gives every chart a fixed size of its own; without one it fills the width there is. What the reader set otherwise stays.
    private static string Dressed(string json)
    {
        var figure = JsonNode.Parse(json)!.AsObject();
        var layout = figure["layout"] as JsonObject ?? [];
        figure["layout"] ??= layout;
        if (layout["width"]?.ToJsonString() == DefaultSize && layout["height"]?.ToJsonString() == DefaultSize)
        {
            layout.Remove("width");
            layout.Remove("height");
        }

        layout["font"] ??= new JsonObject { ["family"] = Theme.FontFamily + ", sans-serif", ["color"] = Theme.Ink };
        layout["colorway"] ??= new JsonArray([.. Theme.Colors.Select(c => (JsonNode)c)]);
        layout["margin"] ??= new JsonObject { ["t"] = 40, ["r"] = 20 };
        return figure.ToJsonString();
    }

    /// <summary>HTML with figures in it (boxes followed by their JSON), made to draw itself.</summary>
    public string Wrap(string html)
    {
        if (!html.Contains("data-figure=", StringComparison.Ordinal))
        {
            return NotebookPage.Wrap(html);
        }

        var waiting = "<p class=\"waiting\">The figure is drawn by a script in the first figure of this notebook. If it does not appear, trust the notebook and run that cell again.</p>";
        var filled = html.Replace("px\"></div>", $"px\">{waiting}</div>", StringComparison.Ordinal);
        var id = "study-" + Hash(html);
        var page = NotebookPage.Wrap(filled).Replace("<div class=\"study-out\">", $"<div class=\"study-out\" id=\"{id}\">", StringComparison.Ordinal);
        return page + Library() + $"<script>{Draw.Replace("$ID", id, StringComparison.Ordinal)}</script>";
    }

    private string Library()
    {
        _carrier ??= _cell;
        if (_carrier != _cell || _carried)
        {
            return string.Empty;
        }

        _carried = true;
        return $"<script>{LibraryText}</script>\n";
    }

    private static string LibraryText => LibraryStart + HtmlFragment.Plotly + LibraryEnd;

    /// <summary>The scripts of an output that this program wrote: the library, and what draws its figures.</summary>
    public static IEnumerable<string> OwnScripts(string html)
    {
        const string Open = "<script>";
        for (var start = html.IndexOf(Open, StringComparison.Ordinal); start >= 0; start = html.IndexOf(Open, start, StringComparison.Ordinal))
        {
            start += Open.Length;
            var end = html.IndexOf("</script>", start, StringComparison.Ordinal);
            var text = end < 0 ? html[start..] : html[start..end];
            if (text == LibraryText || IsDrawing(text))
            {
                yield return text;
            }
        }
    }

    private static bool IsDrawing(string script) => OutputId().Match(script) is { Success: true, Value: var id } && script == Draw.Replace("$ID", id, StringComparison.Ordinal);

    [GeneratedRegex("study-[0-9a-f]{10}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OutputId();

    // The library would register itself with a module loader where the page has one, or replace the page's own copy; it must do neither.
    private const string LibraryStart = "if(!window.StudyPlotly){var studyOldPlotly=window.Plotly;(function(define,module,exports){\n";
    private const string LibraryEnd =
        "\n}).call(window);window.StudyPlotly=window.Plotly;if(studyOldPlotly)window.Plotly=studyOldPlotly;(window.StudyPlotlyWaiting||[]).forEach(function(f){f()});window.StudyPlotlyWaiting=[]}";

    private static readonly string Draw =
        """
        (function(){
        var me=document.currentScript,root=document.getElementById("$ID");
        for(var e=me&&me.previousElementSibling;e;e=e.previousElementSibling)if(e.id==="$ID"){root=e;break}
        function draw(){root.querySelectorAll("script[data-figure]").forEach(function(s){
        var box=s.previousElementSibling,f=JSON.parse(s.textContent);box.textContent="";
        window.StudyPlotly.newPlot(box,f.data,f.layout,{displayModeBar:false,responsive:true})})}
        if(window.StudyPlotly)draw();else(window.StudyPlotlyWaiting=window.StudyPlotlyWaiting||[]).push(draw)
        }())
        """.ReplaceLineEndings("\n");

    private static string Kinds(GenericChart chart) => string.Join(", ", GenericChart.getTraces(chart).Select(t => t.type).Distinct(StringComparer.Ordinal));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..10];

    // Nothing in a JSON text may end the script element around it.
    private static string Safe(string json) => json
        .Replace("<", "\\u003c", StringComparison.Ordinal).Replace(">", "\\u003e", StringComparison.Ordinal).Replace("&", "\\u0026", StringComparison.Ordinal);
}
