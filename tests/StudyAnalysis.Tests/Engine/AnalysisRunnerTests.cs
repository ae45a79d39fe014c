using System.Collections.Immutable;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics;
using StudyAnalysis.Tests.Fixtures;
using Xunit;

namespace StudyAnalysis.Tests.Engine;

public sealed class AnalysisRunnerTests
{
    [Fact]
    public void Run_PlanOrder_WithProgress()
    {
        var seen = new List<AnalysisProgress>();

        var results = Run(Study().Analysis("b", "p").Analysis("a", "p"), progress: seen.Add);

        Assert.Equal(["b", "a"], results.Select(r => r.Id));
        Assert.Equal([new AnalysisProgress(1, 2, "b", "b"), new AnalysisProgress(2, 2, "a", "a")], seen);
    }

    [Fact]
    public void Run_NeedsAnAbsentSheet_IsNotRunWithTheReason()
    {
        var results = Run(Study().Absent("labs").Analysis("needs", "p", """{ "marker": "m" }""").Analysis("else", "p", """{ "optional": "m" }"""));

        Assert.Equal(AnalysisStatus.NotRun, results[0].Status);
        Assert.Equal("the sheet “Labs” is not in the workbook", results[0].StatusReason);
        Assert.Equal(AnalysisStatus.Ok, results[1].Status);
    }

    [Fact]
    public void Run_PopulationNeedsAnAbsentSheet_IsNotRun()
    {
        var results = Run(Study().Absent("labs").Population("sampled", "patient", ("no sample", "any(labs)")).Analysis("a", "p", population: "sampled"));

        Assert.Equal(AnalysisStatus.NotRun, results[0].Status);
    }

    [Theory]
    [InlineData(4, AnalysisStatus.Ok, "")]
    [InlineData(5, AnalysisStatus.NotEstimable, "4 patients analysed; the plan shows this analysis from 5")]
    public void Run_FirstReportableN_HidesSmallerResults(int least, AnalysisStatus status, string reason)
    {
        var result = Run(Study().Analysis("a", "p", firstReportableN: least))[0];

        Assert.Equal(status, result.Status);
        Assert.Equal(reason, result.StatusReason);
        Assert.Equal(status == AnalysisStatus.Ok, result.Statistics.Length > 0);
    }

    [Theory]
    [InlineData(2, AnalysisStatus.Ok, "")]
    [InlineData(3, AnalysisStatus.NotEstimable, "2 events; the plan shows this analysis from 3")]
    public void Run_FirstReportableEvents_CountsThoseOfTheEndpoint(int least, AnalysisStatus status, string reason)
    {
        var result = Run(Study().Analysis("a", "p", """{ "endpoint": "e" }""", firstReportableEvents: least))[0];

        Assert.Equal(status, result.Status);
        Assert.Equal(reason, result.StatusReason);
    }

    [Fact]
    public void Run_KindThrows_GoesUpNamingTheAnalysis()
    {
        var thrown = Assert.Throws<AnalysisFailedException>(() => Run(Study().Analysis("good", "p").Analysis("bad", "throws")));

        Assert.Equal("bad", thrown.Analysis);
        Assert.IsType<InvalidOperationException>(thrown.InnerException);
    }

