using StudyAnalysis.Data;
using StudyAnalysis.Engine;
using StudyAnalysis.Import;
using StudyAnalysis.Kinds.Events;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Cli;
using Xunit;

namespace StudyAnalysis.Tests.Kinds.Events;

public sealed class EventsKindTests
{
    [Fact]
    public void Analyze_PerPatientAndPerEvent_ByHand()
    {
        // Patient 1: pain 1, pain 3; patient 2: fever 1; patient 3: nothing.
        var table = FakeContext.Table(
            "ae",
            ("term", FieldType.Text, [Value.Of("pain"), Value.Of("pain"), Value.Of("fever")]),
            ("grade", FieldType.Integer, [Value.Of(1.0), Value.Of(3.0), Value.Of(1.0)]),
            ("serious", FieldType.Boolean, [Value.Of(false), Value.Of(true), Value.Missing()]));
        var context = new FakeContext(3, tables: [table]).Children("ae", [0, 1], [2], []);
        var result = Assert.IsType<EventsResult>(context.Run("events", """{ "table": "ae", "term": "term", "grade": "grade", "serious": "serious" }""", AnalysisRole.Safety));
        Assert.Equal(2, result.Get(EventsResult.All, "n").Value.Value);
        Assert.Equal(3, result.Get(EventsResult.All, "n.event").Value.Value);
        var (term, grade) = (result.Breakdowns[0], result.Breakdowns[1]);
        Assert.Equal(1, result.Get(term.Key("pain"), "n").Value.Value);
        Assert.Equal(2, result.Get(term.Key("pain"), "n.event").Value.Value);
        Assert.Equal(1, result.Get(grade.Key("1"), "n").Value.Value);
        Assert.Equal(1, result.Get(grade.Key("3"), "n").Value.Value);
        var content = FakeContext.Compose(result);
        Assert.StartsWith("[2] of [3] patients had at least one event; [3] events", FakeContext.Words(content.Sentence), StringComparison.Ordinal);
        Assert.All(content.Tables[0].Rows, r => Assert.Equal(3, r.Cells.Length));
    }

    [Theory]
    [InlineData(Language.English, "“Hives” (as typed)", "“3b” (as typed)", "not stated")]
    [InlineData(Language.French, "« Hives » (tel que saisi)", "« 3b » (tel que saisi)", "non renseigné")]
    public void Analyze_WhatTheListDoesNotKnow_IsShownAsTyped_AndRowsAddUpToAll(Language language, string term, string grade, string missing)
    {
        // Patient 1: fever 1, Hives 3b; patient 2: hives without grade, hives 2; patient 3: no term 4; patient 4: nothing.
        var context = new FakeContext(4, language, tables: [FakeContext.Typed(
            "ae",
            (new FieldSchema { Name = "term", Type = FieldType.Text, Codes = [Code("fever"), Code("pain")] }, ["fever", " Hives", "hives", "hives", null]),
            (new FieldSchema { Name = "grade", Type = FieldType.Integer }, ["1", "3b", null, "2", "4"]))]).Children("ae", [0, 1], [2, 3], [4], []);
        var result = Assert.IsType<EventsResult>(context.Run("events", """{ "table": "ae", "term": "term", "grade": "grade" }""", AnalysisRole.Safety));
        var all = result.Get(EventsResult.All, "n.event").Value.Value;
        Assert.Equal(5, all);
        Assert.All(result.Breakdowns, b => Assert.Equal(all, b.Levels.Sum(l => result.Get(b.Key(l.Code), "n.event").Value.Value)));
        Assert.Equal(["fever", term, missing], result.Breakdowns[0].Levels.Select(l => l.Label));
        Assert.Equal((2, 3), Counts(result, result.Breakdowns[0], term));

        // By grade each patient counts once: at 1 (not at the grade that cannot be read), 2 and 4.
        Assert.Equal(["1", "2", "4", grade, missing], result.Breakdowns[1].Levels.Select(l => l.Label));
        Assert.Equal(3, result.Breakdowns[1].Levels.Sum(l => result.Get(result.Breakdowns[1].Key(l.Code), "n").Value.Value));
        Assert.Equal((0, 1), Counts(result, result.Breakdowns[1], grade));
        var notes = FakeContext.Compose(result).Tables[0].Notes;
        Assert.Equal(3, notes.Length);
        Assert.Equal(
            language.Pick("A grade that is missing or cannot be read counts below all others.", "Un grade manquant ou illisible compte après tous les autres."),
            FakeContext.Words(notes[1]));
    }

