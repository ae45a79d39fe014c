using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace StudyAnalysis.Schema;

/// <summary>plan.lock: the hash and date of the plan before outcomes were first read, and of each of its analyses.</summary>
public static class PlanLockFile
{
    /// <summary>Its name, beside plan.json.</summary>
    public const string FileName = "plan.lock";

    /// <summary>The lock of a definition as it is now.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="date">Date of the lock.</param>
    public static PlanLock Create(StudyDefinition definition, DateOnly date) => new(
        definition.PlanHash,
        date,
        definition.Plan.Analyses.ToImmutableSortedDictionary(a => a.Id, a => HashOf(a.Options), StringComparer.Ordinal));

    /// <summary>SHA-256 of JSON in canonical form (no white space, properties sorted): the same content, the same hash.</summary>
    /// <param name="element">For an analysis its <see cref="AnalysisSpec.Options"/>.</param>
    public static string HashOf(JsonElement element)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            WriteCanonical(element, writer);
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes.WrittenSpan));
    }

    /// <summary>Reads the lock of a folder.</summary>
    /// <param name="folder">Definition folder.</param>
    /// <returns>The lock, or null when there is none.</returns>
    /// <exception cref="InvalidDefinitionException">The file is there and is no lock.</exception>
    public static PlanLock? Read(string folder) =>
        Find(folder, out var problem) is var found && problem is null ? found : throw new InvalidDefinitionException([problem]);

    /// <summary>The bytes of plan.lock: the same lock, the same bytes.</summary>
    /// <param name="planLock">The lock.</param>
    public static byte[] ToBytes(PlanLock planLock)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            writer.WriteString("planHash", planLock.PlanHash);
            writer.WriteString("date", planLock.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            writer.WriteStartObject("analyses");
            foreach (var (id, hash) in planLock.AnalysisHashes)
            {
                writer.WriteString(id, hash);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return [.. bytes.WrittenSpan, (byte)'\n'];
    }

    private const string AsWritten = "the lock as it was written: restore it from a copy, or delete it and run 'study lock' again";

    internal static PlanLock? Find(string folder, out DefinitionProblem? problem)
    {
        problem = null;
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        var bytes = File.ReadAllBytes(path);
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            return new PlanLock(
                root.Text("planHash"),
                root.Day("date"),
                root.GetProperty("analyses").EnumerateObject().ToImmutableSortedDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal));
        }
        catch (JsonException e)
        {
            problem = new DefinitionProblem(FileName, "$", JsonFault.Describe(bytes.AsSpan().Trim((byte)0), e), AsWritten);
            return null;
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            problem = new DefinitionProblem(FileName, "$", "a file that is no plan lock", AsWritten);
            return null;
        }
    }

    private static void WriteCanonical(JsonElement element, Utf8JsonWriter writer)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(property.Name);
                    WriteCanonical(property.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    WriteCanonical(item, writer);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.Number:
                // 1, 1.0 and 1e0 are one number.
                writer.WriteNumberValue(element.GetDouble());
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
