using StudyAnalysis.Cli;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Architecture;
using StudyAnalysis.Tests.Cli;
using Xunit;

namespace StudyAnalysis.Tests.Definitions;

/// <summary>The published example guards every number of the program: a result that moves shows here, and in the diff of reports/example.</summary>
public sealed class PublishedExampleTests
{
    [Fact]
    public void ExampleReport_GivesThePublishedNumbers()
    {
        using var cli = new CliRun();
        var exit = cli.Run(
            "report", Path.Combine(CliRun.Definition("rfa-crlm"), "example.xlsx"), "--definition", CliRun.Definition("rfa-crlm"), "--out", cli["out"], "--no-pdf", "--quiet");
        Assert.True(exit == 0, cli.Error);
        var published = SavedReport.Read(Repository.PathOf("reports", "example"));
        Assert.NotEmpty(published.Analyses);
        Assert.Empty(ReportDifference.Between(published, SavedReport.Read(cli["out"]), Language.English));
    }

    [Fact]
    public void PublishedReport_IsThatOfTheCommittedDefinition()
    {
        var study = Study.Load(CliRun.Definition("rfa-crlm"));
        var provenance = SavedReport.Read(Repository.PathOf("reports", "example")).Provenance;
        Assert.Equal(study.Definition.PlanHash, provenance["plan_sha256"]);
        Assert.Equal(study.Definition.DictionaryHash, provenance["datapackage_sha256"]);
    }
}
