using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace StudyAnalysis.Import.Queries;

/// <summary>The key of a query: it stays the same while table, row key, column and rule do, wherever the row stands.</summary>
internal static class QueryKeys
{
    private const int Digits = 12;

    /// <summary>A key for each finding; several with everything equal are numbered.</summary>
    public static ImmutableArray<string> Of(ImmutableArray<Finding> findings)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. findings.Select(f =>
        {
            var about = string.Join('\u001F', f.Table.Length > 0 ? f.Table : f.Sheet, f.RowKey, f.Column, f.Id);
            var number = seen[about] = seen.GetValueOrDefault(about) + 1;
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{about}\u001F{number}")));
            return "Q-" + Convert.ToHexStringLower(hash)[..Digits];
        })];
    }
}
