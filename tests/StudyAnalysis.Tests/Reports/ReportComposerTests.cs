using System.Globalization;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using StudyAnalysis.Html;
using StudyAnalysis.Reports;
using StudyAnalysis.Reports.Json;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Reports;

public sealed class ReportComposerTests
{
    [Fact]
    public void Compose_Sections_FollowThePlanWithQualityAfterTheFlowAndDeviationsLast()
    {
        var document = ReportComposer.Compose(SampleInput.Create(Language.English), SampleInput.Sections);
        Assert.Equal(["Flow", "Data quality and queries", "Primary", "Secondary", "Plan and deviations"], document.Main.Select(s => s.Title));
        Assert.Equal(["Other analyses", "Further tables", "Every analysis at a glance", "REMARK", "How this report was made"], document.Appendix.Select(s => s.Title));
    }

    [Fact]
    public void Compose_Interim_PageOneSaysSoAndHasThePrimarySentence()
    {
        var page = Page(SampleInput.Create(Language.English)).GetElementById("summary")!;
        Assert.Equal("The sentence: 1.43.", page.QuerySelector("p.lead")!.TextContent);
        Assert.Contains("1 blocking finding", page.TextContent, StringComparison.Ordinal);
        Assert.Contains("before the database lock", page.TextContent, StringComparison.Ordinal);
        Assert.Contains("Plasma only", page.TextContent, StringComparison.Ordinal);
        Assert.Contains("One month is day 30", page.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Interim", "24", "24"], page.QuerySelectorAll(".key-numbers dd").Select(d => d.TextContent));
    }

    [Theory]
    [InlineData(Language.English, "The plan does not say what interim reports show (“interim”): no p value, as is the default.")]
    [InlineData(Language.French, "Le plan ne dit pas ce que montrent les rapports intermédiaires (« interim »)")]
    public void Compose_InterimThatThePlanDoesNotState_IsSaidOnPageOne(Language language, string expected)
    {
        var input = SampleInput.Create(language);
        Assert.DoesNotContain(expected, Page(input).GetElementById("summary")!.TextContent, StringComparison.Ordinal);
        var silent = input with { Definition = input.Definition with { Plan = input.Definition.Plan with { IsInterimStated = false } } };
        Assert.Contains(expected, Page(silent).GetElementById("summary")!.TextContent.Replace('\u00A0', ' ').Replace('\u202F', ' '), StringComparison.Ordinal);
    }

    [Fact]
    public void Compose_AfterTheLock_IsFinal()
    {
        var document = ReportComposer.Compose(SampleInput.Create(Language.French, new DateOnly(2026, 8, 1)), SampleInput.Sections);
        Assert.Equal("Gel des données au 4\u00A0août\u00A02026 · rapport final · NCT00000000", document.Subtitle);
    }

    [Fact]
    public void Compose_WithoutResult_ShowsTheReasonInPlaceAndUnderDeviations()
    {
        var page = Page(SampleInput.Create(Language.English));
        Assert.Contains("Not estimable: 5 events.", page.GetElementById("section-secondary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Not run: no sheet Tissue.", page.GetElementById("appendix-analyses")!.TextContent, StringComparison.Ordinal);
        var rows = page.GetElementById("tab-without-result")!.QuerySelectorAll("tbody tr").Select(r => r.TextContent).ToArray();
        Assert.Equal(["Late risknot estimable5 events", "Tissuenot runno sheet Tissue", "futurenot runthis version has no kind unheard"], rows);
    }

    [Fact]
    public void Compose_Deviations_AreListedOneByOne()
    {
        var section = Page(SampleInput.Create(Language.English)).GetElementById("section-deviations")!;
        Assert.Equal(
            [
                "plan.json $.analyses[0].zeroswilcoxonprattmarker-change",
                "plan.json $.analyses[1]{\"id\":\"dropped\"}not theredropped",
                "plan.json $.analyses[1]not there{\"id\":\"late\"}late",
            ],
            section.QuerySelectorAll("#tab-lock-1 tbody tr").Select(r => r.TextContent));
        Assert.Contains("1\u00A0March\u00A02026New assayyes", section.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Compose_Checklist_IsFilledOrSaysWhyNot()
    {
        var rows = Page(SampleInput.Create(Language.English)).GetElementById("tab-checklist-remark")!.QuerySelectorAll("tbody tr").Select(r => r.TextContent);
        Assert.Equal(["1MarkerIn plasma", "15EffectLate risk (not estimable: 5 events)", "20MeaningNot available because it belongs in the paper"], rows);
    }

    [Fact]
    public void Compose_Links_HaveTheirTargets()
    {
        var page = Page(SampleInput.Create(Language.French));
        Assert.All(page.QuerySelectorAll("a"), a => Assert.NotNull(page.GetElementById(a.GetAttribute("href")![1..])));
    }

    [Fact]
    public void Compose_Regulatory_NullIsNotStated() =>
        Assert.Contains("ID-RCBnot stated", Page(SampleInput.Create(Language.English)).GetElementById("appendix-provenance")!.TextContent, StringComparison.Ordinal);

    [Fact]
    public void Write_Results_HaveTheShapeAndFullPrecision()
    {
        var input = SampleInput.Create(Language.English);
        using var json = JsonDocument.Parse(ResultsJson.Write(input, Provenance.Of(input)));
        var analysis = json.RootElement.GetProperty("analyses")[1];
        Assert.Equal("primary", analysis.GetProperty("role").GetString());
        Assert.Equal("ok", analysis.GetProperty("status").GetString());
        Assert.Equal("notEstimable", json.RootElement.GetProperty("analyses")[2].GetProperty("status").GetString());
        Assert.Equal(3, analysis.GetProperty("population").GetProperty("excluded")[0].GetProperty("n").GetInt32());
        var estimate = analysis.GetProperty("stats")[0];
        Assert.Equal("1.4256", estimate.GetProperty("stat").GetRawText());
        Assert.Equal("1.43", estimate.GetProperty("stat_fmt").GetString());
        Assert.Equal(
            ["group1", "group1_level", "group2", "group2_level", "variable", "variable_level", "context", "stat_name", "stat_label", "stat", "stat_fmt", "unit", "warning"],
            estimate.EnumerateObject().Select(p => p.Name));
        var undefined = analysis.GetProperty("stats")[7];
        Assert.Equal(JsonValueKind.Null, undefined.GetProperty("stat").ValueKind);
        Assert.Equal("no event in either group", undefined.GetProperty("warning").GetString());
    }

    [Fact]
    public void Make_Twice_SameTextsAndName()
    {
        var (first, second) = (Make(Language.English), Make(Language.English));
        Assert.Equal((first.Html, first.ResultsJson, first.ProvenanceJson, first.Hash8), (second.Html, second.ResultsJson, second.ProvenanceJson, second.Hash8));
        Assert.NotEqual(first.Hash8, Make(Language.French).Hash8);
    }

    [Fact]
    public void Make_EveryNumberOfThePage_IsInResultsJson()
    {
        var input = SampleInput.Create(Language.English);
        using var json = JsonDocument.Parse(ResultsJson.Write(input, Provenance.Of(input)));
        var analyses = json.RootElement.GetProperty("analyses").EnumerateArray().ToDictionary(a => a.GetProperty("id").GetString()!, StringComparer.Ordinal);
        Assert.All(Page(input).QuerySelectorAll("data.stat"), n =>
        {
            var stat = analyses[n.GetAttribute("data-analysis")!].GetProperty("stats")[int.Parse(n.GetAttribute("data-row")!, CultureInfo.InvariantCulture)];
            Assert.Equal(stat.GetProperty("stat_fmt").GetString(), n.TextContent);
            Assert.Equal(stat.GetProperty("stat").GetRawText(), n.GetAttribute("value"));
        });
    }

    private static StudyReport Make(Language language) => StudyReport.Make(SampleInput.Create(language), SampleInput.Sections);

    private static IHtmlDocument Page(ReportInput input) =>
        new HtmlParser().ParseDocument(HtmlRenderer.Render(ReportComposer.Compose(input, SampleInput.Sections), input.Results));
}
