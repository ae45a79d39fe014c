using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using StudyAnalysis.Import.Writing;
using StudyAnalysis.Tests.Architecture;
using StudyAnalysis.Tests.Cli;
using Xunit;

namespace StudyAnalysis.Tests.Definitions;

/// <summary>A third study is two JSON files and a workbook: dated repeated markers, two arms, a child table, derived variables, French labels, a horizon, an
/// optional sheet left out. Every expected number is worked by hand from the six patients below.</summary>
public sealed class ThirdStudyTests(ThirdStudyReport report) : IClassFixture<ThirdStudyReport>
{
    [Fact]
    public void Report_EndsWell() => Assert.True(report.Exit == 0, report.Error);

    [Fact]
    public void Incidence_WithDeathCompeting_AsByHand()
    {
        // At risk 6, death on day 60; at risk 5, dialysis on day 120: 5/6 × 1/5.
        Assert.Equal(1 / 6.0, report.Number("incidence", "estimate", variable: "dialyse", time: 180), 12);
        Assert.Equal(1 / 6.0, report.Number("incidence", "estimate", variable: "deces", time: 180), 12);
    }

    [Fact]
    public void Survival_ByArm_AsByHand()
    {
        // Control: at risk 3, event on day 60; at risk 2, event on day 120: 2/3 × 1/2. Treated: no event.
        Assert.Equal(1 / 3.0, report.Number("survie", "estimate", group: "temoin", time: 180), 12);
        Assert.Equal(2, report.Number("survie", "n.event", group: "temoin"));
        Assert.Equal(0, report.Number("survie", "n.event", group: "traite"));
        Assert.Equal(3, report.Number("survie", "n", group: "traite"));
    }

