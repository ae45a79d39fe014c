using System.Globalization;
using System.Text.Json;
using StudyAnalysis.Engine;
using StudyAnalysis.Import;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Architecture;
using Xunit;

namespace StudyAnalysis.Tests.Definitions;

/// <summary>A study in the commonest layout (a row for each patient with start, last contact and death; a row for each visit) against R at four data cuts:
/// Lung/reference.R, R 4.2.2, survival 3.5-3, cmprsk 2.2-11.</summary>
public sealed class LungReferenceTests
{
    private const double Tolerance = 1e-8;

    // What no kind computes: a p of a difference whose interval is shown, and the test of a whole factor.
    private static readonly string[] NotComputed = ["rmst difference p", "LR chisq", "LR df", "LR p"];

    private static readonly Dictionary<string, IReadOnlyList<AnalysisResult>> ByCut = new(StringComparer.Ordinal);

    public static TheoryData<string> Cuts => ["2020-06-30", "2020-12-31", "2021-06-30", "all"];

    [Theory]
    [MemberData(nameof(Cuts))]
    public void Results_Match_R(string cut)
    {
        var wrong = new List<string>();
        var compared = 0;
        foreach (var row in Reference().Where(r => r.Cut == cut && !NotComputed.Contains(r.Name) && r.Analysis != "univariable_cox" && !IsVetoed(r)))
        {
            var (what, actual) = Actual(row, Results(cut).First(r => r.Id == row.Analysis));
            compared++;
            if (!IsEqual(row.Value, actual))
            {
                wrong.Add(FormattableString.Invariant($"{row}: {what} {actual}"));
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(compared > 150, $"{compared} numbers compared");
    }

    [Fact]
    public void Results_AtAnEarlyCut_SayWhoWasSeenLater()
    {
        var result = Results("2020-12-31").First(r => r.Id == "survival_by_sex");

        Assert.Equal(136, SeenAfter(new DateOnly(2020, 12, 31)));
        Assert.Contains("Censored at the data cut although seen later: 136.", result.Notes);
    }

    [Theory]
    [InlineData("cox_ecog")]
    [InlineData("multivariable_cox")]
    public void Results_WithFewEventsForEachParameter_SaySo(string id)
    {
        var result = Results("2020-06-30").First(r => r.Id == id);

        Assert.Equal(AnalysisStatus.Ok, result.Status);
        Assert.Contains(result.Notes, n => n.Contains("fewer than 10 per parameter", StringComparison.Ordinal));
    }

    [Theory]
    // The 123 negative visits of month 6 were made, or were not: a relapse found at month 12 then lies after month 3.
    [InlineData("lung.xlsx", 180)]
    [InlineData("lung-without-month-6.xlsx", 90)]
    public void IntervalStarts_AreTheLastNegativeVisitMade(string workbook, double beforeMonth12)
    {
        var data = Study.Load(Folder).Import(Path.Combine(Folder, workbook), new ImportOptions(new DateOnly(2026, 11, 1))).Data!;
        var context = new AnalysisContext(data, Language.English, 1);

        var read = context.Endpoint("relapse", context.Units("all"), scheduled: false);

        var starts = read.Times.Zip(read.IntervalStarts, read.Causes).Where(t => t.Third == 1).Select(t => (t.First, t.Second)).ToHashSet();
        Assert.Equal([(90, 0), (180, 90), (360, beforeMonth12)], starts.Order());
    }

    private static bool IsVetoed(Row row) => row is { Cut: "2020-06-30", Analysis: "cox_ecog" or "multivariable_cox" };

    private static int SeenAfter(DateOnly cut)
    {
        var whole = Import(null).Data!["patients"];
        return Enumerable.Range(0, whole.RowCount).Count(r => new[] { whole["death"][r], whole["last_contact"][r] }.Any(d => !d.IsMissing && d.Day > cut));
    }

    /// <summary>R leaves out what it cannot estimate; so do we, by a reason in place of the number.</summary>
    private static bool IsEqual(double? expected, double? actual) => expected is { } e
        ? actual is { } a && Math.Abs(a - e) <= Tolerance * Math.Max(Math.Abs(e), 1e-300)
        : actual is null;

    private static (string What, double? Value) Actual(Row row, AnalysisResult result)
    {
        if (row.Analysis == "survival_after_d180" && row.Variable is null)
        {
            return ("population", row.Name == "n kept"
                ? result.Population.N
                : result.Population.Excluded.FirstOrDefault(e => e.Reason.StartsWith(row.Name["n ".Length..], StringComparison.Ordinal))?.N ?? 0);
        }

        var (context, name) = Find(row);
        var found = result.Statistics.Where(s => s.Name == name && (context is null || s.Context == context) && IsAbout(row, s)).ToArray();
        Assert.True(found.Length <= 1, $"{row}: {found.Length} numbers match");
        return found.Length == 0 ? ("absent", null) : ($"{found[0].Context} {name}", found[0].Value.IsEstimable ? found[0].Value.Value : null);
    }

    private static bool IsAbout(Row row, Statistic s) => row.Analysis switch
    {
        "patient_flow" => s.Variable == row.Level && s.VariableLevel is null,
        "follow_up" => row.Variable is null || (s.Variable == row.Level && s.VariableLevel == row.Name["n ".Length..]),
        "relapse_incidence" => s.Variable == Cause(row) && s.Group1Level == row.Level && TimeOf(s) == row.Time,
        _ when row.Name.StartsWith("log-rank", StringComparison.Ordinal) => true,
        _ when row.Analysis.Contains("cox", StringComparison.Ordinal) => row.Variable is null ? s.Variable is null : s.Variable == row.Variable + row.Level,
        _ => s.Group1 == row.Variable && s.Group1Level == Level(row) && TimeOf(s) == row.Time,
    };

    private static string? Level(Row row) => row.Level switch
    {
        "no" => "false",
        "yes" => "true",
        "female - male" => "female",
        var level => level,
    };

    private static string Cause(Row row) => row.Name.Contains("death", StringComparison.Ordinal) || row.Name == "n.competing" ? "death" : "relapse";

    private static (string? Context, string Name) Find(Row row) => row.Analysis switch
    {
        "follow_up" when row.Variable is not null => ("visit", "n"),
        "follow_up" => ("followUp.reverse", row.Name.Replace("median.", string.Empty, StringComparison.Ordinal)),
        "relapse_incidence" => Incidence(row.Name),
        "cox_sex" or "cox_age" or "cox_ecog" or "multivariable_cox" => row.Name switch
        {
            "hr" => ("hazard ratio", "estimate"),
            "hr conf.low" => ("hazard ratio", "conf.low"),
            "hr conf.high" => ("hazard ratio", "conf.high"),
            "p (Wald)" => ("cox", "p.value"),
            _ => ("cox", row.Name),
        },
        "patient_flow" => ("flow", row.Name),
        _ => Survival(row.Name),
    };

    private static (string Context, string Name) Incidence(string name) => name switch
    {
        "n" or "n.event" => ("cumulativeIncidence", name),
        "n.competing" => ("cumulativeIncidence", "n.event"),
        "Gray chisq relapse" or "Gray chisq death" => ("gray", "statistic"),
        "Gray p relapse" or "Gray p death" => ("gray", "p.value"),
        _ => ("cumulativeIncidence", name.Split(' ')[1]),
    };

    private static (string Context, string Name) Survival(string name) => name switch
    {
        "log-rank chisq" => ("logrank", "statistic"),
        "log-rank df" => ("logrank", "parameter"),
        "log-rank p" => ("logrank", "p.value"),
        "rmst" => ("rmst", "estimate"),
        "rmst difference" => ("rmst difference", "estimate"),
        _ when name.StartsWith("rmst difference ", StringComparison.Ordinal) => ("rmst difference", name["rmst difference ".Length..]),
        _ when name.StartsWith("rmst ", StringComparison.Ordinal) => ("rmst", name["rmst ".Length..]),
        _ => ("survival", name),
    };

    private static double? TimeOf(Statistic s) => s.Group2 == "time" ? double.Parse(s.Group2Level!, CultureInfo.InvariantCulture) : null;

    private static IReadOnlyList<AnalysisResult> Results(string cut)
    {
        lock (ByCut)
        {
            if (!ByCut.TryGetValue(cut, out var results))
            {
                var import = Import(cut == "all" ? null : DateOnly.ParseExact(cut, "yyyy-MM-dd", CultureInfo.InvariantCulture));
                ByCut.Add(cut, results = [.. Study.Analyze(import.Data!, Language.English, 1)]);
            }

            return results;
        }
    }

    private static string Folder => Repository.PathOf("tests", "StudyAnalysis.Tests", "Definitions", "Lung");

    private static ImportResult Import(DateOnly? cut) =>
        Study.Load(Folder).Import(Path.Combine(Folder, "lung.xlsx"), new ImportOptions(new DateOnly(2026, 11, 1), cut));

    private static Row[] Reference()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "reference.json")));
        return [.. document.RootElement.EnumerateArray().Select(r => new Row(
            r.GetProperty("cut").GetString()!,
            r.GetProperty("analysis").GetString()!,
            r.GetProperty("variable").GetString(),
            r.GetProperty("level").GetString(),
            r.GetProperty("time") is { ValueKind: JsonValueKind.Number } t ? t.GetDouble() : null,
            r.GetProperty("stat_name").GetString()!,
            r.GetProperty("stat") is { ValueKind: JsonValueKind.Number } v ? v.GetDouble() : null))];
    }

    private sealed record Row(string Cut, string Analysis, string? Variable, string? Level, double? Time, string Name, double? Value);
}
