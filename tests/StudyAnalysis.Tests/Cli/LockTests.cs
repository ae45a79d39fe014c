using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Xunit;

namespace StudyAnalysis.Tests.Cli;

/// <summary>What study lock holds on to: each test locks a copy of a study, changes one thing as a hand would, and reads what the report says.</summary>
public sealed class LockTests : IDisposable
{
    private readonly StudyCopy _study = StudyCopy.Lung();

    public void Dispose() => _study.Dispose();

    [Theory]
    [InlineData("en", "unchanged since it was locked on 1\u00A0June\u00A02027", "No analysis was added, removed or changed since.")]
    [InlineData("fr", "inchangé depuis son verrouillage le 1er\u00A0juin\u00A02027", "Aucune analyse ajoutée, retirée ou modifiée depuis.")]
    public void Nothing_IsUnchanged(string language, string unchanged, string none)
    {
        using var page = Changed(_study, () => { }, language);
        Assert.Contains(unchanged, Section(page), StringComparison.Ordinal);
        Assert.Contains(none, Section(page), StringComparison.Ordinal);
        Assert.Empty(Rows(page));
        Assert.DoesNotContain("after the plan was locked", PageOne(page), StringComparison.Ordinal);
    }

    [Fact]
    public void TwoLineBreaksAtTheEndOfThePlan_AreUnchanged()
    {
        var plan = Path.Combine(_study.Folder, "plan.json");
        using var page = Changed(_study, () => File.AppendAllText(plan, "\n\n"));
        Assert.Contains("unchanged since it was locked", Section(page), StringComparison.Ordinal);
        Assert.Empty(Rows(page));
    }

    [Fact]
    public void OtherSpelling_OfTheSameDefinition_IsUnchanged()
    {
        // Properties in another order, no white space, analyses in another order: nothing that a number depends on.
        using var page = Changed(_study, () => _study.Edit("plan.json", plan =>
        {
            var study = plan["study"]!.AsObject();
            var title = study["title"]!.DeepClone();
            study.Remove("title");
            study["title"] = title;
            var analyses = plan["analyses"]!.AsArray();
            var first = analyses[0]!.DeepClone();
            analyses.RemoveAt(0);
            analyses.Add(first);
        }));
        Assert.Contains("unchanged since it was locked", Section(page), StringComparison.Ordinal);
        Assert.Empty(Rows(page));
    }

