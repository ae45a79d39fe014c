using System.Net;
using System.Text.RegularExpressions;

namespace StudyAnalysis.Notebooks.Kernel;

/// <summary>HTML without its tags.</summary>
internal static partial class PlainReading
{
    public static string Of(string html)
    {
        try
        {
            return Read(html);
        }
        catch (RegexMatchTimeoutException)
        {
            return "[HTML]";
        }
    }

    private static string Read(string html)
    {
        var bare = Tags().Replace(Blocks().Replace(Hidden().Replace(html, string.Empty), "\n"), string.Empty);
        var text = BlankLines().Replace(WebUtility.HtmlDecode(bare), "\n").Trim();
        return text.Length == 0 ? "[HTML]" : text;
    }

    [GeneratedRegex(@"<(?<tag>script|style)\b.*?</\k<tag>\s*>|<!--.*?-->", RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hidden();

    [GeneratedRegex(@"</(p|div|tr|h\d|li|table|pre)>|<br\s*/?>", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"<[a-zA-Z/!][^<>]*>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s*\n\s*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BlankLines();
}
