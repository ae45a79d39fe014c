using Xunit;

namespace StudyAnalysis.Tests.Architecture;

/// <summary>What the documentation of a statistical method must say, and the page that is made of it.</summary>
public sealed class StatisticsReferenceTests
{
    private static readonly string Page = Repository.PathOf("docs", "statistics", "README.md");

    private static IEnumerable<DocumentedMethod> OfStaticClasses => StatisticsDocs.Methods().Where(m => m.Type is { IsAbstract: true, IsSealed: true });

    // "R: none, …" where R has no equal.
    [Fact]
    public void Methods_NameTheirRCall() => Missing(
        OfStaticClasses.Where(m => m.Docs.Any(d => StatisticsDocs.RCall(d) is null) && StatisticsDocs.RCall(StatisticsDocs.Of(m.Type)) is null),
        "neither the method nor its class says \"R: …\"");

    [Fact]
    public void Methods_NameTheirSourceOrOracle() => Missing(
        OfStaticClasses.Where(m => m.Docs.Any(d => !StatisticsDocs.HasSource(d)) && !StatisticsDocs.HasSource(StatisticsDocs.Of(m.Type))),
        "neither the method nor its class names a source or an oracle");

    [Fact]
    public void Methods_AreFoundInTheDocumentation() => Missing(StatisticsDocs.Methods().Where(m => m.Docs.Length == 0), "no documentation");

    [Fact]
    public void Page_IsWhatTheCodeSays()
    {
        var expected = StatisticsReference.Compose(StatisticsDocs.Methods());
        if (Environment.GetEnvironmentVariable("STUDY_WRITE_REFERENCE") == "1")
        {
            File.WriteAllText(Page, expected);
        }

        Assert.True(expected == File.ReadAllText(Page).ReplaceLineEndings("\n"), "docs/statistics/README.md is out of date: run scripts/public-api");
    }

    [Fact]
    public void RCall_EndsWithItsSentence_NotInsideACall()
    {
        Assert.Equal("`t.test(a, b)`, `x`; as there", StatisticsDocs.RCall("Welch. R: `t.test(a, b)`, `x`; as there. Source: Welch (1947)."));
        Assert.Equal("none, `e / p`", StatisticsDocs.RCall("R: none, `e / p`."));
        Assert.Null(StatisticsDocs.RCall("As in R. Oracle: Oracles/x."));
    }

    private static void Missing(IEnumerable<DocumentedMethod> methods, string what)
    {
        string[] names = [.. methods.Select(m => m.FullName)];
        Assert.True(names.Length == 0, $"{what}: {string.Join(", ", names)}");
    }
}
