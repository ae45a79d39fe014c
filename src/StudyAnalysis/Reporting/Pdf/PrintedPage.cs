using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace StudyAnalysis.Reporting.Pdf;

/// <summary>What the browser gave back: the page after its scripts ran, and the PDF.</summary>
internal static partial class PrintedPage
{
    /// <summary>Whether the page said that every figure is drawn.</summary>
    public static bool IsReady(string dom) => HtmlTag().Match(dom) is { Success: true } tag && tag.Value.Contains("data-ready=\"true\"", StringComparison.Ordinal);

    /// <summary>The figures the page kept, as SVG documents.</summary>
    public static ImmutableArray<SvgFigure> Figures(string dom) =>
        [.. KeptSvg().Matches(dom).Select(m => new SvgFigure(WebUtility.HtmlDecode(m.Groups["id"].Value), m.Groups["svg"].Value))];

    /// <summary>Sets the PDF's date stamps to a date, so that the same report is the same file. Their length stays, so no offset moves.</summary>
    public static void SetDates(Span<byte> pdf, DateOnly date)
    {
        var stamp = Encoding.ASCII.GetBytes(date.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + "000000+00'00'");
        foreach (var key in new[] { "/CreationDate (D:"u8.ToArray(), "/ModDate (D:"u8.ToArray() })
        {
            var at = 0;
            while (pdf[at..].IndexOf(key) is var found and >= 0)
            {
                var start = at + found + key.Length;
                var length = pdf[start..].IndexOf((byte)')');
                if (length != stamp.Length)
                {
                    throw new InvalidOperationException($"A date stamp of the PDF has {length} characters where {stamp.Length} were expected.");
                }

                stamp.CopyTo(pdf[start..]);
                at = start + length;
            }
        }
    }

    [GeneratedRegex("<html[^>]*>", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex HtmlTag();

    [GeneratedRegex("<script type=\"image/svg\\+xml\" data-svg=\"(?<id>[^\"]*)\">(?<svg>.*?)</script>", RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex KeptSvg();
}
