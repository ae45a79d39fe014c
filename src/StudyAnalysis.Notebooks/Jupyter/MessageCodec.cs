using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using StudyAnalysis.Notebooks.Documents;

namespace StudyAnalysis.Notebooks.Jupyter;

/// <summary>Messages as frames on the wire: routing frames, a delimiter, the signature, then header, parent header, metadata and content as JSON.</summary>
/// <param name="key">Key of the signatures.</param>
/// <remarks>Messaging in Jupyter, "The Wire Protocol". Not safe for use by several threads at once.</remarks>
internal sealed class MessageCodec(ReadOnlyMemory<byte> key)
{
    private const int RememberedSignatures = 1 << 16;
    private static readonly byte[] Delimiter = "<IDS|MSG>"u8.ToArray();
    private static readonly JsonSerializerOptions Plain = new() { Encoder = PlainJsonEncoder.Instance, MaxDepth = NotebookWriter.MaxDepth };
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Queue<string> _seenOrder = new();

    /// <summary>The frames of a message.</summary>
    public List<byte[]> ToFrames(JupyterMessage message)
    {
        byte[][] parts = [Bytes(message.Header), Bytes(message.Parent), "{}"u8.ToArray(), Bytes(message.Content)];
        return [.. message.Identities, Delimiter, Encoding.ASCII.GetBytes(Sign(parts)), .. parts];
    }

    /// <summary>The message in frames that somebody sent.</summary>
    /// <param name="frames">What was received.</param>
    /// <param name="message">The message.</param>
    /// <param name="fault">Why it must be dropped: it is malformed, its signature is wrong, or it came before.</param>
    public bool TryRead(IReadOnlyList<byte[]> frames, [NotNullWhen(true)] out JupyterMessage? message, out string fault)
    {
        message = null;
        var at = frames.Index().FirstOrDefault(f => f.Item.AsSpan().SequenceEqual(Delimiter), (-1, [])).Index;
        if (at < 0 || frames.Count < at + 6)
        {
            fault = "it is incomplete";
            return false;
        }

        var parts = frames.Skip(at + 2).Take(4).ToArray();
        var signature = Encoding.ASCII.GetString(frames[at + 1]);
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign(parts)), frames[at + 1]))
        {
            fault = "its signature is wrong";
            return false;
        }

        if (!Remember(signature))
        {
            fault = "it came before";
            return false;
        }

        return TryParse([.. frames.Take(at)], parts, out message, out fault);
    }

    private static bool TryParse(ImmutableArray<byte[]> identities, byte[][] parts, [NotNullWhen(true)] out JupyterMessage? message, out string fault)
    {
        message = null;
        fault = "it is not JSON";
        try
        {
            var options = new JsonDocumentOptions { MaxDepth = NotebookWriter.MaxDepth, AllowDuplicateProperties = false };
            var json = parts.Select(p => JsonNode.Parse(p, documentOptions: options) as JsonObject).ToArray();
            if (json is [{ } header, { } parent, not null, { } content])
            {
                message = new JupyterMessage(identities, header, parent, content);
                fault = string.Empty;
            }
        }
        catch (JsonException)
        {
            // Told to the caller by the fault.
        }

        return message is not null;
    }

    private string Sign(byte[][] parts)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Span);
        foreach (var part in parts)
        {
            hmac.AppendData(part);
        }

        return Convert.ToHexStringLower(hmac.GetHashAndReset());
    }

    private bool Remember(string signature)
    {
        if (!_seen.Add(signature))
        {
            return false;
        }

        _seenOrder.Enqueue(signature);
        if (_seenOrder.Count > RememberedSignatures)
        {
            _seen.Remove(_seenOrder.Dequeue());
        }

        return true;
    }

    private static byte[] Bytes(JsonObject json) => JsonSerializer.SerializeToUtf8Bytes(json, Plain);
}
