using System.Globalization;
using StudyAnalysis.Tests.Architecture;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Validity;

public sealed class ValidityTests
{
    private const int SmallGrid = 1_000;

    private static readonly string Document = Repository.PathOf("docs", "statistics", "validity.md");

    public static TheoryData<string> ExactMethods =>
        new(ValidityGrid.Cases.Where(c => c.Kind == ValidityKind.ExactTest).Select(c => c.Method).Distinct().Order(StringComparer.Ordinal).ToArray());

    // At n = 12, every kind of data: the level may pass α by simulation error only, five standard errors.
    [Theory, MemberData(nameof(ExactMethods))]
    public void SmallGrid_ExactTests_StayAtOrBelowAlpha(string method)
    {
        foreach (var validity in ValidityGrid.Cases.Where(c => c.Method == method && c.Size == 12))
        {
            var row = ValidityGrid.Run(validity, SmallGrid / validity.Cost);
            Assert.True(row.Rate <= 0.05 + (5 * Math.Sqrt(0.05 * 0.95 / row.Replicates)), $"{validity.Name}: {row.Rate}");
        }
    }

    public static TheoryData<string> Families => new(ValidityGrid.Cases.Select(c => c.Family).Distinct().Order(StringComparer.Ordinal).ToArray());

    // Each test and interval once at n = 12, the first studies of the full grid again: what was documented may differ by chance only, five standard errors.
    [Theory, MemberData(nameof(Families))]
    public void SmallGrid_StaysNearTheDocument(string family)
    {
        var documented = Documented();
        foreach (var validity in ValidityGrid.Cases.Where(c => c.Family == family && c.Size == 12 && c.Kind != ValidityKind.ExactTest).DistinctBy(c => c.Method))
        {
            var (row, rate) = (ValidityGrid.Run(validity, 100), documented[validity.Name]);
            Assert.True(Math.Abs(row.Rate - rate) <= 5 * Math.Sqrt(Math.Max(rate * (1 - rate), 0.01) / row.Replicates), $"{validity.Name}: {row.Rate}, documented {rate}");
        }
    }

    // 2,500 studies a cell (500 for slow methods). Another machine's last digits may move a study across .05: two tenths of a per cent.
    [Fact, Trait("Category", "Long")]
    public void FullGrid_IsTheDocument()
    {
        var rows = ValidityGrid.Cases.Select(c => ValidityGrid.Run(c, ValidityGrid.Studies(c))).ToArray();
        if (Environment.GetEnvironmentVariable("STUDY_WRITE_VALIDITY") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Document)!);
            File.WriteAllText(Document, ValidityGrid.Compose(rows));
        }

        var documented = Documented();
        Assert.All(rows, row => Assert.InRange(documented[row.Case.Name], row.Rate - 0.0021, row.Rate + 0.0021));
        Assert.Equal(rows.Length, documented.Count);
        Assert.All(rows.Where(r => r.Case.Kind == ValidityKind.ExactTest), row => Assert.Equal(string.Empty, row.Flag));
    }

    private static Dictionary<string, double> Documented()
    {
        var rates = new Dictionary<string, double>();
        foreach (var line in File.ReadLines(Document).Where(l => l.StartsWith("| ", StringComparison.Ordinal) && !l.StartsWith("| method", StringComparison.Ordinal)))
        {
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            foreach (var (size, k) in ValidityCase.Sizes.Select((size, k) => (size, k)))
            {
                if (cells[4 + k] == "–")
                {
                    continue;
                }

                rates[$"{cells[1]} | {cells[2]} | {size}"] = double.Parse(cells[4 + k].Split(' ')[0], CultureInfo.InvariantCulture) / 100;
            }
        }

        return rates;
    }
}
