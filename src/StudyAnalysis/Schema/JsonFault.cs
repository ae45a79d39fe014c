using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace StudyAnalysis.Schema;

/// <summary>What is wrong with a text that is no JSON, for people who have never heard of the reader's words for it.</summary>
internal static partial class JsonFault
{
    /// <summary>What was found.</summary>
    /// <param name="bytes">The file, without a byte order mark.</param>
    /// <param name="fault">What the reader threw.</param>
    public static string Describe(ReadOnlySpan<byte> bytes, JsonException fault)
    {
        if (bytes.Trim(" \t\r\n"u8).IsEmpty)
        {
            return "an empty file";
        }

        if (!System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return bytes[0] is 0xFF or 0xFE ? "a text that is not UTF-8 (UTF-16, by its first bytes)" : $"a text that is not UTF-8 ({Place(bytes, FirstInvalid(bytes))})";
        }

        if (Duplicate().Match(fault.Message) is { Success: true } twice)
        {
            return $"broken JSON: the name \"{twice.Groups["name"].Value}\" twice in one object";
        }

        if (fault.LineNumber is not { } line || fault.BytePositionInLine is not { } position)
        {
            return "broken JSON: a text with half a character";
        }

        var at = Offset(bytes, line) + (int)position;
        var place = string.Create(CultureInfo.InvariantCulture, $"broken JSON at line {line + 1}, position {position + 1}");
        return bytes[Math.Min(at, bytes.Length)..].Trim(" \t\r\n"u8).IsEmpty
            ? $"{place}: the file ends too early"
            : $"{place}: {Character(bytes[at..])} where it cannot stand; look for a comma, quote or bracket too many or too few just before";
    }

    private static string Character(ReadOnlySpan<byte> bytes)
    {
        Rune.DecodeFromUtf8(bytes, out var rune, out _);
        return Rune.IsControl(rune) ? "the end of a line" : $"'{rune}'";
    }

    private static int Offset(ReadOnlySpan<byte> bytes, long line)
    {
        var at = 0;
        for (var i = 0L; i < line; i++)
        {
            at += bytes[at..].IndexOf((byte)'\n') + 1;
        }

        return at;
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }

    private static string Place(ReadOnlySpan<byte> bytes, int at)
    {
        var before = bytes[..at];
        return string.Create(CultureInfo.InvariantCulture, $"line {before.Count((byte)'\n') + 1}, position {at - before.LastIndexOf((byte)'\n')}");
    }

    [GeneratedRegex("^Duplicate property '(?<name>.*)' encountered", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 500)]
    private static partial Regex Duplicate();
}
