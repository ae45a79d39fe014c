using System.Text.Json.Nodes;
using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using StudyAnalysis.Notebooks.Documents;

namespace StudyAnalysis.Notebooks.Export;

/// <summary>Markdown of a cell as HTML. Tags in it are shown, not obeyed; pictures attached to the cell or lying beside the notebook are put into the page.</summary>
/// <param name="folder">Folder of the notebook; null for none.</param>
internal sealed class MarkdownHtml(string? folder)
{
    private const long LargestPicture = 20L << 20;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml().UsePipeTables().UseGridTables().UseEmphasisExtras().UseFootnotes().UseTaskLists().UseAutoLinks().UseMathematics().UseAutoIdentifiers().Build();

    private static readonly Dictionary<string, string> PictureTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = "image/png", [".jpg"] = "image/jpeg", [".jpeg"] = "image/jpeg", [".gif"] = "image/gif", [".webp"] = "image/webp", [".svg"] = "image/svg+xml",
    };

    public string Of(NotebookCell cell)
    {
        var document = Markdown.Parse(cell.Source, Pipeline);
        foreach (var link in document.Descendants<LinkInline>())
        {
            link.Url = Safe(link.IsImage ? Picture(link.Url, cell) : link.Url);
        }

        foreach (var link in document.Descendants<AutolinkInline>().Where(l => !l.IsEmail))
        {
            link.Url = Safe(link.Url) ?? "#";
        }

        using var writer = new StringWriter(System.Globalization.CultureInfo.InvariantCulture) { NewLine = "\n" };
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.Render(document);
        return writer.ToString();
    }

    /// <summary>Text of the first heading; null without one.</summary>
    public static string? Title(string markdown)
    {
        var line = markdown.Split('\n').FirstOrDefault(l => l.StartsWith("# ", StringComparison.Ordinal));
        return line is null ? null : Markdown.ToPlainText(line[2..], Pipeline).Trim();
    }

    private static string? Safe(string? url)
    {
        var scheme = url is not null && url.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && url.AsSpan(0, colon).IndexOfAny('/', '#', '?') < 0 ? url[..colon] : string.Empty;
        return scheme.ToUpperInvariant() is "" or "HTTP" or "HTTPS" or "MAILTO" || url!.StartsWith("data:image/", StringComparison.Ordinal) ? url : "#";
    }

    private string? Picture(string? url, NotebookCell cell)
    {
        if (url is null)
        {
            return null;
        }

        if (url.StartsWith("attachment:", StringComparison.Ordinal))
        {
            var attached = (cell.OtherFields["attachments"] as JsonObject)?[Uri.UnescapeDataString(url["attachment:".Length..])] as JsonObject;
            var (type, content) = attached?.FirstOrDefault() ?? default;
            return MultilineText.Join(content) is { } base64 && type.StartsWith("image/", StringComparison.Ordinal) ? $"data:{type};base64,{base64.ReplaceLineEndings(string.Empty)}" : "#";
        }

        if (folder is null || url.Contains(':', StringComparison.Ordinal) || !PictureTypes.TryGetValue(Path.GetExtension(url), out var mediaType))
        {
            return url;
        }

        var file = new FileInfo(Path.GetFullPath(Path.Combine(folder, Uri.UnescapeDataString(url))));
        return file.Exists && file.Length <= LargestPicture ? $"data:{mediaType};base64,{Convert.ToBase64String(File.ReadAllBytes(file.FullName))}" : url;
    }
}
