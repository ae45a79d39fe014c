using System.Text.Json;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Definitions;

public class RfaCrlmPlanTests
{
    private static AnalysisPlan Plan => RfaCrlm.Definition.Plan;

    [Theory]
    [InlineData("datapackage.json")]
    [InlineData("plan.json")]
    public void EveryText_IsInEnglishAndFrench(string file)
    {
        var texts = Texts(file).ToArray();

        Assert.NotEmpty(texts);
        Assert.All(texts, t => Assert.True(t.En.Length > 0 && t.Fr.Length > 0, $"{t.Path}: {t.En} | {t.Fr}"));
    }

    // Single-arm or indication-confounded data: associations are prognostic, changes are not caused.
    [Theory]
    [InlineData("datapackage.json")]
    [InlineData("plan.json")]
    public void NoText_ClaimsPredictionOrEffect(string file)
    {
        string[] forbidden = ["predictive", "prédicti", "effect of", "effet de", "due to RFA", "caused"];

        Assert.All(Texts(file), t => Assert.DoesNotContain(
            forbidden, word => t.En.Contains(word, StringComparison.OrdinalIgnoreCase) || t.Fr.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    // NCT04420013: compare soluble CD154 before and after RFA.
    [Fact]
    public void Primary_IsThePairedChangeOfTheRegistry()
    {
        var primary = Assert.Single(Plan.Analyses, a => a.Role == AnalysisRole.Primary);

        Assert.Equal(("pairedChange", "rfa_index"), (primary.Kind, primary.Population));
        Assert.Equal("sCD40L", primary.Options.GetProperty("marker").GetString());
        Assert.Equal("before", primary.Options.GetProperty("from").GetString());
        Assert.Equal("m1", primary.Options.GetProperty("to").GetString());
        Assert.NotNull(primary.Decisive);
        Assert.NotEmpty(primary.Assumptions);
    }

    [Theory]
    [InlineData("change_by_group", "groupChange")]
    [InlineData("feasibility_pairs", "proportion")]
    [InlineData("feasibility_limit", "proportion")]
    [InlineData("reliability", "agreement")]
    [InlineData("surgery_change", "pairedChange")]
    [InlineData("relapse_risk_before", "riskAtHorizon")]
    [InlineData("relapse_cox_before", "hazardModel")]
    [InlineData("relapse_cox_m1", "hazardModel")]
    public void SecondaryObjectives_OfTheRegistry_AreThere(string id, string kind)
    {
        var analysis = Assert.Single(Plan.Analyses, a => a.Id == id);

        Assert.Equal((kind, AnalysisRole.Secondary), (analysis.Kind, analysis.Role));
    }

    [Fact]
    public void OneFamily_HoldsTheDecisiveSecondaries_AndNobodyElseDecides()
    {
        var decisive = Plan.Analyses.Where(a => a.Decisive is not null).ToArray();

        Assert.Equal(["primary_change", "change_by_group", "surgery_change", "relapse_cox_before", "relapse_cox_m1"], decisive.Select(a => a.Id));
        Assert.All(decisive.Where(a => a.Role == AnalysisRole.Secondary), a => Assert.Equal("secondary", a.Family));
    }

    [Fact]
    public void Models_AreAlwaysPenalised_ExceptTheClusteredOneAndTheProportionalHazardsTest()
    {
        var models = Plan.Analyses.Where(a => a.Kind is "hazardModel" or "logisticModel").ToArray();

        Assert.Equal(
            ["local_progression_size", "relapse_proportional"],
            models.Where(a => a.Options.GetProperty("penalty").GetString() != "firth").Select(a => a.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void PostTreatmentMarker_NeverStartsAtTheOrigin()
    {
        var models = Plan.Analyses.Where(a => a.Kind is "hazardModel" or "riskAtHorizon" or "roc" && a.Options.GetRawText().Contains("@m1", StringComparison.Ordinal));

        Assert.NotEmpty(models);
        Assert.All(models, a => Assert.Equal("m1", a.Landmark));
    }

    [Fact]
    public void Panel_HoldsAnalytesTimesContrasts_WithoutThePrimary()
    {
        var over = Plan.Analyses.Single(a => a.Kind == "panel").Options.GetProperty("over").EnumerateArray().Select(o => o.GetProperty("id").GetString()).ToArray();

        Assert.Equal((8 * 3) - 1, over.Length);
        Assert.DoesNotContain("sCD40L_m1", over);
    }

    [Fact]
    public void Kinds_AreAllButNoneInvented()
    {
        string[] kinds =
        [
            "agreement", "compare", "correlate", "cumulativeIncidence", "describe", "enrolment", "events", "flow", "followUp", "groupChange", "hazardModel",
            "logisticModel", "pairedChange", "panel", "proportion", "riskAtHorizon", "roc", "survival", "trajectory", "trend",
        ];

        Assert.Equal(kinds, Plan.Analyses.Select(a => a.Kind).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Report_HasTheSectionsInOrder_AndAShortMainPart()
    {
        Assert.Equal(["flow", "baseline", "primary", "secondary", "exploratory", "safety"], Plan.Sections.Select(s => s.Id));
        Assert.InRange(Plan.Sections.Sum(s => s.Analyses.Length), 12, 17);
    }

    [Fact]
    public void Checklists_HaveAllItems_EachFilledOrExplained()
    {
        Assert.Equal([("REMARK", 20), ("STROBE", 22)], Plan.Checklists.Select(c => (c.Id, c.Items.Length)));
        Assert.All(
            Plan.Checklists.SelectMany(c => c.Items),
            i => Assert.True(!i.Text.IsEmpty || !i.Analyses.IsEmpty || !i.NotAvailable.IsEmpty, $"{i.Number} {i.Topic.In(Language.English)}"));
    }

    [Fact]
    public void WhatTheRegistryLeavesOpen_IsStatedAsAssumption()
    {
        var open = Plan.Assumptions.Where(a => a.In(Language.English).Contains("assumption, not fixed by the registry", StringComparison.Ordinal)).ToArray();

        Assert.Contains(open, a => a.In(Language.English).StartsWith("Planned number of patients", StringComparison.Ordinal));
        Assert.Contains(open, a => a.In(Language.English).StartsWith("Eligibility", StringComparison.Ordinal));
        Assert.Contains(open, a => a.In(Language.English).StartsWith("Blood time points", StringComparison.Ordinal));
        Assert.All(open, a => Assert.Contains("hypothèse, non fixée par le registre", a.In(Language.French), StringComparison.Ordinal));
    }

    [Fact]
    public void Interim_ShowsNoP_UntilTheDatabaseIsLocked()
    {
        Assert.Equal(("none", null), (Plan.InterimInference, Plan.DatabaseLock));
        Assert.False(Plan.AllowsInference(new DateOnly(2030, 1, 1)));
    }

    /// <summary>Every object that holds a text per language, with its place.</summary>
    private static IEnumerable<(string Path, string En, string Fr)> Texts(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(RfaCrlm.Folder, file)));
        return [.. Texts(json.RootElement, "$")];
    }

    private static IEnumerable<(string Path, string En, string Fr)> Texts(JsonElement element, string path)
    {
        string[] texts = ["title", "label", "plural", "description", "question", "reason", "expected", "action", "intro", "topic", "text", "notAvailable", "sponsor"];
        if (element.ValueKind == JsonValueKind.Array)
        {
            return element.EnumerateArray().SelectMany((e, i) => Texts(e, $"{path}[{i}]"));
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            var name = path[(path.LastIndexOf('.') + 1)..];
            // missingCodes and typing errors have a "text" of another kind: what is typed.
            return element.ValueKind == JsonValueKind.String && texts.Contains(name) && !path.Contains("missingCodes", StringComparison.Ordinal)
                && !path.Contains("simulate", StringComparison.Ordinal)
                ? [(path, element.GetString()!, string.Empty)]
                : [];
        }

        return element.TryGetProperty("en", out var en) || element.TryGetProperty("fr", out _)
            ? [(path, en.ValueKind == JsonValueKind.String ? en.GetString()! : string.Empty, element.TryGetProperty("fr", out var fr) ? fr.GetString()! : string.Empty)]
            : element.EnumerateObject().SelectMany(p => Texts(p.Value, $"{path}.{p.Name}"));
    }
}
