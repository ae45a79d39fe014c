using System.Globalization;
using System.Text;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Architecture;
using StudyAnalysis.Tests.Fixtures;
using Xunit;

namespace StudyAnalysis.Tests.Data.CutLayouts;

/// <summary>One cohort in three layouts, cut on five days by layouts.R (R 4.2.2, survival 3.5-3, cmprsk 2.2-11): 20 seeds, number by number.</summary>
public sealed class ThreeLayoutsTests
{
    private const double Tolerance = 1e-8;

    private static readonly string[] Cuts = ["2020-06-30", "2020-12-31", "2021-06-30", "2021-12-31", "2023-12-31"];

    private static readonly Lazy<ILookup<string, string[]>> Patients = new(() => Rows("patients.csv").ToLookup(r => r[0], StringComparer.Ordinal));

    private static readonly Lazy<ILookup<string, string[]>> Visits = new(() => Rows("visits.csv").ToLookup(r => r[0], StringComparer.Ordinal));

    private static readonly Lazy<ILookup<(string Layout, string Seed, string Cut), string[]>> Expected = new(
        () => Rows("expected.csv").ToLookup(r => (r[0], r[1], r[2])));

    public static TheoryData<string, string> LayoutsAndCuts =>
    [
        .. from layout in new[] { "contact", "duration", "visits" }
           from cut in Cuts
           select (layout, cut),
    ];

    [Theory]
    [MemberData(nameof(LayoutsAndCuts))]
    public void Numbers_AtACut_AreThoseOfR(string layout, string cut)
    {
        var compared = Enumerable.Range(1, 20).Sum(seed => Compare(layout, Text(seed), cut, layout == "duration" ? "contact" : layout, cut));

        Assert.True(compared >= (layout == "visits" ? 60 : 260), $"{compared} numbers compared");
    }

    [Theory]
    [InlineData("2020-06-30")]
    [InlineData("2020-12-31")]
    [InlineData("2021-06-30")]
    [InlineData("2021-12-31")]
    [InlineData("2023-12-31")]
    public void Numbers_OfDurationsWithoutAStart_AreTheSameAtEveryCut(string cut) =>
        Assert.True(Enumerable.Range(1, 20).Sum(seed => Compare("timeless", Text(seed), cut, "timeless", "any")) >= 260);

    [Fact]
    public void Expected_HoldsEveryLayoutSeedAndCut() =>
        Assert.Equal((20 * 5 * 2) + 20, Expected.Value.Count(g => g.Any()));

    private static int Compare(string layout, string seed, string cut, string expectedLayout, string expectedCut)
    {
        var context = new AnalysisContext(Study(layout, seed).AsOf(cut).Build(), Language.English, 1);
        var results = context.Definition.Plan.Analyses.ToDictionary(a => a.Id, a => AllKinds.All[a.Kind].Analyze(context, a), StringComparer.Ordinal);
        var rows = Expected.Value[(expectedLayout, seed, expectedCut)].ToArray();
        foreach (var row in rows)
        {
            var expected = row[4] == "NA" ? (double?)null : double.Parse(row[4], CultureInfo.InvariantCulture);
            var actual = Actual(results, row[3]);
            var isEqual = expected is { } e ? actual is { } a && Math.Abs(a - e) <= Tolerance * Math.Abs(e) : actual is null;
            Assert.True(isEqual, $"{layout}, seed {seed}, cut {cut}, {row[3]}: R {row[4]}, here {actual?.ToString("R", CultureInfo.InvariantCulture) ?? "none"}");
        }

        return rows.Length;
    }

    private static double? Actual(Dictionary<string, AnalysisResult> results, string name)
    {
        var (stem, at) = name.Split('@') is [var first, var time] ? (first, time) : (name, null);
        var (analysis, context, statistic, variable) = stem switch
        {
            "surv" => ("km", "survival", "estimate", null),
            "lower" => ("km", "survival", "conf.low", null),
            "upper" => ("km", "survival", "conf.high", null),
            "logrank" => ("arms", "logrank", "statistic", null),
            "coef" => ("cox", "cox", "estimate", "armb"),
            "se" => ("cox", "cox", "std.error", "armb"),
            "relapse" or "death" => ("risk", "cumulativeIncidence", "estimate", stem),
            "n.relapse" or "n.death" => ("risk", "cumulativeIncidence", "n.event", stem[2..]),
            "n" when results.ContainsKey("risk") => ("risk", "cumulativeIncidence", "n", "relapse"),
            _ => ("km", "survival", stem, (string?)null),
        };
        var found = results[analysis].Statistics.Where(
            s => s.Context == context && s.Name == statistic && s.Variable == variable && s.Group2Level == at).ToArray();
        Assert.True(found.Length <= 1, $"{name}: {found.Length} numbers");
        return found is [{ Value.IsEstimable: true } one] ? one.Value.Value : null;
    }

