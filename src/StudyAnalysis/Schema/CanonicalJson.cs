using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace StudyAnalysis.Schema;

/// <summary>JSON without what has no meaning: no white space, properties sorted, numbers in one spelling.</summary>
public static class CanonicalJson
{
    /// <summary>SHA-256 of the canonical form, lower-case hexadecimal: the same content, the same hash.</summary>
    /// <param name="element">Any JSON.</param>
    public static string Hash(JsonElement element) => Convert.ToHexStringLower(SHA256.HashData(Bytes(element)));

    /// <summary>The canonical form as text.</summary>
    /// <param name="element">Any JSON.</param>
    public static string Text(JsonElement element) => Encoding.UTF8.GetString(Bytes(element));

    private static ReadOnlySpan<byte> Bytes(JsonElement element)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            Write(element, writer);
        }

        return bytes.WrittenSpan;
    }

    private static void Write(JsonElement element, Utf8JsonWriter writer)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(property.Name);
                    Write(property.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(item, writer);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.Number:
                // 1, 1.0 and 1e0 are one number.
                writer.WriteNumberValue(element.GetDouble());
                break;
            case JsonValueKind.String:
                // Written anew, because a letter and its escape are one text.
                writer.WriteStringValue(element.GetString());
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