    [Fact]
    public void PairedChange_OneBelowTheLimitAndOneUnchanged_AsByHand()
    {
        // Ratios 2, 1.5, 0.75, 30/20 (at the limit), 1: the median of the 15 Walsh averages of their logarithms is that of 1 and 1.5.
        Assert.Equal(Math.Sqrt(1.5), report.Numbers("variation", "estimate").First(v => Math.Abs(v - Math.Sqrt(1.5)) < 1e-9), 12);
        Assert.Contains("5", report.Analysis("variation").GetProperty("population").GetProperty("n").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void PairedChange_OfFivePairs_SaysThatTheLevelIsNotAttainable() =>
        Assert.Contains("non", report.Analysis("variation").GetRawText(), StringComparison.Ordinal);

    [Fact]
    public void DerivedVariable_ConvertsMetresInTheHeader()
    {
        // 70 kg and 1.75 m are 22.857 kg/m²; six patients of 70 kg, heights 1.75 and five of 1.60 (27.34).
        Assert.Equal(70 / (1.6 * 1.6), report.Numbers("base", "median").First(v => v > 20 && v < 30), 10);
    }

    [Fact]
    public void OptionalSheetLeftOut_IsNotRun_SayingWhich()
    {
        var analysis = report.Analysis("qualite-bras");
        Assert.Equal("notRun", analysis.GetProperty("status").GetString());
        Assert.Contains("Qualité de vie", analysis.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Flow_CountsTheReasons() => Assert.Contains(6.0, report.Numbers("flux", "n"));

    [Fact]
    public void Html_IsFrench()
    {
        Assert.Contains("lang=\"fr\"", report.Html, StringComparison.Ordinal);
        Assert.Contains("Survie sans dialyse", report.Html, StringComparison.Ordinal);
    }
}

/// <summary>The third study's report in French.</summary>
public sealed class ThirdStudyReport : IDisposable
{
    private readonly CliRun _cli = new();
    private readonly JsonDocument _results;

    public ThirdStudyReport()
    {
        File.WriteAllBytes(_cli["nephro-duo.xlsx"], WorkbookWriter.ToBytes(Workbook()));
        Exit = _cli.Run(
            "report", _cli["nephro-duo.xlsx"], "--definition", Repository.PathOf("tests", "StudyAnalysis.Tests", "Fixtures", "ThirdStudy"),
            "--out", _cli["out"], "--lang", "fr", "--no-pdf");
        Error = _cli.Error;
        _results = JsonDocument.Parse(Exit == 0 ? File.ReadAllText(Path.Combine(_cli["out"], "results.json")) : "{}");
        Html = Exit == 0 ? File.ReadAllText(Path.Combine(_cli["out"], "report.html")) : string.Empty;
    }

    public int Exit { get; }

    public string Error { get; }

    public string Html { get; }

    public JsonElement Analysis(string id) => _results.RootElement.GetProperty("analyses").EnumerateArray().Single(a => a.GetProperty("id").GetString() == id);

    public IEnumerable<double> Numbers(string analysis, string name) => Stats(analysis, name).Select(s => s.GetProperty("stat").GetDouble());

    public double Number(string analysis, string name, string? group = null, string? variable = null, double? time = null) => Assert.Single(
        Stats(analysis, name),
        s => (group is null || s.GetProperty("group1_level").GetString() == group)
            && (variable is null || s.GetProperty("variable").GetString() == variable)
            && (time is { } t
                ? s.GetProperty("group2").GetString() == "time" && double.Parse(s.GetProperty("group2_level").GetString()!, CultureInfo.InvariantCulture) == t
                : s.GetProperty("group2").GetString() is null)).GetProperty("stat").GetDouble();

    public void Dispose()
    {
        _results.Dispose();
        _cli.Dispose();
    }

    private IEnumerable<JsonElement> Stats(string analysis, string name) => Analysis(analysis).GetProperty("stats").EnumerateArray()
        .Where(s => s.GetProperty("stat_name").GetString() == name && s.GetProperty("stat").ValueKind == JsonValueKind.Number);

    private static WorkbookContent Workbook() => new([Inclusions(), Visits()]);

    /// <summary>Half of the dates are typed as text, as people do; heights are in metres, as the header says.</summary>
    private static SheetContent Inclusions()
    {
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<CellContent>>();
        rows.Add([.. new[] { "Code patient", "Bras", "Date d’inclusion", "Date d'information", "Taille (m)", "Poids" }.Select(t => CellContent.Of(t))]);
        foreach (var (code, arm, day, height) in Patients)
        {
            var typed = code is "NEF-01" or "NEF-04";
            rows.Add([CellContent.Of(code), CellContent.Of(arm), Day(day, typed), Day(day, typed), CellContent.Of(height), CellContent.Of(70)]);
        }

        return new SheetContent { Name = "inclusions", Rows = rows.ToImmutable() };
    }

    private static readonly (string Code, string Arm, DateOnly Day, double Height)[] Patients =
    [
        ("NEF-01", "Témoin", new(2026, 1, 5), 1.75),
        ("NEF-02", "T", new(2026, 1, 12), 1.6),
        ("NEF-03", "temoin", new(2026, 1, 19), 1.6),
        ("NEF-04", "Traité", new(2026, 2, 2), 1.6),
        ("NEF-05", "Tt", new(2026, 2, 9), 1.6),
        ("NEF-06", "traite", new(2026, 2, 16), 1.6),
    ];

    private static readonly (int Patient, int Day, string? Creatinine, bool Dialysis, bool Death)[] Draws =
    [
        (1, 0, "100", false, false), (1, 90, "200", false, false), (1, 180, null, false, false),
        (2, 0, "80,0", false, false), (2, 90, "120", false, false), (2, 120, null, true, false),
        (3, 0, "150", false, false), (3, 60, null, false, true),
        (4, 0, "120", false, false), (4, 90, "90", false, false), (4, 180, null, false, false),
        (5, 0, "<20", false, false), (5, 90, "30", false, false), (5, 180, null, false, false),
        (6, 0, "95", false, false), (6, 88, "95", false, false), (6, 170, null, false, false),
    ];

    private static SheetContent Visits()
    {
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<CellContent>>();
        rows.Add([.. new[] { "Code patient", "Date de visite", "Créatinine", "Dialyse", "Décès" }.Select(t => CellContent.Of(t))]);
        foreach (var (patient, day, creatinine, dialysis, death) in Draws)
        {
            var (code, _, start, _) = Patients[patient - 1];
            rows.Add([
                CellContent.Of(code), Day(start.AddDays(day), patient == 2), creatinine is null ? CellContent.Blank : CellContent.Of(creatinine),
                CellContent.Of(dialysis ? "oui" : "non"), CellContent.Of(death ? "oui" : "non")]);
        }

        return new SheetContent { Name = "Visites", Rows = rows.ToImmutable() };
    }

    private static CellContent Day(DateOnly day, bool asText) =>
        asText ? CellContent.Of(day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)) : CellContent.Of(day);
}
