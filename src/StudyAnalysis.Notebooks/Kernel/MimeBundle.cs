using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace StudyAnalysis.Notebooks.Kernel;

/// <summary>One output in several forms, by media type, as in the Jupyter protocol: text/plain is always among them.</summary>
/// <param name="Data">The forms by media type: text as it is, JSON types as their JSON text.</param>
/// <param name="Metadata">Notes for front ends, as a JSON object; empty for most outputs.</param>
public sealed record MimeBundle(ImmutableSortedDictionary<string, string> Data, JsonObject? Metadata = null)
{
    /// <summary>Media type of plain text.</summary>
    public const string PlainText = "text/plain";

    /// <summary>Media type of HTML.</summary>
    public const string Html = "text/html";

    /// <summary>Media type of SVG.</summary>
    public const string Svg = "image/svg+xml";

    /// <summary>Plain text alone.</summary>
    public static MimeBundle Text(string text) => new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add(PlainText, text));

    /// <summary>HTML with its reading as plain text.</summary>
    public static MimeBundle HtmlWithText(string html, string text) => Text(text).With(Html, html);

    /// <summary>The bundle with one form more.</summary>
    public MimeBundle With(string mediaType, string content) => this with { Data = Data.SetItem(mediaType, content) };
}
