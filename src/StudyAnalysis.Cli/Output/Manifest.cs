using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using StudyAnalysis.Reports;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli.Output;

/// <summary>manifest.json: the files that a run wrote into a folder. Only these may the next run replace. It holds no clock: the same files, the same bytes.</summary>
/// <param name="ProgramVersion">Version of the program that wrote them.</param>
/// <param name="Verb">Its verb.</param>
/// <param name="Files">The files, sorted by name; the manifest itself is none of them.</param>
internal sealed record Manifest(string ProgramVersion, string Verb, ImmutableArray<ManifestFile> Files)
{
    /// <summary>Its name in the folder.</summary>
    public const string FileName = "manifest.json";

    private const int Format = 1;
    private const string Program = "StudyAnalysis";

    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The manifest of files that this program wrote.</summary>
    public static Manifest Of(string verb, IEnumerable<ManifestFile> files) =>
        new(ReportVersion.Program, verb, [.. files.OrderBy(f => f.Name, StringComparer.Ordinal)]);

    /// <summary>Reads the manifest of a folder.</summary>
    /// <returns>Null when the folder holds none.</returns>
    /// <exception cref="StudyFailure">It cannot be read, or is no manifest of this program.</exception>
    public static Manifest? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Parse(document.RootElement);
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception error) when (error is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            throw new StudyFailure(
                ExitCode.InputUnreadable,
                LocalizedText.Of($"{path} is damaged, or no manifest of this program.", $"{path} est endommagé, ou n’est pas un manifeste de ce programme."),
                LocalizedText.Of("Restore it from a copy, or make the report again in another folder.", "Restaurez-le depuis une copie, ou refaites le rapport dans un autre dossier."),
                error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StudyFailure(
                ExitCode.InputUnreadable,
                LocalizedText.Of($"{path} cannot be read: {error.Message}", $"{path} ne peut pas être lu : {error.Message}"),
                LocalizedText.Of("Check your rights there.", "Vérifiez vos droits à cet endroit."),
                error);
        }
    }

    /// <summary>The file of a name; null when the manifest does not list it.</summary>
    public ManifestFile? Find(string name) => Files.FirstOrDefault(f => f.Name == name);

    /// <summary>The bytes of manifest.json.</summary>
    public byte[] ToBytes()
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Layout))
        {
            json.WriteStartObject();
            json.WriteNumber("format", Format);
            json.WriteString("program", Program);
            json.WriteString("program_version", ProgramVersion);
            json.WriteString("verb", Verb);
            json.WriteStartArray("files");
            foreach (var file in Files)
            {
                Write(json, file);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return [.. bytes.WrittenSpan, (byte)'\n'];
    }

    private static void Write(Utf8JsonWriter json, ManifestFile file)
    {
        json.WriteStartObject();
        json.WriteString("name", file.Name);
        json.WriteString("sha256", file.Sha256);
        if (file.ContentSha256 is { } content)
        {
            json.WriteString("content_sha256", content);
        }

        json.WriteEndObject();
    }

    private static Manifest Parse(JsonElement root)
    {
        if (root.GetProperty("format").GetInt32() != Format || root.GetProperty("program").GetString() != Program)
        {
            throw new FormatException("The manifest is of another program, or of a format this version does not know.");
        }

        var files = root.GetProperty("files").EnumerateArray().Select(ParseFile).OrderBy(f => f.Name, StringComparer.Ordinal).ToImmutableArray();
        return files.Select(f => f.Name).Distinct(StringComparer.Ordinal).Count() == files.Length
            ? new Manifest(Text(root, "program_version"), Text(root, "verb"), files)
            : throw new FormatException("A file is listed twice.");
    }

    private static ManifestFile ParseFile(JsonElement file)
    {
        var name = Text(file, "name");
        return IsInside(name)
            ? new ManifestFile(name, Text(file, "sha256"), file.TryGetProperty("content_sha256", out _) ? Text(file, "content_sha256") : null)
            : throw new FormatException($"{name} is no name of a file in the folder.");
    }

    // A manifest is a text that anybody may edit: it must not lead out of its folder, nor to itself.
    private static bool IsInside(string name) =>
        name != FileName && name.AsSpan().IndexOfAny('\\', ':', '\0') < 0 && name.Split('/').All(part => part is not ("" or "." or ".."));

    private static string Text(JsonElement element, string property) =>
        element.GetProperty(property).GetString() ?? throw new FormatException($"{property} is empty.");
}
