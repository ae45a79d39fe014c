using System.Globalization;
using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using StudyAnalysis.Notebooks.Documents;
using StudyAnalysis.Notebooks.Formatting;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Notebooks.Export;

/// <summary>A notebook with its outputs as one page that needs nothing beside it: no network, no other file.</summary>
/// <remarks>HTML outputs stand in the page as they are, as with nbconvert; all other text is escaped. The page's content security policy lets only the scripts run that
/// draw this program's figures, and lets nothing be loaded or sent.</remarks>
public static class HtmlExport
{
    private const string Mark = "<meta name=\"generator\" content=\"study notebook run\">";

    /// <summary>The page; the same notebook gives the same bytes.</summary>
    /// <param name="document">The notebook.</param>
    /// <param name="name">Its name, the title of the page where it has no heading.</param>
    /// <param name="language">Language of the page's own words.</param>
    /// <param name="folder">Folder of the notebook, for pictures beside it; null for none.</param>
    public static byte[] ToBytes(NotebookDocument document, string name, Language language, string? folder)
    {
        var title = document.Cells.Where(c => c.Kind == CellKind.Markdown).Select(c => MarkdownHtml.Title(c.Source)).FirstOrDefault(t => t is not null) ?? name;
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"").Append(language.Code()).Append("\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append(Mark).Append("\n<meta http-equiv=\"Content-Security-Policy\" content=\"").Append(Policy(document)).Append("\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>").Append(WebUtility.HtmlEncode(title)).Append("</title>\n<style>\n").Append(Style()).Append("</style>\n</head>\n<body>\n<main>\n");
        AppendFailure(html, document, language);
        var markdown = new MarkdownHtml(folder);
        foreach (var cell in document.Cells)
        {
            Append(html, cell, markdown, language);
        }

        html.Append("</main>\n</body>\n</html>\n");
        return Encoding.UTF8.GetBytes(html.ToString());
    }

    /// <summary>Whether a file is such a page.</summary>
    public static bool IsPage(string path)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        var start = new char[1024];
        return new string(start, 0, reader.ReadBlock(start)).Contains(Mark, StringComparison.Ordinal);
    }

    // plotly.js writes style rules and style attributes while it draws, and outputs carry their own; pictures are in the page.
    private static string Policy(NotebookDocument document)
    {
        var scripts = document.Cells.SelectMany(c => c.Outputs).Select(o => MultilineText.Join((o["data"] as JsonObject)?["text/html"])).OfType<string>()
            .SelectMany(ChartPage.OwnScripts).Distinct(StringComparer.Ordinal).Select(HashSource).ToArray();
        return $"default-src 'none'; script-src {(scripts.Length > 0 ? string.Join(' ', scripts) : "'none'")}; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'";
    }

    private static string HashSource(string script) => "'sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script))) + "'";

    private static void AppendFailure(StringBuilder html, NotebookDocument document, Language language)
    {
        var failed = document.Cells.Index().FirstOrDefault(c => !c.Item.HasTag(NotebookCell.RaisesExceptionTag) && c.Item.Outputs.Any(o => Text(o, "output_type") == "error"));
        if (failed.Item is { } cell)
        {
            var place = (failed.Index + 1).ToString(CultureInfo.InvariantCulture);
            html.Append("<p class=\"failed\" role=\"status\">").Append(language.Pick(
                $"This run ended in <a href=\"#cell-{cell.Id}\">cell {place}</a>; the cells after it did not run.",
                $"Cette exécution s’est arrêtée à la <a href=\"#cell-{cell.Id}\">cellule {place}</a> ; les suivantes n’ont pas été exécutées.")).Append("</p>\n");
        }
    }

    private static void Append(StringBuilder html, NotebookCell cell, MarkdownHtml markdown, Language language)
    {
        switch (cell.Kind)
        {
            case CellKind.Markdown:
                html.Append("<section class=\"text\">\n").Append(markdown.Of(cell)).Append("</section>\n");
                break;
            case CellKind.Raw:
                html.Append("<pre class=\"raw\">").Append(WebUtility.HtmlEncode(cell.Source)).Append("</pre>\n");
                break;
            case CellKind.Code when cell.Source.Length > 0 || cell.Outputs.Length > 0:
                AppendCode(html, cell, markdown, language);
                break;
        }
    }

    private static void AppendCode(StringBuilder html, NotebookCell cell, MarkdownHtml markdown, Language language)
    {
        var number = cell.ExecutionCount?.ToString(CultureInfo.InvariantCulture);
        var label = number is null ? language.Pick("Code, not run", "Code, non exécuté") : language.Pick($"Code {number}", $"Code {number}");
        html.Append("<section class=\"code\" id=\"cell-").Append(cell.Id).Append("\" aria-label=\"").Append(label).Append("\">\n<div class=\"in\"><span class=\"number\" aria-hidden=\"true\">")
            .Append(number ?? "–").Append("</span><pre tabindex=\"0\"><code>").Append(CodeHtml.Of(cell.Source)).Append("</code></pre></div>\n");
        foreach (var output in cell.Outputs)
        {
            html.Append("<div class=\"out\">").Append(Output(output, cell, markdown)).Append("</div>\n");
        }

        html.Append("</section>\n");
    }

    private static string Output(JsonObject output, NotebookCell cell, MarkdownHtml markdown) => Text(output, "output_type") switch
    {
        "stream" => $"<pre class=\"{(Text(output, "name") == "stderr" ? "stderr" : "stdout")}\">{AnsiText.ToHtml(MultilineText.Join(output["text"]) ?? string.Empty)}</pre>",
        "error" => $"<pre class=\"error\">{AnsiText.ToHtml(Traceback(output))}</pre>",
        _ => output["data"] is JsonObject data ? Rich(data, cell, markdown) : string.Empty,
    };

    private static string Traceback(JsonObject output) =>
        output["traceback"] is JsonArray { Count: > 0 } lines ? string.Join('\n', lines.Select(l => l?.ToString())) : $"{Text(output, "ename")}: {Text(output, "evalue")}";

    /// <summary>The richest form that a page without scripts of its own can show.</summary>
    private static string Rich(JsonObject data, NotebookCell cell, MarkdownHtml markdown)
    {
        string? Form(string mediaType) => MultilineText.Join(data[mediaType]);
        if (Form("text/html") is { } html)
        {
            return html;
        }

        // As pictures, so that a script in the SVG does not run.
        if (Form("image/svg+xml") is { } svg)
        {
            return Picture("image/svg+xml", Convert.ToBase64String(Encoding.UTF8.GetBytes(svg)), Form("text/plain"));
        }

        foreach (var type in new[] { "image/png", "image/jpeg", "image/gif" })
        {
            if (Form(type) is { } base64)
            {
                return Picture(type, base64.ReplaceLineEndings(string.Empty), Form("text/plain"));
            }
        }

        return Form("text/markdown") is { } text
            ? markdown.Of(cell with { Source = text })
            : $"<pre>{AnsiText.ToHtml(Form("text/plain") ?? data["application/json"]?.ToJsonString() ?? string.Empty)}</pre>";
    }

    private static string Picture(string type, string base64, string? text) => $"<img src=\"data:{type};base64,{WebUtility.HtmlEncode(base64)}\" alt=\"{WebUtility.HtmlEncode(text ?? string.Empty)}\">";

    private static string? Text(JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string Style()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("StudyAnalysis.Notebooks.Export.Assets.notebook.css")!, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
