using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Reports.Exploratory;

/// <summary>A section of a notebook in a report.</summary>
/// <param name="File">File name of the notebook.</param>
/// <param name="Sha256">Hash of the notebook.</param>
/// <param name="Section">The section.</param>
/// <param name="Code">Code cells of the notebook up to the section, in order: what reviewers read, without places of a computer.</param>
public sealed record IncludedSection(string File, string Sha256, ExploratorySection Section, ImmutableArray<string> Code)
{
    /// <summary>Its new analyses, run on the report's own data.</summary>
    public ImmutableArray<AnalysisResult> Results { get; init; } = [];

    /// <summary>The sections of an executed notebook, in the order of its cells; of one that was displayed twice the last.</summary>
    /// <param name="file">File name, for people.</param>
    /// <param name="notebook">Text of the .ipynb file.</param>
    /// <exception cref="UnreadableSectionException">It is no notebook, or holds no section; the message says what to do.</exception>
    public static ImmutableArray<IncludedSection> Read(string file, string notebook)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(notebook)));
        var sections = ImmutableArray.CreateBuilder<IncludedSection>();
        var code = new List<string>();
        foreach (var cell in Cells(notebook).Where(c => c["cell_type"]?.GetValue<string>() == "code"))
        {
            code.Add(LocalPaths.Shorten(Joined(cell["source"])));
            foreach (var json in cell["outputs"]?.AsArray().Select(o => o?["data"]?[ExploratorySection.MediaType]).OfType<JsonNode>() ?? [])
            {
                var section = SectionJson.Read(json is JsonObject ? json.ToJsonString() : Joined(json));
                sections.Add(new IncludedSection(file, hash, section, [.. code.Where(c => c.Trim().Length > 0)]));
            }
        }

        return sections.Count > 0
            ? [.. sections.GroupBy(s => s.Section.Title, StringComparer.Ordinal).Select(g => g.Last())]
            : throw UnreadableSectionException.Of(
                "The notebook holds no section: end a cell with the section, run the notebook, and save it with its outputs.",
                "Le notebook ne contient aucune section : terminez une cellule par la section, exécutez le notebook et enregistrez-le avec ses sorties.");
    }

    private static JsonObject[] Cells(string notebook)
    {
        try
        {
            return [.. JsonNode.Parse(notebook, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false })?["cells"]?.AsArray().OfType<JsonObject>() ?? throw UnreadableSectionException.Of(
                "The file is no notebook: it has no cells.", "Le fichier n’est pas un notebook : il n’a pas de cellules.")];
        }
        catch (JsonException e)
        {
            var line = (e.LineNumber ?? 0) + 1;
            throw UnreadableSectionException.Of(
                $"The file is no notebook: {JsonFault.Describe(Encoding.UTF8.GetBytes(notebook), e)}.",
                FormattableString.Invariant($"Le fichier n’est pas un notebook : son JSON n’est pas lisible (ligne {line})."),
                e);
        }
        catch (InvalidOperationException e)
        {
            throw UnreadableSectionException.Of("The file is no notebook: its cells are no list.", "Le fichier n’est pas un notebook : ses cellules ne forment pas une liste.", e);
        }
    }

    // Notebooks keep a text as one string or as its lines.
    private static string Joined(JsonNode? text) => text is JsonArray lines
        ? string.Concat(lines.Select(l => l?.GetValue<string>()))
        : text?.GetValue<string>() ?? string.Empty;
}
