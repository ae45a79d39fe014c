using StudyAnalysis.Schema;

namespace StudyAnalysis.Charts;

/// <summary>Text inside charts. plotly.js reads a small HTML in every text, so labels that come from a definition are escaped.</summary>
public static class ChartText
{
    /// <summary>Text shown as it is written, tags and all.</summary>
    public static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>Text broken into lines of about <paramref name="width"/> characters, for tick labels.</summary>
    public static string Wrap(string text, int width) => Break(Escape(text), width);

    /// <summary>The same for text that is escaped already.</summary>
    internal static string Break(string text, int width)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' '))
        {
            if (lines.Count > 0 && lines[^1].Length + word.Length < width)
            {
                lines[^1] += " " + word;
            }
            else
            {
                lines.Add(word);
            }
        }

        return string.Join("<br>", lines);
    }

    internal static string NumberAtRisk(Language language) => language.Pick("Number at risk", "Nombre à risque");
}
