using System.Net;
using System.Text.RegularExpressions;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import.Privacy;

/// <summary>Looks for direct identifiers in running text, code and HTML, which are longer than a cell and full of numbers. What it finds is named, never repeated.</summary>
internal static partial class TextScan
{
    // Longer lines are looked at in windows that overlap by more than any identifier is long.
    private const int Window = 2000;
    private const int Overlap = 120;
    private const int LongestName = 80;
    private static readonly string[] Separators = ["\"", "//", "/*", "*/", "#", ":", ";", "=", "|", "\t", "<", ">", "`", "«", "»", "“", "”", "(", ")", "[", "]", "{", "}"];

    /// <summary>What identifier a text holds, or null.</summary>
    public static LocalizedText? Find(string text)
    {
        foreach (var line in Decimals().Replace(DataUri().Replace(Colours().Replace(text, string.Empty), " "), " ").ReplaceLineEndings("\n").Split('\n'))
        {
            for (var start = 0; start < line.Length; start += Window - Overlap)
            {
                if (InLine(line.Substring(start, Math.Min(Window, line.Length - start))) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    /// <summary>What identifier a piece of HTML or SVG holds, in its text, its attributes and its scripts, or null.</summary>
    public static LocalizedText? FindInHtml(string html) =>
        Find(WebUtility.HtmlDecode(TagEdges().Replace(html, "\n"))) ?? Find(WebUtility.HtmlDecode(InlineTag().Replace(html, string.Empty)));

    // A name stands in code between quotation marks, or after a comment sign: it is looked for in the parts of a line.
    private static LocalizedText? InLine(string line) =>
        IdentifierScan.InText(line)
        ?? line.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(part => part.Length is > 3 and <= LongestName)
            .Select(IdentifierScan.InText)
            .FirstOrDefault(found => found is not null);

    // 0.0612345678 is no telephone number: the digits of a decimal number identify nobody.
    [GeneratedRegex(@"(?<![\d.])(0|[1-9]\d*)\.\d+([eE][+-]?\d+)?(?!\.?\d)|(?<![\d,])0,\d+(?!,?\d)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Decimals();

    [GeneratedRegex(@"data:[\w/+.-]+(;[\w=-]+)*;base64,[A-Za-z0-9+/=]+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DataUri();

    [GeneratedRegex("\u001b\\[[0-9;]*m", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Colours();

    [GeneratedRegex("[<>\"]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TagEdges();

    [GeneratedRegex("</?(b|i|em|strong|span|code|wbr|sub|sup|u|s|a|font|mark)(\\s[^<>]*)?>", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InlineTag();
}
