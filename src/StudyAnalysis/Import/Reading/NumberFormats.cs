using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace StudyAnalysis.Import.Reading;

/// <summary>What number formats say a cell is.</summary>
internal static partial class NumberFormats
{
    private static readonly SearchValues<char> ElapsedLetters = SearchValues.Create("hHmMsS");

    /// <summary>Meaning of a built-in format, by its number.</summary>
    public static RawStyle BuiltIn(int id) => id switch
    {
        9 or 10 => RawStyle.Percent,
        2 or 4 or 11 or 39 or 40 or 48 => RawStyle.Shaped,
        (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58) => RawStyle.Date,
        _ => RawStyle.Number,
    };

    /// <summary>Meaning of a format code: date when it has a day, month, year, hour or second outside quotes, escapes and brackets.</summary>
    public static RawStyle OfCode(string code)
    {
        var hasPercent = false;
        for (var i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '"':
                    i = Skip(code, i, '"');
                    break;
                case '[':
                    if (IsElapsed(code, i))
                    {
                        return RawStyle.Date;
                    }

                    i = Skip(code, i, ']');
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                case '%':
                    hasPercent = true;
                    break;
                case 'd' or 'D' or 'm' or 'M' or 'y' or 'Y' or 'h' or 'H' or 's' or 'S':
                    return RawStyle.Date;
                case 'G' or 'g' when code.AsSpan(i).StartsWith("General", StringComparison.OrdinalIgnoreCase):
                    i += "General".Length - 1;
                    break;
                default:
                    break;
            }
        }

        return hasPercent ? RawStyle.Percent : Shape().IsMatch(code) ? RawStyle.Shaped : RawStyle.Number;
    }

    // 0000, 0.00, 0.00E+00, "P-"0, \P0 and 00-00; not 0 with a space kept free for a bracket.
    [GeneratedRegex(@"^[^;.]*(?<![.0#])0[0#, -]*0|^[^;]*\.0|[Ee][+-]|""[^"" ]|\\[^ ]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shape();

    /// <summary>A number of an attribute; what is not one counts as 0, as spreadsheets do.</summary>
    public static int Id(string? text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) ? id : 0;

    private static bool IsElapsed(string code, int open) =>
        open + 1 < code.Length && char.ToLowerInvariant(code[open + 1]) is 'h' or 'm' or 's'
        && code.IndexOf(']', open) is var close && close > 0
        && !code.AsSpan(open + 1, close - open - 1).ContainsAnyExcept(ElapsedLetters);

    private static int Skip(string code, int open, char end) => code.IndexOf(end, open + 1) is var at and >= 0 ? at : code.Length;
}
