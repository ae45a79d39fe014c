using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace StudyAnalysis.Reports.Json;

/// <summary>JSON files as the program writes them: indented by two, line feeds, letters as they are.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Options =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Action<Utf8JsonWriter> content)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, Options))
        {
            content(json);
        }

        return Encoding.UTF8.GetString(memory.GetBuffer(), 0, (int)memory.Length) + "\n";
    }
}
