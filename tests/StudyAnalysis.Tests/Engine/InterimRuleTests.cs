using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StudyAnalysis.Engine;
using StudyAnalysis.Import;
using StudyAnalysis.Kinds;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Architecture;
using Xunit;

namespace StudyAnalysis.Tests.Engine;

/// <summary>Every kind of analysis, run on both studies before the database lock and after it.</summary>
public sealed class InterimRuleTests
{
    /// <summary>What an interim may hold: counts, what describes values, estimates with their spread and interval. A name that is not here is new: decide whether
    /// a p follows from it, then it belongs here or into <see cref="TestNumbers"/>.</summary>
    private static readonly HashSet<string> _allowed =
    [
        "n", "N", "n.missing", "n.event", "n.risk", "n.below", "n.up", "n.down", "n.same", "n.both.below", "n.one.below", "n.excluded", "n.known", "n.unknown",
        "n.total", "n.opposed", "n.planned", "n.complete", "n.single", "n.outside",
        "months", "months.planned", "prop", "prop.below", "observed", "expected", "time", "horizon", "rmst",
        "mean", "sd", "min", "max", "median", "p25", "p75", "median.low", "median.high", "median.conf.low", "median.conf.high",
        "estimate", "estimate.low", "estimate.high", "conf.low", "conf.high", "conf.level", "std.error", "robust.se", "variance",
        "concordance", "concordance.std.error",
    ];

    [Theory]
    [InlineData("rfa-crlm", "example.xlsx")]
    [InlineData("colon-moertel", "colon-moertel.xlsx")]
    public void Interim_OfEveryAnalysis_HoldsNothingThatAPFollowsFrom(string study, string workbook)
    {
        var interim = Run(study, workbook, "none");

        Assert.All(interim, r => Assert.Null(r.DecisiveP));
        Assert.All(interim, r => Assert.All(r.Statistics, s => Assert.Contains(s.Name, _allowed)));
        Assert.All(interim, r => Assert.All(r.Statistics, s => Assert.NotEqual(NumberStyle.PValue, s.Format.Style)));
    }

    [Theory]
    [InlineData("rfa-crlm", "example.xlsx")]
    [InlineData("colon-moertel", "colon-moertel.xlsx")]
    public void Final_HasTheSameNumbers_AndTheTests(string study, string workbook)
    {
        var interim = Run(study, workbook, "none");
        var final = Run(study, workbook, "final");

        Assert.Equal(final.Select(r => r.Id), interim.Select(r => r.Id));
        foreach (var (shown, whole) in interim.Zip(final))
        {
            Assert.Equal(
                whole.Statistics.Where(s => !TestNumbers.Has(s.Name)).Select(Key).Order(StringComparer.Ordinal),
                shown.Statistics.Select(Key).Order(StringComparer.Ordinal));
            Assert.Equal(whole.Statistics.Any(s => TestNumbers.Has(s.Name)), shown.Notes.Any(n => n.StartsWith("No p value", StringComparison.Ordinal)));
        }

        Assert.Contains(final, r => r.Statistics.Any(s => s.Name == "statistic"));
        Assert.Contains(final, r => r.Statistics.Any(s => s.Name == "parameter"));
        Assert.Contains(final, r => r.Statistics.Any(s => s.Name == "p.value"));
        Assert.Contains(final, r => r.Statistics.Any(s => s.Name == "logLik"));
    }

    [Fact]
    public void BothStudies_HaveEveryKind()
    {
        var kinds = Run("rfa-crlm", "example.xlsx", "none").Concat(Run("colon-moertel", "colon-moertel.xlsx", "none"))
            .Where(r => r.Status != AnalysisStatus.NotRun).Select(r => r.Kind).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(AllKinds.All.Keys.Except(kinds, StringComparer.Ordinal));
    }

    [Fact]
    public void Finished_HandsOutNoMoreThanMayBeShown()
    {
        var import = Import("colon-moertel", "colon-moertel.xlsx", "none");
        var handed = new List<AnalysisResult>();
        _ = Study.Analyze(import.Data!, Language.English, 20260101, progress: null, handed.Add, CancellationToken.None);

        Assert.NotEmpty(handed);
        Assert.All(handed, r => Assert.Null(r.DecisiveP));
        Assert.All(handed, r => Assert.DoesNotContain(r.Statistics, s => TestNumbers.Has(s.Name)));
    }

    [Theory]
    [InlineData("p.value", true)]
    [InlineData("p.value.adjusted", true)]
    [InlineData("statistic", true)]
    [InlineData("statistic.global", true)]
    [InlineData("parameter", true)]
    [InlineData("df.residual", true)]
    [InlineData("logLik", true)]
    [InlineData("logLik.null", true)]
    [InlineData("AIC", true)]
    [InlineData("BIC", true)]
    [InlineData("null.deviance", true)]
    [InlineData("p25", false)]
    [InlineData("prop", false)]
    [InlineData("conf.low", false)]
    [InlineData("estimate", false)]
    public void TestNumbers_AreKnownByWholeWords(string name, bool expected) => Assert.Equal(expected, TestNumbers.Has(name));

    private static string Key(Statistic s) => string.Join('|', s.Context, s.Variable, s.VariableLevel, s.Group1, s.Group1Level, s.Group2, s.Group2Level, s.Name, s.Value);

    private static ImmutableArray<AnalysisResult> Run(string study, string workbook, string inference) =>
        Study.Analyze(Import(study, workbook, inference).Data!, Language.English, 20260101);

    private static ImportResult Import(string study, string workbook, string inference)
    {
        var source = Repository.PathOf("data-schema", study);
        var folder = Directory.CreateTempSubdirectory("study-interim-").FullName;
        try
        {
            File.Copy(Path.Combine(source, "datapackage.json"), Path.Combine(folder, "datapackage.json"));
            var plan = JsonNode.Parse(File.ReadAllText(Path.Combine(source, "plan.json")))!;
            plan["interim"]!["inference"] = inference;
            File.WriteAllText(Path.Combine(folder, "plan.json"), plan.ToJsonString());
            return Study.Load(folder).Import(Path.Combine(source, workbook), new ImportOptions(new DateOnly(2026, 11, 23)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
