using System.Collections.Immutable;
using System.Text.Json;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import.Privacy;

/// <summary>Looks for direct identifiers in a notebook that goes into a report: in everything that its file holds, because the file goes along.</summary>
public static class NotebookScan
{
    // A number of 15 digits can be a social security number with its key; shorter ones are times in milliseconds as well.
    private const int DigitsWithKey = 15;

    /// <summary>What is found; one line for each part of each cell.</summary>
    /// <param name="file">File name of the notebook.</param>
    /// <param name="notebook">Text of the .ipynb file.</param>
    /// <param name="known">A text that outputs carry and that needs no look: the drawing library.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static ImmutableArray<NotebookIdentifier> Find(string file, string notebook, string known)
    {
        using var document = JsonDocument.Parse(notebook);
        var found = ImmutableArray.CreateBuilder<NotebookIdentifier>();
        Add(found, null, NotebookPart.FileName, TextScan.Find(Path.GetFileNameWithoutExtension(file)));
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            return found.ToImmutable();
        }

        foreach (var property in document.RootElement.EnumerateObject())
        {
            if (property is { Name: "cells", Value.ValueKind: JsonValueKind.Array })
            {
                foreach (var (i, cell) in property.Value.EnumerateArray().Index())
                {
                    Cell(found, i + 1, cell, known);
                }
            }
            else
            {
                Add(found, null, NotebookPart.Metadata, Find(property, known));
            }
        }

        return [.. found.Distinct()];
    }

    private static void Cell(ImmutableArray<NotebookIdentifier>.Builder found, int number, JsonElement cell, string known)
    {
        if (cell.ValueKind != JsonValueKind.Object)
        {
            Add(found, number, NotebookPart.Source, Find(string.Empty, cell, known));
            return;
        }

        foreach (var property in cell.EnumerateObject())
        {
            var part = property.Name switch
            {
                "source" => NotebookPart.Source,
                "outputs" => NotebookPart.Output,
                "attachments" => NotebookPart.Attachment,
                _ => NotebookPart.Metadata,
            };
            Add(found, number, part, Find(property, known));
        }
    }

    private static void Add(ImmutableArray<NotebookIdentifier>.Builder found, int? cell, NotebookPart part, LocalizedText? kind)
    {
        if (kind is not null)
        {
            found.Add(new NotebookIdentifier(cell, part, kind));
        }
    }

    private static LocalizedText? Find(JsonProperty property, string known) => TextScan.Find(property.Name) ?? Find(property.Name, property.Value, known);

    private static LocalizedText? Find(string name, JsonElement value, string known) => value.ValueKind switch
    {
        JsonValueKind.String => InText(name, value.GetString()!, known),
        JsonValueKind.Array when IsText(name) && IsLines(value) => InText(name, string.Concat(value.EnumerateArray().Select(l => l.GetString())), known),
        JsonValueKind.Array => First(value.EnumerateArray().Select(v => Find(name, v, known))),
        JsonValueKind.Object => First(value.EnumerateObject().Select(p => Find(p, known))),
        JsonValueKind.Number when value.GetRawText() is { Length: DigitsWithKey } digits => TextScan.Find(digits),
        _ => null,
    };

    private static bool IsText(string name) => name is "source" or "text" || name.Contains('/');

    // Notebooks keep a text as one string or as its lines.
    private static bool IsLines(JsonElement array) => array.GetArrayLength() > 0 && array.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String);

    private static LocalizedText? InText(string name, string text, string known) => name switch
    {
        "image/svg+xml" or "text/html" => TextScan.FindInHtml(text.Replace(known, string.Empty, StringComparison.Ordinal)),
        _ when IsPicture(name) => null,
        _ => TextScan.Find(text) ?? (text.Contains('&') ? TextScan.FindInHtml(text) : null),
    };

    private static bool IsPicture(string mediaType) =>
        mediaType.StartsWith("image/", StringComparison.Ordinal) || mediaType.StartsWith("audio/", StringComparison.Ordinal)
        || mediaType.StartsWith("video/", StringComparison.Ordinal) || mediaType is "application/pdf" or "application/octet-stream";

    private static LocalizedText? First(IEnumerable<LocalizedText?> found) => found.FirstOrDefault(f => f is not null);
}