    [Fact]
    public void Run_Cancelled_Throws()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => Run(Study().Analysis("a", "p"), cancellation: source.Token));
    }

    [Fact]
    public void Run_SecondaryFamily_IsAdjustedByHolm()
    {
        // Holm (1979) by hand: 0.01·3, max(0.03, 0.02·2), max(0.04, 0.03·1); the exploratory one is not of the family.
        var results = Run(Locked(0.01)
            .Analysis("s1", "p", """{ "value": 0.03 }""", role: AnalysisRole.Secondary, family: "f")
            .Analysis("s2", "p", """{ "value": 0.01 }""", role: AnalysisRole.Secondary, family: "f")
            .Analysis("s3", "p", """{ "value": 0.02 }""", role: AnalysisRole.Secondary, family: "f")
            .Analysis("none", "p", """{ "value": -1 }""", role: AnalysisRole.Secondary, family: "f")
            .Analysis("x", "p", """{ "value": 0.02 }""", family: "f"));

        Assert.Equal(0.04, Adjusted(results, "s1"), 12);
        Assert.Equal(0.03, Adjusted(results, "s2"), 12);
        Assert.Equal(0.04, Adjusted(results, "s3"), 12);
        Assert.DoesNotContain(results.Single(r => r.Id == "x").Statistics, s => s.Name == "p.value.adjusted");
        Assert.DoesNotContain(results.Single(r => r.Id == "none").Statistics, s => s.Name == "p.value.adjusted");
        Assert.Equal("p, Holm, 3 of 4 planned tests", results[1].Statistics.Single(s => s.Name == "p.value.adjusted").Label);
    }

    [Theory]
    [InlineData(0.05, "Holm-adjusted within its family; read because the primary analysis rejects.")]
    [InlineData(0.0501, "Descriptive only: the primary analysis does not reject.")]
    [InlineData(-1, "Descriptive only: the primary analysis does not reject.")]
    public void Run_SecondaryFamily_IsReadOnlyIfThePrimaryRejects(double primary, string note)
    {
        var results = Run(Locked(primary).Analysis("s", "p", """{ "value": 0.01 }""", role: AnalysisRole.Secondary, family: "f"));

        Assert.Contains(note, results[1].Notes);
    }

    [Fact]
    public void Run_BeforeTheDatabaseLock_NoResultHasAnyP()
    {
        var plan = Study().LockDatabase("2026-07-01")
            .Analysis("primary", "p", """{ "value": 0.01 }""", role: AnalysisRole.Primary)
            .Analysis("s", "p", """{ "value": 0.01 }""", role: AnalysisRole.Secondary, family: "f");

        var interim = Run(plan.AsOf("2026-06-30"));
        var final = Run(plan.AsOf("2026-07-01"));

        Assert.All(interim, r => Assert.Null(r.DecisiveP));
        Assert.All(interim, r => Assert.DoesNotContain(r.Statistics, s => s.Name.Contains("p.value", StringComparison.Ordinal)));
        Assert.All(interim, r => Assert.DoesNotContain(r.Statistics, s => s.Format.Style == NumberStyle.PValue));
        Assert.All(interim, r => Assert.Contains("No p value before the database lock.", r.Notes));
        Assert.All(interim, r => Assert.DoesNotContain(r.Notes, n => n.Contains("rejects", StringComparison.Ordinal)));
        Assert.All(interim, r => Assert.Contains(r.Statistics, s => s.Name == "estimate"));
        Assert.All(final, r => Assert.NotNull(r.DecisiveP));
    }

    private static StudyBuilder Locked(double primary) => Study().LockDatabase("2026-01-01").Analysis(
        "primary", "p", $$"""{ "value": {{primary.ToString(System.Globalization.CultureInfo.InvariantCulture)}} }""", role: AnalysisRole.Primary);

    private static double Adjusted(ImmutableArray<AnalysisResult> results, string id) =>
        results.Single(r => r.Id == id).Statistics.Single(s => s.Name == "p.value.adjusted").Value.Value;

    private static StudyBuilder Study() => new StudyBuilder()
        .Table("patients", "id text key | t number | s boolean\nA | 1 | true\nB | 2 | true\nC | 3 | false\nD | 4 | false")
        .Table("labs", "patient text ->patients.id | x number")
        .TimePoint("before", 0, -30, 0).Marker("m", "labs", "x").Population("all", "patient")
        .Endpoint("e", null, [("death", "t", "s")], "t");

    private static ImmutableArray<AnalysisResult> Run(
        StudyBuilder study, Action<AnalysisProgress>? progress = null, CancellationToken cancellation = default) =>
        AnalysisRunner.Run(
            study.Context(), new Dictionary<string, IAnalysisKind> { ["p"] = new PKind(), ["throws"] = new ThrowingKind() }, progress, finished: null, cancellation);

    /// <summary>Gives the p of its option "value" (none when negative) and an estimate.</summary>
    private sealed class PKind : IAnalysisKind
    {
        public string Name => "p";

        public IEnumerable<OptionReference> References(AnalysisSpec spec)
        {
            foreach (var option in spec.Options.EnumerateObject())
            {
                if (option.Name is "marker" or "optional")
                {
                    yield return new OptionReference("$", option.Value.GetString()!, ReferenceKind.Marker, option.Name == "marker");
                }
                else if (option.Name == "endpoint")
                {
                    yield return new OptionReference("$", option.Value.GetString()!, ReferenceKind.Endpoint);
                }
            }
        }

        public AnalysisResult Analyze(IAnalysisContext context, AnalysisSpec spec)
        {
            var value = spec.Options.TryGetProperty("value", out var given) ? given.GetDouble() : 0.5;
            var p = Stat("p.value", value < 0 ? Quantity.NotEstimable("no pairs") : value, NumberFormat.PValue);
            return new AnalysisResult
            {
                Id = spec.Id, Title = spec.Id, Question = "", Role = spec.Role, Kind = spec.Kind, Language = context.Language,
                Status = AnalysisStatus.Ok, Population = new AnalysedPopulation("all", "patients", context.Units(spec.Population).Count, []),
                Statistics = [Stat("estimate", 1, NumberFormat.Fixed(1)), p, Stat("test", 0.2, NumberFormat.PValue)], DecisiveP = p, Family = spec.Family,
            };
        }

        private static Statistic Stat(string name, Quantity value, NumberFormat format) =>
            new() { Context = "test", Name = name, Label = name, Value = value, Format = format };
    }

    private sealed class ThrowingKind : IAnalysisKind
    {
        public string Name => "throws";

        public IEnumerable<OptionReference> References(AnalysisSpec spec) => [];

        public AnalysisResult Analyze(IAnalysisContext context, AnalysisSpec spec) => throw new InvalidOperationException("a bug");
    }
}
