using System.Globalization;
using System.Text.Json;
using StudyAnalysis.Tests.Architecture;
using StudyAnalysis.Tests.Cli;
using Xunit;

namespace StudyAnalysis.Tests.Definitions;

/// <summary>results.json of the public colon study against R, row by row: R 4.2.2, survival 3.5-3, cmprsk 2.2-11, each number with its call.</summary>
public sealed class ColonMoertelReferenceTests(ColonMoertelReport report) : IClassFixture<ColonMoertelReport>
{
    private const double Tolerance = 1e-8;

    /// <summary>Where a kind reports one quantity in two ways (log hazard and hazard ratio), the context that R prints.</summary>
    private static readonly Dictionary<string, string> Contexts = new(StringComparer.Ordinal)
    {
        ["recurrence-cox"] = "cox",
        ["recurrence-cox-ph"] = "cox.zph",
    };

    public static TheoryData<int, string> Rows
    {
        get
        {
            var rows = new TheoryData<int, string>();
            foreach (var (row, index) in Reference().Select((r, i) => (r, i)))
            {
                rows.Add(index, $"{row.Analysis} {row.Group} {row.Variable} {row.Time?.ToString(CultureInfo.InvariantCulture)} {row.Name}");
            }

            return rows;
        }
    }

    [Fact]
    public void Reference_Has167Rows() => Assert.Equal(167, Reference().Length);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Report_Matches_R(int index, string what)
    {
        var expected = Reference()[index];
        var found = report.Statistics.Where(s => Matches(expected, s)).ToArray();
        Assert.True(found.Length == 1, $"{what}: {found.Length} rows of results.json match.");
        var actual = found[0].Value;
        Assert.NotNull(actual);
        var error = expected.Value == 0 ? Math.Abs(actual.Value) : Math.Abs((actual.Value - expected.Value) / expected.Value);
        Assert.True(error <= Tolerance, $"{what}: R {expected.Value:R}, report {actual.Value:R}, relative error {error:E2} ({expected.Call})");
    }

    private static bool Matches(ReferenceRow expected, ReportedStatistic s) =>
        s.Analysis == expected.Analysis
        && s.Name == expected.Name
        && s.Group == expected.Group
        && s.Time == expected.Time
        && (expected.Variable is null ? !IsAboutAVariable(expected.Analysis) || s.Variable is null : s.Variable == expected.Variable)
        && (!Contexts.TryGetValue(expected.Analysis, out var context) || s.Context == context);

    /// <summary>Whether the analysis reports per variable, so that a row without one means the whole model.</summary>
    private static bool IsAboutAVariable(string analysis) => analysis is "recurrence-cox" or "recurrence-cox-ph" or "recurrence-cif";

    private static ReferenceRow[] Reference()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("tests", "StudyAnalysis.Tests", "Definitions", "ColonMoertel", "reference.json")));
        return [.. document.RootElement.GetProperty("reference").EnumerateArray().Select(r => new ReferenceRow(
            r.GetProperty("analysis").GetString()!,
            r.GetProperty("group1_level").GetString(),
            r.GetProperty("variable").GetString(),
            r.GetProperty("time_days") is { ValueKind: JsonValueKind.Number } t ? t.GetDouble() : null,
            r.GetProperty("stat_name").GetString()!,
            r.GetProperty("stat").GetDouble(),
            r.GetProperty("r_call").GetString()!))];
    }

    private sealed record ReferenceRow(string Analysis, string? Group, string? Variable, double? Time, string Name, double Value, string Call);
}

/// <summary>One row of results.json.</summary>
public sealed record ReportedStatistic(string Analysis, string? Group, string? Variable, double? Time, string Context, string Name, double? Value);

/// <summary>The colon study's report, made once by the program.</summary>
public sealed class ColonMoertelReport : IDisposable
{
    private readonly CliRun _cli = new();

    public ColonMoertelReport()
    {
        var exit = _cli.Run(
            "report", CliRun.Definition("colon-moertel") + "/colon-moertel.xlsx", "--definition", CliRun.Definition("colon-moertel"), "--out", _cli["X"], "--no-pdf");
        Assert.True(exit == 0, $"exit {exit}: {_cli.Error}");
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(_cli["X"], "results.json")));
        Statistics = [.. document.RootElement.GetProperty("analyses").EnumerateArray().SelectMany(a => a.GetProperty("stats").EnumerateArray().Select(s => Read(a, s)))];
    }

    public IReadOnlyList<ReportedStatistic> Statistics { get; }

    public void Dispose() => _cli.Dispose();

    private static ReportedStatistic Read(JsonElement analysis, JsonElement s) => new(
        analysis.GetProperty("id").GetString()!,
        s.GetProperty("group1_level").GetString(),
        s.GetProperty("variable").GetString(),
        s.GetProperty("group2").GetString() == "time" ? double.Parse(s.GetProperty("group2_level").GetString()!, CultureInfo.InvariantCulture) : null,
        s.GetProperty("context").GetString()!,
        s.GetProperty("stat_name").GetString()!,
        s.GetProperty("stat") is { ValueKind: JsonValueKind.Number } v ? v.GetDouble() : null);
}
