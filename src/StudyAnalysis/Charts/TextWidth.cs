using System.Net;
using System.Text.RegularExpressions;

namespace StudyAnalysis.Charts;

/// <summary>Width of text in the font of figures, IBM Plex Sans Regular: its advance widths, in thousandths of the font size.</summary>
internal static partial class TextWidth
{
    private const char First = ' ';

    /// <summary>Width of a digit, and of most signs beyond Latin-1.</summary>
    private const int Digit = 600;

    // hmtx of IBMPlexSans-Regular, U+0020 to U+00FF.
    private static ReadOnlySpan<short> Widths =>
    [
        236, 284, 419, 713, 598, 927, 694, 242, 335, 335, 450, 600, 272, 399, 272, 383, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 292, 292, 600, 600, 600, 477,
        891, 641, 653, 621, 671, 583, 559, 695, 707, 400, 510, 634, 501, 812, 707, 708, 606, 708, 640, 581, 572, 678, 609, 891, 613, 593, 580, 317, 383, 317, 600, 565,
        600, 534, 580, 503, 580, 549, 324, 528, 568, 250, 250, 527, 272, 873, 568, 560, 580, 580, 367, 487, 351, 568, 492, 768, 507, 499, 464, 343, 314, 343, 600, 600,
        600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600,
        236, 284, 514, 595, 612, 605, 314, 586, 600, 776, 399, 513, 600, 0, 476, 600, 468, 600, 346, 346, 600, 573, 652, 326, 600, 359, 398, 513, 847, 872, 824, 467,
        641, 641, 641, 641, 641, 641, 907, 621, 583, 583, 583, 583, 400, 400, 400, 400, 674, 707, 708, 708, 708, 708, 708, 600, 708, 678, 678, 678, 678, 593, 606, 640,
        534, 534, 534, 534, 534, 534, 864, 503, 549, 549, 549, 549, 250, 250, 250, 250, 555, 568, 560, 560, 560, 560, 560, 600, 568, 568, 568, 568, 568, 499, 580, 499,
    ];

    /// <summary>Width of the longest line in pixels.</summary>
    /// <param name="text">Text as plotly.js reads it: escaped, with &lt;br&gt; between lines.</param>
    /// <param name="fontSize">Font size in pixels.</param>
    public static double Of(string text, double fontSize) => text.Split("<br>").Max(line => WebUtility.HtmlDecode(Tags().Replace(line, string.Empty)).Sum(Advance)) * fontSize / 1000;

    [GeneratedRegex("<[^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Tags();

    private static int Advance(char c) => c - First is >= 0 and var index && index < Widths.Length ? Widths[index] : Digit;
}
