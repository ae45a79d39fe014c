using StudyAnalysis.Engine;
using StudyAnalysis.Import;
using StudyAnalysis.Kinds;
using StudyAnalysis.Kinds.Compare;
using StudyAnalysis.Kinds.Correlate;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Architecture;
using Xunit;

namespace StudyAnalysis.Tests.Kinds;

public sealed class ColonMarkerTests
{
    private static readonly string s_folder = Folder();
    private static readonly Lazy<AnalysisContext> s_context = new(() => new AnalysisContext(
        StudyImporter.Import(Study.Load(s_folder).Definition, Path.Combine(s_folder, "colon-moertel.xlsx"), new ImportOptions(new DateOnly(2026, 11, 23))).Data!,
        Language.English,
        1));

    [Fact, Trait("Oracle", "R 4.2.2 stats::wilcox.test")]
    // survival::colon, R 4.2.2: wilcox.test(nodes ~ recurrence, exact = FALSE, correct = TRUE); W counts the group without recurrence.
    public void Compare_Matches_R_NodesByRecurrence()
    {
        var result = Run("nodes-by-recurrence");
        Assert.Equal(74012, result.Get(CompareResult.Main, "statistic").Value.Value);
        var p = result.Statistics.Single(s => s is { Name: "p.value", Variable: null, Group1Level: null }).Value.Value;
        Assert.Equal(1, p / 2.12413881943541e-14, 8);
    }

    [Fact, Trait("Oracle", "R 4.2.2 stats::cor.test")]
    // survival::colon, R 4.2.2: cor.test(nodes, extent, method = "spearman", exact = FALSE, continuity = FALSE).
    public void Correlate_Matches_R_NodesAndExtent()
    {
        var result = Run("nodes-extent-correlation");
        Assert.Equal(0.0798928632206102, result.Get(CorrelateResult.Main, "estimate").Value.Value, 12);
        Assert.Equal(1, result.Get(CorrelateResult.Main, "p.value").Value.Value / 0.0158681561040696, 8);
    }

    [Fact]
    public void Sections_OfEveryAnalysis_Compose()
    {
        foreach (var spec in s_context.Value.Definition.Plan.Analyses)
        {
            var result = Run(spec.Id);
            Assert.Equal(AnalysisStatus.Ok, result.Status);
            var content = AllKinds.Sections[result.Kind].Compose(result);
            Assert.NotEmpty(content.Sentence.Inlines);
            Assert.All(content.Tables.Concat(content.AppendixTables), t => Assert.All(t.Rows, r => Assert.Equal(t.Columns.Length, r.Cells.Length)));
        }
    }

    private static AnalysisResult Run(string id)
    {
        var spec = s_context.Value.Definition.Plan.Analyses.Single(a => a.Id == id);
        return AllKinds.All[spec.Kind].Analyze(s_context.Value, spec);
    }

    private static string Folder() => Repository.PathOf("data-schema", "colon-moertel");
}
