using System.Collections.Immutable;
using System.Resources;
using System.Security.Cryptography;
using System.Text.Json;

namespace StudyAnalysis.Schema;

/// <summary>One file of a definition: its bytes' hash, its JSON, and what its schema says of it.</summary>
internal sealed class DefinitionFile : IDisposable
{
    private const long MaximumBytes = 16 * 1024 * 1024;

    private static readonly JsonDocumentOptions s_reading =
        new() { AllowDuplicateProperties = false, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private readonly JsonDocument? _document;

    private DefinitionFile(string name, string hash, JsonDocument? document, ImmutableArray<DefinitionProblem> problems)
    {
        Name = name;
        Hash = hash;
        _document = document;
        Problems = problems;
    }

    public string Name { get; }

    public string Hash { get; }

    public ImmutableArray<DefinitionProblem> Problems { get; }

    public ImmutableArray<FormattedText> Texts { get; private init; } = [];

    public JsonElement Root => _document!.RootElement;

    public static DefinitionFile Load(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            return Failed(name, "no such file in " + folder, $"{name} must be there");
        }

        if (new FileInfo(path).Length > MaximumBytes)
        {
            return Failed(name, "a file of more than 16 MB", "at most 16 MB");
        }

        try
        {
            return Read(name, File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Failed(name, e.Message, "a file that can be read");
        }
    }

    public void Dispose() => _document?.Dispose();

    /// <summary>A schema of the two, as shipped within the program.</summary>
    public static JsonDocument Schema(string name)
    {
        using var stream = typeof(DefinitionFile).Assembly.GetManifestResourceStream(name)
            ?? throw new MissingManifestResourceException($"The schema {name} is not part of the program.");
        return JsonDocument.Parse(stream);
    }

    public static string SchemaName(string file) => Path.GetFileNameWithoutExtension(file) + ".schema.json";

    private static DefinitionFile Read(string name, byte[] bytes)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var start = bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(bytes.AsMemory(start), s_reading);
        }
        catch (JsonException e)
        {
            return Failed(name, JsonFault.Describe(bytes.AsSpan(start), e), "valid JSON");
        }

        using var schema = Schema(SchemaName(name));
        var validator = new JsonSchemaValidator(schema.RootElement, name);
        try
        {
            validator.Check(document.RootElement);
        }
        catch (InvalidOperationException)
        {
            // The JSON reader's way of saying that a text holds half a character (a lone \ud800).
            document.Dispose();
            return Failed(name, "broken JSON: a text with half a character", "valid JSON");
        }

        return new DefinitionFile(name, hash, document, [.. validator.Problems]) { Texts = [.. validator.Texts] };
    }

    private static DefinitionFile Failed(string name, string found, string allowed) =>
        new(name, string.Empty, null, [new DefinitionProblem(name, "$", found, allowed)]);
}
