using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace StudyAnalysis.Notebooks.Documents;

/// <summary>Gives every cell a valid, unique id: its own where it has one, else one made from its text, so that the same notebook gets the same ids.</summary>
internal static partial class CellIds
{
    public static ImmutableArray<NotebookCell> Complete(IEnumerable<NotebookCell> cells)
    {
        var read = cells.ToArray();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var keeps = read.Select(c => Valid().IsMatch(c.Id) && taken.Add(c.Id)).ToArray();
        return [.. read.Select((cell, i) => keeps[i] ? cell : cell with { Id = Make(cell, taken) })];
    }

    private static string Make(NotebookCell cell, HashSet<string> taken)
    {
        for (var copy = 0; ; copy++)
        {
            var seed = string.Create(CultureInfo.InvariantCulture, $"{cell.Kind}\n{copy}\n{cell.Source}");
            var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(seed)))[..8];
            if (taken.Add(id))
            {
                return id;
            }
        }
    }

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,64}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Valid();
}
