using System.Globalization;
using System.Net;
using System.Text;

namespace StudyAnalysis.Notebooks.Export;

/// <summary>Text with terminal colours as HTML: colours become spans, other control sequences are left out, everything else is escaped.</summary>
internal static class AnsiText
{
    private const char Escape = '\u001b';

    public static string ToHtml(string text)
    {
        var html = new StringBuilder(text.Length + 64);
        var style = new AnsiStyle();
        var open = false;
        for (var at = 0; at < text.Length;)
        {
            var next = text.IndexOf(Escape, at);
            var run = next < 0 ? text[at..] : text[at..next];
            if (run.Length > 0)
            {
                var attributes = style.Attributes();
                open = attributes.Length > 0;
                html.Append(open ? $"<span{attributes}>" : string.Empty).Append(WebUtility.HtmlEncode(run)).Append(open ? "</span>" : string.Empty);
            }

            at = next < 0 ? text.Length : Skip(text, next, style);
        }

        return html.ToString();
    }

    /// <summary>The position after a control sequence; one that sets colours changes the style.</summary>
    private static int Skip(string text, int start, AnsiStyle style)
    {
        if (start + 1 >= text.Length || text[start + 1] != '[')
        {
            return Math.Min(text.Length, start + 2);
        }

        var end = start + 2;
        while (end < text.Length && text[end] is >= ' ' and <= '?')
        {
            end++;
        }

        if (end < text.Length && text[end] == 'm')
        {
            style.Apply([.. text[(start + 2)..end].Split(';').Select(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : 0)]);
        }

        return Math.Min(text.Length, end + 1);
    }
}

/// <summary>Colours and weight as set by "select graphic rendition" sequences.</summary>
internal sealed class AnsiStyle
{
    private string _front = string.Empty;
    private string _back = string.Empty;
    private bool _bold;
    private bool _italic;
    private bool _underlined;

    public void Apply(ReadOnlySpan<int> codes)
    {
        for (var i = 0; i < codes.Length; i++)
        {
            switch (codes[i])
            {
                case 0: (_front, _back, _bold, _italic, _underlined) = (string.Empty, string.Empty, false, false, false); break;
                case 1: _bold = true; break;
                case 3: _italic = true; break;
                case 4: _underlined = true; break;
                case 22: _bold = false; break;
                case 23: _italic = false; break;
                case 24: _underlined = false; break;
                case 38: _front = Extended(codes, ref i); break;
                case 39: _front = string.Empty; break;
                case 48: _back = Extended(codes, ref i); break;
                case 49: _back = string.Empty; break;
                case (>= 30 and <= 37) or (>= 90 and <= 97): _front = Named(codes[i] % 10, codes[i] >= 90); break;
                case (>= 40 and <= 47) or (>= 100 and <= 107): _back = Named(codes[i] % 10, codes[i] >= 100); break;
            }
        }
    }

    public string Attributes()
    {
        var styles = new List<string>();
        if (_front.Length > 0)
        {
            styles.Add("color:" + _front);
        }

        if (_back.Length > 0)
        {
            styles.Add("background:" + _back);
        }

        if (_bold)
        {
            styles.Add("font-weight:600");
        }

        if (_italic)
        {
            styles.Add("font-style:italic");
        }

        if (_underlined)
        {
            styles.Add("text-decoration:underline");
        }

        return styles.Count == 0 ? string.Empty : $" style=\"{string.Join(';', styles)}\"";
    }

    private static string Named(int colour, bool bright) => FormattableString.Invariant($"var(--ansi-{colour}{(bright ? "b" : string.Empty)})");

    private static string Extended(ReadOnlySpan<int> codes, ref int at)
    {
        if (at + 4 < codes.Length && codes[at + 1] == 2)
        {
            at += 4;
            return FormattableString.Invariant($"rgb({codes[at - 2] & 255} {codes[at - 1] & 255} {codes[at] & 255})");
        }

        if (at + 2 < codes.Length && codes[at + 1] == 5)
        {
            at += 2;
            return OfPalette(codes[at] & 255);
        }

        return string.Empty;
    }

    // The 256 colours of terminals: 16 named ones, a cube of 6 × 6 × 6, 24 greys.
    private static string OfPalette(int colour)
    {
        if (colour < 16)
        {
            return Named(colour % 8, colour >= 8);
        }

        if (colour >= 232)
        {
            var grey = 8 + (10 * (colour - 232));
            return FormattableString.Invariant($"rgb({grey} {grey} {grey})");
        }

        static int Level(int step) => step == 0 ? 0 : 55 + (40 * step);
        var cube = colour - 16;
        return FormattableString.Invariant($"rgb({Level(cube / 36)} {Level(cube / 6 % 6)} {Level(cube % 6)})");
    }
}