    [Fact]
    public void Analyze_CodesOfNumbersAndTruths_LoseNoEvent()
    {
        var number = new FieldSchema { Name = "n", Type = FieldType.Integer, Codes = [Code("01"), Code("02")] };
        var truth = new FieldSchema { Name = "t", Type = FieldType.Boolean, Codes = [Code("oui"), Code("non")] };
        var table = new DataTable(
            new TableSchema { Name = "ae", Sheet = "ae", Fields = [number, truth] },
            [
                new Column(number, [Value.Of(1.0), Value.Of(2.0)], new CellReference[2], ["1", "2"]),
                new Column(truth, [Value.Of(true), Value.Of(false)], new CellReference[2], ["oui", "non"]),
            ],
            2, true, []);
        var context = new FakeContext(1, tables: [table]).Children("ae", [0, 1]);
        var result = Assert.IsType<EventsResult>(context.Run("events", """{ "table": "ae", "grade": "n", "serious": "t" }""", AnalysisRole.Safety));
        Assert.All(result.Breakdowns, b => Assert.Equal(2, b.Levels.Sum(l => result.Get(b.Key(l.Code), "n.event").Value.Value)));
        Assert.Equal(["01", "02"], result.Breakdowns[0].Levels.Select(l => l.Code));
    }

    [Fact]
    public void Analyze_TermsOutsideTheListOfARealWorkbook_AddUpToAll()
    {
        var folder = Directory.CreateTempSubdirectory("study-events-").FullName;
        try
        {
            // The example has 6 events "fièvre", none of them now in the list.
            var workbook = ExampleWorkbook.Copy(Path.Combine(folder, "w.xlsx"), (ExampleWorkbook.AdverseEvents, ">fièvre</t>", ">frissons</t>"));
            var data = Study.Load(ExampleWorkbook.Definition).Import(workbook, new ImportOptions(new DateOnly(2026, 11, 23))).Data!;
            var result = Study.Analyze(data, Language.English, 1).OfType<EventsResult>().Single();
            var typed = result.Breakdowns[0].Levels.Single(l => l.Label == "“frissons” (as typed)");
            Assert.Equal(6, result.Get(result.Breakdowns[0].Key(typed.Code), "n.event").Value.Value);
            var all = result.Get(EventsResult.All, "n.event").Value.Value;
            Assert.All(result.Breakdowns, b => Assert.Equal(all, b.Levels.Sum(l => result.Get(b.Key(l.Code), "n.event").Value.Value)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://evil.example\")")]
    [InlineData("a.b@example.org")]
    [InlineData("a page of text, much too long to be a term: lorem ipsum dolor sit amet, consectetur")]
    public void Analyze_WhatIsNoTerm_IsCountedAndNotShown(string typed)
    {
        var context = new FakeContext(1, tables: [FakeContext.Typed(
            "ae", (new FieldSchema { Name = "term", Type = FieldType.Text, Codes = [Code("fever")] }, ["fever", typed]))]).Children("ae", [0, 1]);
        var result = Assert.IsType<EventsResult>(context.Run("events", """{ "table": "ae", "term": "term" }""", AnalysisRole.Safety));
        Assert.Equal(["fever", "refused at import, not shown"], result.Breakdowns[0].Levels.Select(l => l.Label));
        Assert.Equal((1, 1), Counts(result, result.Breakdowns[0], "refused at import, not shown"));
    }

    private static Code Code(string value) => new(value, LocalizedText.Same(value), [], null, false);

    private static (double Units, double Events) Counts(EventsResult result, EventBreakdown breakdown, string label)
    {
        var key = breakdown.Key(breakdown.Levels.Single(l => l.Label == label).Code);
        return (result.Get(key, "n").Value.Value, result.Get(key, "n.event").Value.Value);
    }

    [Fact]
    public void Analyze_SheetAbsent_IsNotRun() =>
        Assert.Equal(AnalysisStatus.NotRun, new FakeContext(1).Absent("ae").Run("events", """{ "table": "ae" }""").Status);
}