    private static StudyBuilder Study(string layout, string seed)
    {
        var study = layout switch
        {
            "visits" => ByVisits(seed),
            "contact" => new StudyBuilder()
                .Table("patients", Lines(seed, "id text key | arm text codes=a,b | start date | seen date | death date", p => p.IsDead
                    ? $"{p.Start} | | {p.End}"
                    : $"{p.Start} | {p.End} |"))
                .Origin("start").Endpoint("os", "start", [("death", "death", null)], "seen"),
            "duration" => new StudyBuilder()
                .Table("patients", Lines(seed, "id text key | arm text codes=a,b | start date | time number | dead boolean", p => $"{p.Start} | {p.Time} | {p.IsDead}"))
                .Origin("start").Endpoint("os", null, [("death", "time", "dead")], "time"),
            _ => new StudyBuilder()
                .Table("patients", Lines(seed, "id text key | arm text codes=a,b | time number | dead boolean", p => $"{p.Time} | {p.IsDead}"))
                .Endpoint("os", null, [("death", "time", "dead")], "time"),
        };
        study.Population("all", "patient").LockDatabase("2020-01-01");
        return layout == "visits"
            ? study.Analysis("risk", "cumulativeIncidence", """{ "endpoint": "relapse", "times": [120, 365] }""")
            : study.Analysis("km", "survival", """{ "endpoint": "os", "times": [120, 365] }""")
                .Analysis("arms", "survival", """{ "endpoint": "os", "by": "arm", "test": "logrank" }""")
                .Analysis("cox", "hazardModel", """{ "endpoint": "os", "penalty": "none", "ties": "efron", "eventsPerParameter": { "note": 1, "veto": 1 }, "terms": [{ "variable": "arm", "as": "category" }] }""");
    }

    /// <summary>A death is a row of the visits, as a data manager types it.</summary>
    private static StudyBuilder ByVisits(string seed)
    {
        var visits = new StringBuilder("patient text ->patients.id | date date role=row-date | kind text | relapse boolean\n");
        foreach (var visit in Visits.Value[seed])
        {
            visits.Append(CultureInfo.InvariantCulture, $"{visit[1]} | {visit[2]} | visit | {visit[3]}\n");
        }

        foreach (var patient in Patients.Value[seed].Select(Patient.Of).Where(p => p.IsDead))
        {
            visits.Append(CultureInfo.InvariantCulture, $"{patient.Id} | {patient.End} | death | false\n");
        }

        return new StudyBuilder()
            .Table("patients", Lines(seed, "id text key | arm text codes=a,b | start date", p => p.Start))
            .Table("visits", visits.ToString())
            .Origin("start")
            .Endpoint(
                "relapse", "start", [("relapse", "min(visits.date where relapse)", null)], "max(visits.date where kind = 'visit')",
                competing: [("death", "min(visits.date where kind = 'death')", null)]);
    }

    private static string Lines(string seed, string header, Func<Patient, string> cells) => string.Join(
        '\n', Patients.Value[seed].Select(Patient.Of).Select(p => $"{p.Id} | {p.Arm} | {cells(p)}").Prepend(header));

    private static IEnumerable<string[]> Rows(string file) => File.ReadLines(Repository.PathOf("tests", "StudyAnalysis.Tests", "Data", "CutLayouts", file))
        .Skip(1).Select(l => l.Split(','));

    private static string Text(int seed) => seed.ToString(CultureInfo.InvariantCulture);

    private sealed record Patient(string Id, string Arm, string Start, string Time, bool IsDead)
    {
        public string End => DateOnly.ParseExact(Start, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(int.Parse(Time, CultureInfo.InvariantCulture))
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        public static Patient Of(string[] row) => new(row[1], row[2], row[3], row[4], row[5] == "TRUE");
    }
}
