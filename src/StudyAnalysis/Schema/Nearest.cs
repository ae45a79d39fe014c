namespace StudyAnalysis.Schema;

/// <summary>The nearest allowed word to one that is not allowed.</summary>
internal static class Nearest
{
    /// <summary>"did you mean …? " before the list of what is allowed, or the list alone when nothing is near.</summary>
    public static string Suggest(string found, IEnumerable<string> allowed)
    {
        var words = allowed.ToArray();
        var list = words.Length == 0 ? "none is defined" : string.Join(", ", words.Select(w => $"\"{w}\""));
        return To(found, words) is { } near ? $"{list}; did you mean \"{near}\"?" : list;
    }

    /// <summary>The word with the fewest changed letters, or null when more than a third would change.</summary>
    public static string? To(string found, IEnumerable<string> allowed)
    {
        var best = allowed.Where(w => w.Length < 100).Select(w => (Word: w, Changes: Distance(found, w))).OrderBy(p => p.Changes).FirstOrDefault();
        return best.Word is not null && found.Length < 100 && best.Changes <= Math.Max(1, found.Length / 3) ? best.Word : null;
    }

    // Damerau–Levenshtein (optimal string alignment) without case: a swap of neighbours is one typing error.
    private static int Distance(string a, string b)
    {
        var (x, y) = (a.ToUpperInvariant(), b.ToUpperInvariant());
        var d = new int[x.Length + 1, y.Length + 1];
        for (var i = 0; i <= x.Length; i++)
        {
            d[i, 0] = i;
        }

        for (var j = 0; j <= y.Length; j++)
        {
            d[0, j] = j;
        }

        for (var i = 1; i <= x.Length; i++)
        {
            for (var j = 1; j <= y.Length; j++)
            {
                var replaced = d[i - 1, j - 1] + (x[i - 1] == y[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, replaced);
                if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[x.Length, y.Length];
    }
}
