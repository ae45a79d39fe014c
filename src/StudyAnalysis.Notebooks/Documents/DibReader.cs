using System.Text.Json.Nodes;

namespace StudyAnalysis.Notebooks.Documents;

/// <summary>Reads the .dib files of .NET Interactive: cells separated by lines such as #!csharp and #!markdown.</summary>
internal static class DibReader
{
    private static readonly Dictionary<string, CellKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["#!csharp"] = CellKind.Code,
        ["#!c#"] = CellKind.Code,
        ["#!markdown"] = CellKind.Markdown,
        ["#!md"] = CellKind.Markdown,
        ["#!raw"] = CellKind.Raw,
    };

    private static readonly HashSet<string> Foreign = new(StringComparer.OrdinalIgnoreCase)
    {
        "#!fsharp", "#!f#", "#!pwsh", "#!powershell", "#!javascript", "#!js", "#!html", "#!mermaid", "#!sql", "#!kql", "#!http", "#!python", "#!r", "#!value",
    };

    public static NotebookDocument Parse(string text, string path)
    {
        var cells = new List<NotebookCell>();
        var lines = new List<string>();
        CellKind? kind = CellKind.Code;
        var number = 0;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            var word = line.TrimEnd();
            if (Foreign.Contains(word))
            {
                throw NotebookReader.Unreadable(
                    path,
                    $"line {number} begins a cell in {word[2..]}; this program runs C#.",
                    $"la ligne {number} commence une cellule en {word[2..]} ; ce programme exécute du C#.",
                    "Take that cell out, or write it in C#.",
                    "Retirez cette cellule, ou écrivez-la en C#.");
            }

            // The notes under #!meta are about kernels of another host: nothing to keep.
            var isMeta = word.Equals("#!meta", StringComparison.OrdinalIgnoreCase);
            if (isMeta || Kinds.ContainsKey(word))
            {
                Add(cells, kind, lines);
                kind = isMeta ? null : Kinds[word];
            }
            else
            {
                lines.Add(line);
            }
        }

        Add(cells, kind, lines);
        return new NotebookDocument(CellIds.Complete(cells)) { Metadata = new JsonObject { ["kernelspec"] = NotebookLanguage.KernelSpec(), ["language_info"] = NotebookLanguage.Info() } };
    }

    private static void Add(List<NotebookCell> cells, CellKind? kind, List<string> lines)
    {
        var source = string.Join('\n', lines).Trim('\n');
        if (kind is { } known && source.Length > 0)
        {
            cells.Add(new NotebookCell(string.Empty, known, source));
        }

        lines.Clear();
    }
}
