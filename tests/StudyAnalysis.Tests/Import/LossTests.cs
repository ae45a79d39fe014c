using StudyAnalysis.Cli;
using StudyAnalysis.Import;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Cli;
using Xunit;

namespace StudyAnalysis.Tests.Import;

/// <summary>Many small refusals are one large loss: said in words on page one, blocking from three and more than 5 % on.</summary>
public sealed class LossTests
{
    [Theory]
    [InlineData(2, 20, false)]
    [InlineData(3, 59, false)]
    [InlineData(3, 58, true)]
    [InlineData(80, 100, true)]
    public void RefusedRows_BlockFromThreeAndMoreThanFivePercent(int repeated, int rows, bool isBlocking)
    {
        var result = Import(Enumerable.Range(0, rows).Select(i => new object?[] { i < repeated ? "P1000" : $"P{2000 + i}", new DateOnly(2026, 1, 5), 1 }), first: true);

        // The first of the repeated rows stands before them and is used.
        var loss = Assert.Single(result.Losses);
        Assert.Equal(new Loss("Personnes", null, repeated, rows + 1, isBlocking), loss);
        Assert.Equal(isBlocking, result.Findings.Any(f => f is { Id: "IMP-057", Severity: Severity.Blocking, Sheet: "Personnes" }));
        Assert.All(result.Findings.Where(f => f.Id == "IMP-057"), f => Assert.Equal(
            ($"{repeated} of {rows + 1} rows of the sheet were refused. Every figure of the report is computed without them.",
                $"{repeated} des {rows + 1} lignes de la feuille ont été refusées. Tous les chiffres du rapport sont calculés sans elles."),
            (f.Message.In(Language.English), f.Message.In(Language.French))));
    }

    [Fact]
    public void RowsWithoutAKey_AreLosses()
    {
        var result = Import(Enumerable.Range(0, 9).Select(i => new object?[] { i is > 0 and < 4 ? null : $"P{2000 + i}", new DateOnly(2026, 1, 5), 1 }));

        Assert.Equal([new Loss("Personnes", null, 3, 9, true)], result.Losses);
    }

    [Fact]
    public void PatientsWhoOpposed_AreNoLoss()
    {
        var result = TestStudy.Import(
            TestStudy.Sheet("Personnes", [["Personne", "Date d'information", "Opposition"], .. Enumerable.Range(0, 10).Select(i => new object?[] { $"P{2000 + i}", new DateOnly(2026, 1, 5), i < 4 ? "oui" : "non" })]),
            TestStudy.Sheet("Tubes", ["Tube", "Personne", "Date"], ["T1", "P2009", new DateTime(2026, 2, 3, 8, 30, 0)]));

        Assert.Empty(result.Losses);
        Assert.DoesNotContain(result.Findings, f => f.Id is "IMP-057" or "IMP-058");
    }

    [Theory]
    [InlineData(2, 20, false)]
    [InlineData(3, 60, false)]
    [InlineData(3, 59, true)]
    public void RefusedValuesOfACoreColumn_Block(int wrong, int rows, bool isBlocking)
    {
        var result = Import(Enumerable.Range(0, rows).Select(i => new object?[] { $"P{2000 + i}", i < wrong ? "soon" : new DateOnly(2026, 1, 5), 1 }));

        Assert.Equal(isBlocking, result.Findings.Any(f => f is { Id: "IMP-058", Severity: Severity.Blocking }));
        Assert.Equal(isBlocking ? 1 : 0, result.Losses.Length);
        Assert.All(result.Losses, l => Assert.Equal((wrong, rows, "Date d'information"), (l.Refused, l.Total, l.Column!.In(Language.French))));
    }

    [Fact]
    public void RefusedValuesOfAnOptionalColumn_DoNotBlock()
    {
        var result = Import(Enumerable.Range(0, 10).Select(i => new object?[] { $"P{2000 + i}", new DateOnly(2026, 1, 5), "much" }));

        Assert.Empty(result.Losses);
    }

    [Theory]
    [InlineData("en", "Patients: 9 of 19 rows.", "Rows refused, and columns with large losses")]
    [InlineData("fr", "Patients : 9 lignes sur 19.", "Lignes refusées et colonnes à pertes importantes")]
    public void LostRows_AreOnPageOneInWords(string language, string sentence, string title)
    {
        using var cli = new CliRun();
        var rows = Enumerable.Range(1, 10).Concat(Enumerable.Range(2, 9)).Select(i => new object?[] { $"P{i:00}", 60 + i });
        File.WriteAllBytes(cli["loss.xlsx"], TestStudy.Workbook(TestStudy.Sheet("Patients", [["ID", "Weight at baseline"], .. rows])));

        Assert.Equal(ExitCode.BlockingOrDifferent, cli.Run(
            "report", cli["loss.xlsx"], "--definition", ImportCase.PathOf("headers-title-first", "definition"), "--out", cli["out"], "--no-pdf", "--lang", language));

        var pageOne = PageOneText.Of(cli["out"]);
        Assert.Contains(sentence, pageOne, StringComparison.Ordinal);
        Assert.Contains(title, pageOne, StringComparison.Ordinal);
    }

    [Fact]
    public void OneLostRow_IsSaidInTheSingular()
    {
        using var cli = new CliRun();
        var rows = Enumerable.Range(1, 10).Append(2).Select(i => new object?[] { $"P{i:00}", 60 + i });
        File.WriteAllBytes(cli["loss.xlsx"], TestStudy.Workbook(TestStudy.Sheet("Patients", [["ID", "Weight at baseline"], .. rows])));

        cli.Run("report", cli["loss.xlsx"], "--definition", ImportCase.PathOf("headers-title-first", "definition"), "--out", cli["out"], "--no-pdf", "--lang", "fr");

        var html = System.Net.WebUtility.HtmlDecode(File.ReadAllText(Path.Combine(cli["out"], "report.html"))).Replace('\u00A0', ' ').Replace('\u202F', ' ');
        Assert.Contains("Patients : 1 ligne sur 11.", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1e100, true)]
    [InlineData(1e74, true)]
    [InlineData(9e29, false)]
    [InlineData(-9e29, false)]
    [InlineData(1e-300, false)]
    public void NumberTooLargeForTheStatistics_IsAFindingAndNoFailure(double typed, bool isRefused)
    {
        using var cli = new CliRun();
        var rows = Enumerable.Range(1, 10).Select(i => new object?[] { $"P{i:00}", i == 5 ? typed : 60 + i });
        File.WriteAllBytes(cli["large.xlsx"], TestStudy.Workbook(TestStudy.Sheet("Patients", [["ID", "Weight at baseline"], .. rows])));

        var code = cli.Run("report", cli["large.xlsx"], "--definition", ImportCase.PathOf("headers-title-first", "definition"), "--out", cli["out"], "--no-pdf");

        Assert.Equal(ExitCode.Done, code);
        cli.Run("check", cli["large.xlsx"], "--definition", ImportCase.PathOf("headers-title-first", "definition"));
        Assert.Equal(isRefused, cli.Output.Contains("IMP-035", StringComparison.Ordinal));
    }

    private static ImportResult Import(IEnumerable<object?[]> rows, bool first = false) => TestStudy.Import(
        TestStudy.Sheet("Personnes", [["Personne", "Date d'information", "Nombre"], .. first ? [["P1000", new DateOnly(2026, 1, 5), 1]] : Array.Empty<object?[]>(), .. rows]),
        TestStudy.Sheet("Tubes", ["Tube", "Personne", "Date"], ["T1", first ? "P1000" : "P2000", new DateTime(2026, 2, 3, 8, 30, 0)]));
}
