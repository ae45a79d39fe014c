using System.Globalization;
using Xunit;

namespace StudyAnalysis.Tests.Oracles;

/// <summary>Reads the committed oracle tables beside their scripts and compares numbers relative to their size.</summary>
internal static class OracleFile
{
    private static readonly Lazy<string> Root = new(FindRoot);

    public static string PathOf(string relative) => Path.Combine(Root.Value, relative);

    /// <summary>Rows of a comma-separated table without quotes; lines beginning with # and the header are skipped.</summary>
    public static IEnumerable<string[]> Rows(string relative) => File.ReadLines(PathOf(relative))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Skip(1)
        .Select(line => line.Split(','));

    /// <summary>Columns of the same kind of table by header name.</summary>
    public static IReadOnlyDictionary<string, string[]> Columns(string relative)
    {
        var header = File.ReadLines(PathOf(relative)).First(line => line.Length > 0 && line[0] != '#').Split(',');
        var rows = Rows(relative).ToArray();
        return header.Select((name, i) => (name, cells: rows.Select(row => row[i]).ToArray())).ToDictionary(p => p.name, p => p.cells);
    }

    public static double Number(string text) => text switch
    {
        "NA" or "NaN" or "" => double.NaN,
        "Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    /// <summary>|actual − expected| ≤ tolerance · |expected|; NaN equals NaN and infinities equal themselves. Zero expects |actual| ≤ zero.</summary>
    public static void AssertRelative(double expected, double actual, double tolerance, string what, double zero = 1e-14)
    {
        var equal = expected.Equals(actual)
            || Math.Abs(actual - expected) <= (expected == 0 ? zero : tolerance * Math.Abs(expected));
        Assert.True(equal, FormattableString.Invariant($"{what}: expected {expected:R}, got {actual:R}, relative {(actual - expected) / expected:E2}"));
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "tests", "StudyAnalysis.Tests", "Oracles");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException("The folder tests/StudyAnalysis.Tests/Oracles is not above " + AppContext.BaseDirectory);
    }
}
