using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace StudyAnalysis.Pdf;

/// <summary>What the browser gave back: the page after its scripts ran, and the PDF.</summary>
internal static partial class PrintedPage
{
    private const int NodeDigits = 8;

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

    /// <summary>Numbers the ids of the PDF's structure elements anew, in their order: the browser counts them on from whatever it made before,
    /// which differs by one now and then. Their length stays, so no offset moves.</summary>
    public static void NumberNodes(Span<byte> pdf)
    {
        var places = new List<(int At, int Id)>();
        var mark = "(node"u8;
        for (var at = 0; pdf[at..].IndexOf(mark) is var found and >= 0;)
        {
            at += found + mark.Length;
            if (at + NodeDigits < pdf.Length
                && pdf[at + NodeDigits] == ')'
                && int.TryParse(pdf.Slice(at, NodeDigits), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                places.Add((at, id));
            }
        }

        var numbers = places.Select(p => p.Id).Distinct().Order().Select((id, i) => (id, i)).ToDictionary(n => n.id, n => n.i + 1);
        foreach (var (at, id) in places)
        {
            Encoding.ASCII.GetBytes(numbers[id].ToString("D8", CultureInfo.InvariantCulture)).CopyTo(pdf[at..]);
        }
    }

    [GeneratedRegex("<html[^>]*>", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex HtmlTag();

    [GeneratedRegex("<script type=\"image/svg\\+xml\" data-svg=\"(?<id>[^\"]*)\">(?<svg>.*?)</script>", RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex KeptSvg();
}