    [Fact]
    public void HorizonOfAnEndpoint_NamesTheValuesAndTheAnalysesThatUseIt()
    {
        using var page = Changed(_study, () => _study.Edit("plan.json", p => p["endpoints"]![0]!["horizon"] = 180));
        var row = Assert.Single(Rows(page));
        Assert.Equal(("plan.json $.endpoints[0].horizon", "not there", "180"), (row[0], row[1], row[2]));
        Assert.Contains("survival_by_sex", row[3], StringComparison.Ordinal);
        Assert.Contains("univariable_cox", row[3], StringComparison.Ordinal);
        Assert.DoesNotContain("relapse_incidence", row[3], StringComparison.Ordinal);
        Assert.DoesNotContain("baseline", row[3], StringComparison.Ordinal);
        Assert.Contains("changed since it was locked", Section(page), StringComparison.Ordinal);
        Assert.DoesNotContain("No analysis was added", Section(page), StringComparison.Ordinal);
        Assert.Contains("1 change since 1\u00A0June\u00A02027", PageOne(page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "not there")]
    [InlineData("fr", "absent")]
    public void StepOfAPopulation_NamesEveryAnalysisOfIt(string language, string absent)
    {
        using var page = Changed(_study, () => _study.Edit("plan.json", p => p["populations"]![0]!["steps"]!.AsArray().Add(
            new JsonObject { ["id"] = "old", ["reason"] = "below 60", ["keep"] = "age >= 60" })), language);
        var row = Assert.Single(Rows(page));
        Assert.Equal(("plan.json $.populations[0].steps[0]", absent), (row[0], row[1]));
        Assert.Contains("age >= 60", row[2], StringComparison.Ordinal);
        Assert.Equal(Analyses(_study), row[3].Split(", "));
    }

    [Fact]
    public void WindowOfATimePoint_NamesEveryAnalysisThatUsesIt()
    {
        using var page = Changed(_study, () => _study.Edit("plan.json", p =>
        {
            p["timePoints"]![0]!["nominalDay"] = 200;
            p["timePoints"]![0]!["window"] = new JsonArray(100, 250);
        }));
        Assert.Equal(
            [["plan.json $.timePoints[0].nominalDay", "180", "200", "survival_after_d180"], ["plan.json $.timePoints[0].window", "[170,180]", "[100,250]", "survival_after_d180"]],
            Rows(page));
    }

    [Theory]
    [InlineData("final", "none", "en", "p values were switched off after the plan was locked")]
    [InlineData("none", "final", "en", "p values were switched on after the plan was locked")]
    [InlineData("final", "none", "fr", "Les valeurs de p ont été désactivées après le verrouillage du plan")]
    [InlineData("none", "final", "fr", "Les valeurs de p ont été activées après le verrouillage du plan")]
    public void Inference_SwitchedAfterTheLock_IsSaidOnPageOne(string locked, string now, string language, string expected)
    {
        _study.Edit("plan.json", p => p["interim"]!["inference"] = locked);
        using var page = Changed(_study, () => _study.Edit("plan.json", p => p["interim"]!["inference"] = now), language);
        Assert.Contains(expected, PageOne(page), StringComparison.Ordinal);
        var row = Assert.Single(Rows(page));
        Assert.Equal(("plan.json $.interim.inference", locked, now), (row[0], row[1], row[2]));
        Assert.Equal(Analyses(_study), row[3].Split(", "));
    }

    [Fact]
    public void ConditionOfAMarker_NamesTheAnalysesThatDependOnIt()
    {
        using var study = StudyCopy.Weight();
        using var page = Changed(study, () => study.Edit("plan.json", p => p["markers"]![0]!["where"] = "weight > 64.5"));
        Assert.Equal([["plan.json $.markers[0].where", "not there", "weight > 64.5", "weight_change"]], Rows(page));
    }

    [Fact]
    public void ExpressionOfADerivedVariable_NamesTheAnalysesThatDependOnIt()
    {
        using var study = StudyCopy.Weight();
        using var page = Changed(study, () => study.Edit("plan.json", p => p["derived"]![0]!["expression"] = "year - 2015"));
        Assert.Equal([["plan.json $.derived[0].expression", "year - 2016", "year - 2015", "response_by_years"]], Rows(page));
    }

    [Fact]
    public void TestOfAnAnalysis_SaysWhatChanged()
    {
        using var page = Changed(_study, () => _study.Edit("plan.json", p => p["analyses"]![4]!["test"] = "none"));
        Assert.Equal([["plan.json $.analyses[4].test", "logrank", "none", "survival_by_sex"]], Rows(page));
    }

    [Fact]
    public void AnalysesAddedAndRemoved_AreListed()
    {
        using var page = Changed(_study, () => _study.Edit("plan.json", p =>
        {
            var analyses = p["analyses"]!.AsArray();
            var twin = analyses[2]!.DeepClone();
            twin["id"] = "baseline_again";
            analyses.RemoveAt(3);
            analyses.Add(twin);
            p["report"]!["sections"]![0]!["analyses"]!.AsArray().RemoveAt(3);
        }));
        var rows = Rows(page).Where(r => r[0].Contains("analyses[", StringComparison.Ordinal) && !r[0].Contains("sections", StringComparison.Ordinal)).ToArray();
        Assert.Equal(["baseline_by_sex", "baseline_again"], rows.Select(r => r[3]));
        Assert.Equal(("not there", "not there"), (rows[0][2], rows[1][1]));
        Assert.Contains(Rows(page), r => r[0] == "plan.json $.report.sections[0].analyses" && r[3] == "none");
    }

    [Fact]
    public void LabelsOfTwoCodesSwapped_NameTheFieldAndTheAnalysesThatUseIt()
    {
        using var page = Changed(_study, () => _study.Edit("datapackage.json", d =>
        {
            var codes = d["resources"]![0]!["schema"]!["fields"]![1]!["codes"]!;
            (codes[0]!["label"], codes[1]!["label"]) = ("women", "men");
        }));
        var rows = Rows(page);
        Assert.Equal(
            [
                ("datapackage.json $.resources[0].schema.fields[1].codes[0].label", "men", "women"),
                ("datapackage.json $.resources[0].schema.fields[1].codes[1].label", "women", "men"),
            ],
            rows.Select(r => (r[0], r[1], r[2])));
        Assert.All(rows, r => Assert.Contains("survival_by_sex", r[3], StringComparison.Ordinal));
        Assert.All(rows, r => Assert.Contains("baseline_by_sex", r[3], StringComparison.Ordinal));
        Assert.All(rows, r => Assert.DoesNotContain("survival_by_ecog", r[3], StringComparison.Ordinal));
        Assert.Contains("changed since it was locked", Section(page), StringComparison.Ordinal);
    }

    [Fact]
    public void SynonymsOfTwoCodesSwapped_AreListed()
    {
        Synonyms("f", "m");
        using var page = Changed(_study, () => Synonyms("m", "f"));
        Assert.Equal(2, Rows(page).Length);
        Assert.Contains("""["f"]|["m"]""", Rows(page).Select(r => $"{r[1]}|{r[2]}"));

        void Synonyms(string men, string women) => _study.Edit("datapackage.json", d =>
        {
            var codes = d["resources"]![0]!["schema"]!["fields"]![1]!["codes"]!;
            codes[0]!["synonyms"] = new JsonArray(men);
            codes[1]!["synonyms"] = new JsonArray(women);
        });
    }

    [Fact]
    public void EventRead_FromAnotherColumn_NamesTheAnalysesOfTheEndpoint()
    {
        using var page = Changed(_study, () => _study.Edit(
            "datapackage.json", d => d["resources"]![1]!["schema"]!["fields"]![2]!["codes"] = new JsonArray(new JsonObject { ["value"] = "true", ["label"] = "yes" })));
        Assert.Contains("relapse_incidence", Assert.Single(Rows(page))[3], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "was changed by hand")]
    [InlineData("fr", "a été modifié à la main")]
    public void DateOfTheLock_ChangedByHand_IsRefused(string language, string expected)
    {
        Assert.Equal(0, _study.Lock());
        File.WriteAllText(_study.LockFile, File.ReadAllText(_study.LockFile).Replace("2027-06-01", "2025-01-01", StringComparison.Ordinal));
        Assert.Equal(4, _study.Report("out", "--lang", language));
        Assert.Contains(expected, _study.Cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "en", "plan.lock is empty: restore it from a copy, or lock the plan again")]
    [InlineData("", "fr", "plan.lock est vide : restaurez-le depuis une copie, ou verrouillez")]
    [InlineData("{ \"format\":", "en", "plan.lock is damaged and cannot be read as a lock")]
    [InlineData("{ \"planHash\": \"a\", \"date\": \"2026-01-01\", \"analyses\": {} }", "en", "by an earlier version")]
    public void LockThatCannotBeUsed_Ends4_WithOneSentence(string content, string language, string expected)
    {
        File.WriteAllText(_study.LockFile, content);
        Assert.Equal(4, _study.Report("out", "--lang", language));
        Assert.Contains(expected, _study.Cli.Error, StringComparison.Ordinal);
        Assert.Single(_study.Cli.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain("isFinalBlock", _study.Cli.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("BytePosition", _study.Cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "locked on 2027-06-01")]
    [InlineData("fr", "verrouillé le 2027-06-01")]
    public void LockingAgain_WithoutAReason_Ends2_AndLeavesTheLock(string language, string expected)
    {
        Assert.Equal(0, _study.Lock());
        var bytes = File.ReadAllBytes(_study.LockFile);
        Assert.Equal(2, _study.Lock("--lang", language));
        Assert.Contains(expected, _study.Cli.Error, StringComparison.Ordinal);
        Assert.Contains("--reason", _study.Cli.Error, StringComparison.Ordinal);
        Assert.Equal(2, _study.Lock("--reason", " "));
        Assert.Equal(bytes, File.ReadAllBytes(_study.LockFile));
    }

    [Fact]
    public void LockingAgain_KeepsTheEarlierLockOnRecord_AndWhatWasChangedBetween()
    {
        Assert.Equal(0, _study.Lock());
        _study.Edit("plan.json", p =>
        {
            p["endpoints"]![0]!["horizon"] = 180;
            p["interim"]!["inference"] = "none";
        });
        Assert.Equal(0, _study.Lock("--reason", "amendment 1"));
        using var page = Report(_study, "en");
        Assert.Contains("unchanged since it was last locked", Section(page), StringComparison.Ordinal);
        Assert.Contains("locked again on 1\u00A0June\u00A02027; reason given: amendment 1", Section(page), StringComparison.Ordinal);
        Assert.Equal(["plan.json $.interim.inference", "plan.json $.endpoints[0].horizon"], Rows(page).Select(r => r[0]));
        Assert.Contains("p values were switched off after the plan was locked", PageOne(page), StringComparison.Ordinal);
        Assert.Equal(2, JsonNode.Parse(File.ReadAllText(_study.LockFile))!["locks"]!.AsArray().Count);
    }

    [Fact]
    public void LockingAgain_AfterAnEarlierVersionOfTheProgram_KeepsItsDate()
    {
        File.WriteAllText(_study.LockFile, "{ \"planHash\": \"a\", \"date\": \"2026-01-01\", \"analyses\": {} }");
        Assert.Equal(0, _study.Lock("--reason", "new version"));
        using var page = Report(_study, "en");
        Assert.Contains("The lock of 1\u00A0January\u00A02026 did not keep the definition", Section(page), StringComparison.Ordinal);
        Assert.Contains("reason given: new version", Section(page), StringComparison.Ordinal);
    }

    [Fact]
    public void LockingAgain_AfterDamage_SaysSo_AndKeepsTheDamagedFile()
    {
        File.WriteAllText(_study.LockFile, "{ damaged");
        Assert.Equal(0, _study.Lock("--reason", "the disk was full"));
        Assert.Contains("could not be read is now", _study.Cli.Error, StringComparison.Ordinal);
        Assert.Contains("{ damaged", Directory.GetFiles(_study.Folder, "plan*.lock").Select(File.ReadAllText));
        using var page = Report(_study, "en");
        Assert.Contains("An earlier plan.lock could not be read", Section(page), StringComparison.Ordinal);
        Assert.Contains("reason given: the disk was full", Section(page), StringComparison.Ordinal);
        Assert.Contains("An earlier lock of the plan could not be read", PageOne(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Provenance_HasHashAndDateOfTheLock()
    {
        Assert.Equal(0, _study.Lock());
        Assert.Equal(0, _study.Report("out"));
        var provenance = _study.Json("out", "provenance.json");
        Assert.Equal("2027-06-01", (string?)provenance["plan_locked_on"]);
        Assert.Equal((string?)JsonNode.Parse(File.ReadAllText(_study.LockFile))!["locks"]![0]!["sha256"], (string?)provenance["plan_locked_sha256"]);
    }

    private static string[] Analyses(StudyCopy study) =>
        [.. JsonNode.Parse(File.ReadAllText(Path.Combine(study.Folder, "plan.json")))!["analyses"]!.AsArray().Select(a => (string)a!["id"]!)];

    private static IHtmlDocument Changed(StudyCopy study, Action change, string language = "en")
    {
        Assert.Equal(0, study.Lock());
        change();
        return Report(study, language);
    }

    private static IHtmlDocument Report(StudyCopy study, string language)
    {
        var exit = study.Report("out", "--lang", language);
        Assert.True((exit & ~1) == 0, study.Cli.Error);
        return new HtmlParser().ParseDocument(study.Html("out"));
    }

    private static string Section(IHtmlDocument page) => page.GetElementById("section-deviations")!.TextContent;

    private static string PageOne(IHtmlDocument page) => page.GetElementById("summary")!.TextContent;

    private static string[][] Rows(IHtmlDocument page) =>
        [.. page.QuerySelectorAll("[id^=tab-lock-] tbody tr").Select(r => r.Children.Select(c => c.TextContent).ToArray())];
}
