using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StudyAnalysis.Charts;
using StudyAnalysis.Html;
using StudyAnalysis.Notebooks.Documents;
using StudyAnalysis.Notebooks.Kernel;
using StudyAnalysis.Pdf;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Notebooks.Formatting;

/// <summary>Adds image/svg+xml to the charts of an executed notebook, for viewers that run no scripts. One start of a browser draws them all; without a
/// browser the notebook stays as it is.</summary>
public static partial class StaticFigures
{
    private const int DefaultHeight = 380;

    // The PDF beside the pictures is thrown away; its date only has to be one.
    private static readonly DateOnly AnyDate = new(2000, 1, 1);

    /// <summary>Adds the pictures to the outputs of a notebook.</summary>
    /// <param name="document">An executed notebook; its outputs are changed.</param>
    /// <param name="options">Which browser, and how long it may take.</param>
    /// <param name="cancellation">Stops the browser.</param>
    /// <returns>Charts drawn, and charts there are: fewer were drawn where there is no browser, or it failed.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<(int Drawn, int Charts)> AddAsync(NotebookDocument document, PdfOptions options, CancellationToken cancellation)
    {
        var charts = Charts(document).ToArray();
        if (charts.Length == 0)
        {
            return (0, 0);
        }

        var figures = charts.Select((c, i) => new Figure(Id(i), string.Empty, string.Empty, ChartReader.Read(c.Json), c.Height)).ToImmutableArray();
        var printed = await PdfPrinter.PrintAsync(FigurePage.Render(figures, Language.English), AnyDate, options, cancellation).ConfigureAwait(false);
        var svgs = printed.Figures.ToDictionary(f => f.Id, f => f.Svg, StringComparer.Ordinal);
        foreach (var output in charts.Select((c, i) => (c.Data, Svg: svgs.GetValueOrDefault(Id(i)), c.Height)).Where(c => c.Svg is not null).GroupBy(c => c.Data))
        {
            output.Key[MimeBundle.Svg] = Stack([.. output.Select(c => (c.Svg!, c.Height))]);
        }

        return (svgs.Count, charts.Length);
    }

    private static string Id(int index) => string.Create(CultureInfo.InvariantCulture, $"fig-{index + 1}");

    private static IEnumerable<(JsonObject Data, string Json, int Height)> Charts(NotebookDocument document) =>
        from cell in document.Cells
        from output in cell.Outputs
        let data = output["data"] as JsonObject
        where data is not null
        from match in Chart().Matches(Text(data[MimeBundle.Html]))
        select (data, WebUtility.HtmlDecode(match.Groups["json"].Value), Height(match.Groups["height"].Value));

    private static int Height(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var height) ? Math.Clamp(height, 100, 4000) : DefaultHeight;

    private static string Text(JsonNode? node) => node is JsonArray lines
        ? string.Concat(lines.Select(l => l?.GetValue<string>()))
        : (node as JsonValue)?.GetValue<string>() ?? string.Empty;

    // An output is one picture: several figures stand under one another in it.
    private static string Stack(ImmutableArray<(string Svg, int Height)> figures)
    {
        if (figures is [var (only, _)])
        {
            return only;
        }

        var (top, inner) = (0, new List<string>());
        foreach (var (svg, height) in figures)
        {
            inner.Add(string.Create(CultureInfo.InvariantCulture, $"<g transform=\"translate(0 {top})\">{svg}</g>"));
            top += height;
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Theme.PageWidth}\" height=\"{top}\" viewBox=\"0 0 {Theme.PageWidth} {top}\">{string.Concat(inner)}</svg>");
    }

    [GeneratedRegex("style=\"(?:min-)?height:(?<height>[0-9]+)px(?:;min-width:[0-9]+px)?\">(?:<p class=\"waiting\">[^<]*</p>)?</div>(?:</div>)?\\s*<script type=\"application/json\" data-figure=\"[^\"]*\">(?<json>[^<]*)</script>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Chart();
}
