using System.Text;
using System.Text.Json;

namespace StudyAnalysis.Notebooks.Kernel;

/// <summary>C# of files that cells import.</summary>
internal static class ImportedCells
{
    /// <summary>The cells of a file, in order.</summary>
    /// <exception cref="DirectiveException">The file is missing, cannot be read, or is of another kind.</exception>
    public static IEnumerable<string> Read(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DirectiveException(File.Exists(path) ? $"{path} cannot be read: {e.Message}" : $"There is no file {path}.");
        }

        return Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".CSX" or ".CS" => [text],
            ".DIB" => Dib(text),
            ".IPYNB" => Ipynb(text, path),
            var other => throw new DirectiveException($"{path} cannot be imported: it is {other}, not .csx, .cs, .dib or .ipynb."),
        };
    }

    private static List<string> Dib(string text)
    {
        // A cell begins where a language is named; what comes before the first is C#.
        var cells = new List<string>();
        var cell = new StringBuilder();
        foreach (var line in text.Split('\n'))
        {
            if (CellDirective.Read(line.Trim()) is { Kind: DirectiveKind.CSharp or DirectiveKind.OtherLanguage })
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }

            cell.Append(line).Append('\n');
        }

        cells.Add(cell.ToString());
        return [.. cells.Where(c => CellDirective.Read(c.Split('\n')[0].Trim()) is not { Kind: DirectiveKind.OtherLanguage } && !string.IsNullOrWhiteSpace(c))];
    }

    private static List<string> Ipynb(string text, string path)
    {
        try
        {
            using var notebook = JsonDocument.Parse(text);
            return
            [
                .. notebook.RootElement.GetProperty("cells").EnumerateArray()
                    .Where(c => c.GetProperty("cell_type").GetString() == "code")
                    .Select(c => c.GetProperty("source"))
                    .Select(s => s.ValueKind == JsonValueKind.Array ? string.Concat(s.EnumerateArray().Select(l => l.GetString())) : s.GetString()!),
            ];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new DirectiveException($"{path} is no notebook: {e.Message}");
        }
    }
}
