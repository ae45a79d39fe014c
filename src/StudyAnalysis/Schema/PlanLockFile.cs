using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace StudyAnalysis.Schema;

/// <summary>plan.lock: the definition as it was before outcomes were first read, and the record of every lock since.</summary>
/// <remarks>It holds plan.json and datapackage.json as typed, without defaults. Each lock's hash covers its date and the lock before it.</remarks>
public static class PlanLockFile
{
    /// <summary>Its name, beside plan.json.</summary>
    public const string FileName = "plan.lock";

    private const string Format = "plan.lock 2";

    /// <summary>A first lock of a definition as it is now, or one more on record.</summary>
    /// <param name="definition">The definition, as loaded from its folder.</param>
    /// <param name="date">Day of the lock.</param>
    /// <param name="reason">Why it is locked again; empty for a first lock.</param>
    /// <param name="earlier">The locks before; null: none.</param>
    /// <param name="afterDamage">Whether there was a plan.lock that could not be read.</param>
    public static PlanLock Create(StudyDefinition definition, DateOnly date, string reason = "", PlanLock? earlier = null, bool afterDamage = false)
    {
        var entry = new PlanLockEntry
        {
            Date = date, Reason = reason, AfterDamage = afterDamage, Plan = definition.PlanSource, Dictionary = definition.DictionarySource,
        };
        var before = earlier?.Entries ?? [];
        return new PlanLock(before.Add(entry with { Hash = HashOf(entry, before.IsEmpty ? null : before[^1]) }));
    }

    /// <summary>Reads the lock of a folder.</summary>
    /// <param name="folder">Definition folder.</param>
    /// <returns>The lock, or null when there is none.</returns>
    /// <exception cref="UnreadableLockException">The file is there and cannot be used.</exception>
    public static PlanLock? Read(string folder)
    {
        var found = Find(folder, out var problem);
        return problem is null ? found : throw new UnreadableLockException(problem);
    }

    /// <summary>The bytes of plan.lock: the same lock, the same bytes.</summary>
    /// <param name="planLock">The lock.</param>
    public static byte[] ToBytes(PlanLock planLock)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            writer.WriteString("format", Format);
            writer.WriteStartArray("locks");
            foreach (var entry in planLock.Entries)
            {
                Write(entry, writer);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return [.. bytes.WrittenSpan, (byte)'\n'];
    }

    /// <summary>The lock of a folder, as far as it can be read.</summary>
    /// <param name="folder">Definition folder.</param>
    /// <param name="problem">Why it cannot be used, and what to do; null when it can.</param>
    /// <returns>The lock; of an earlier version what is known of it, with a problem; null when there is none or nothing of it can be read.</returns>
    internal static PlanLock? Find(string folder, out LocalizedText? problem)
    {
        problem = null;
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var bytes = File.ReadAllBytes(path);
            bytes = bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
            problem = bytes.AsSpan().IndexOfAnyExcept(" \t\r\n\0"u8) < 0 ? LockMessages.Empty(path) : null;
            return problem is null ? Parse(bytes, path, out problem) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = LockMessages.Unreadable(path, e.Message);
            return null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            problem = LockMessages.Damaged(path);
            return null;
        }
    }

    private static PlanLock? Parse(byte[] bytes, string path, out LocalizedText? problem)
    {
        using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { AllowDuplicateProperties = false });
        var root = document.RootElement;
        if (root.TryGetProperty("planHash", out var hash))
        {
            problem = LockMessages.Earlier(path, root.Day("date"));
            var entry = new PlanLockEntry { Date = root.Day("date"), PlanFileHash = hash.GetString() ?? throw new FormatException("no hash") };
            return new PlanLock([entry with { Hash = HashOf(entry, null) }]);
        }

        if (root.Text("format") != Format)
        {
            problem = LockMessages.Later(path);
            return null;
        }

        var entries = root.GetProperty("locks").EnumerateArray().Select(Entry).ToImmutableArray();
        problem = Problem(entries, path);
        return problem is null ? new PlanLock(entries) : null;
    }

    private static LocalizedText? Problem(ImmutableArray<PlanLockEntry> entries, string path)
    {
        if (entries.IsEmpty || !entries[^1].KeepsDefinition)
        {
            return LockMessages.Damaged(path);
        }

        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i].Hash != HashOf(entries[i], i == 0 ? null : entries[i - 1]))
            {
                return LockMessages.Changed(path, entries[i].Date);
            }
        }

        return null;
    }

    private static PlanLockEntry Entry(JsonElement entry) => new()
    {
        Date = entry.Day("date"),
        Reason = entry.Text("reason"),
        Hash = entry.Text("sha256"),
        AfterDamage = entry.Truth("afterDamage"),
        Plan = entry.TryGetProperty("plan", out var plan) ? plan.Clone() : null,
        Dictionary = entry.TryGetProperty("datapackage", out var dictionary) ? dictionary.Clone() : null,
        PlanFileHash = entry.TextOrNull("planFileSha256"),
    };

    private static string HashOf(PlanLockEntry entry, PlanLockEntry? before)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            WriteContent(entry, writer);
            writer.WriteString("before", before?.Hash);
            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(bytes.WrittenMemory);
        return CanonicalJson.Hash(document.RootElement);
    }

    private static void Write(PlanLockEntry entry, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("sha256", entry.Hash);
        WriteContent(entry, writer);
        writer.WriteEndObject();
    }

    private static void WriteContent(PlanLockEntry entry, Utf8JsonWriter writer)
    {
        writer.WriteString("date", entry.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        writer.WriteString("reason", entry.Reason);
        if (entry.AfterDamage)
        {
            writer.WriteBoolean("afterDamage", true);
        }

        if (entry.PlanFileHash is { } hash)
        {
            writer.WriteString("planFileSha256", hash);
        }

        WriteJson("plan", entry.Plan, writer);
        WriteJson("datapackage", entry.Dictionary, writer);
    }

    private static void WriteJson(string name, JsonElement? json, Utf8JsonWriter writer)
    {
        if (json is { ValueKind: not JsonValueKind.Undefined } element)
        {
            writer.WritePropertyName(name);
            element.WriteTo(writer);
        }
    }
}
