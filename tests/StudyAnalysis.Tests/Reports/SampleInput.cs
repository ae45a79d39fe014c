using System.Collections.Immutable;
using System.Text.Json;
using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Reports;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Tests.Reports;

/// <summary>A small study with a result, one not estimable, one not run and one in no section.</summary>
internal static class SampleInput
{
    private const string Then = """{ "analyses": [ { "id": "marker-change", "zeros": "wilcoxon" }, { "id": "dropped" } ] }""";
    private const string Now = """{ "analyses": [ { "id": "marker-change", "zeros": "pratt" }, { "id": "late" } ] }""";

    public static IReadOnlyDictionary<string, IResultSection> Sections { get; } =
        new Dictionary<string, IResultSection>(StringComparer.Ordinal) { ["pairedChange"] = new Section(), ["flow"] = new Section() };

    public static ReportInput Create(Language language, DateOnly? locked = null) => new()
    {
        Definition = Definition(locked),
        AsOf = new DateOnly(2026, 8, 4),
        IsSynthetic = true,
        WorkbookHash = new string('c', 64),
        Cut = new CutAccount { Rows = [new CutRows("visits", 3)] },
        Opposed = 2,
        Cells = ImmutableSortedDictionary<CellOutcome, int>.Empty.Add(CellOutcome.Used, 900).Add(CellOutcome.Refused, 4),
        Findings = [new FindingCount("IMP-001", Severity.Blocking, 1, ["Patients"], LocalizedText.Of("a date", "une date")), new FindingCount("IMP-012", Severity.Warning, 7, ["Samples", "Visits"], LocalizedText.Empty)],
        Results =
        [
            SampleDocument.Result(language) with { Id = "flow", Kind = "flow", Role = AnalysisRole.Descriptive, Statistics = [SampleDocument.Result(language).Statistics[3]] },
            SampleDocument.Result(language) with { Assumptions = ["Plasma only"], Notes = ["2 ties"] },
            SampleDocument.Result(language) with { Id = "late", Title = "Late risk", Status = AnalysisStatus.NotEstimable, StatusReason = "5 events", Role = AnalysisRole.Secondary, Statistics = [] },
            SampleDocument.Result(language) with { Id = "tissue", Title = "Tissue", Status = AnalysisStatus.NotRun, StatusReason = "no sheet Tissue", Role = AnalysisRole.Exploratory, Statistics = [] },
        ],
        Options = new ReportOptions(language, 1),
    };

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private static StudyDefinition Definition(DateOnly? locked) => new()
    {
        Folder = "definition",
        Dictionary = new DataDictionary { Name = "study-one", Version = "1", Tables = [] },
        Plan = Plan(locked),
        DictionaryHash = new string('a', 64),
        PlanHash = new string('b', 64),
        PlanSource = Json(Now),
        DictionarySource = Json("{}"),
        Lock = new PlanLock([new PlanLockEntry { Date = new DateOnly(2026, 1, 1), Plan = Json(Then), Dictionary = Json("{}") }]),
    };

    private static AnalysisPlan Plan(DateOnly? locked) => new()
    {
        Study = new StudyFacts { Id = "study-one", Title = LocalizedText.Of("Study one", "Étude un"), Registration = "NCT00000000", Design = LocalizedText.Same("Cohort") },
        Version = "1.2",
        Date = new DateOnly(2026, 1, 1),
        Levels = [],
        Populations = [],
        Analyses = [Spec("flow", "flow"), Spec("marker-change", "pairedChange"), Spec("late", "riskAtHorizon"), Spec("tissue", "correlate"), Spec("future", "unheard")],
        Sections =
        [
            new ReportSectionSpec("flow", LocalizedText.Same("Flow"), LocalizedText.Empty, ["flow"]),
            new ReportSectionSpec("primary", LocalizedText.Of("Primary", "Principal"), LocalizedText.Same("Intro"), ["marker-change"]),
            new ReportSectionSpec("secondary", LocalizedText.Of("Secondary", "Secondaire"), LocalizedText.Empty, ["late"]),
        ],
        Assumptions = [LocalizedText.Same("One month is day 30")],
        DatabaseLock = locked,
        Amendments = [new Amendment(new DateOnly(2026, 3, 1), LocalizedText.Same("New assay"), true)],
        Regulatory = [new RegulatoryFact(LocalizedText.Same("ID-RCB"), null)],
        Checklists =
        [
            new Checklist("remark", LocalizedText.Same("REMARK"),
            [
                new ChecklistItem("1", LocalizedText.Same("Marker"), LocalizedText.Same("In plasma"), [], LocalizedText.Empty),
                new ChecklistItem("15", LocalizedText.Same("Effect"), LocalizedText.Empty, ["late"], LocalizedText.Empty),
                new ChecklistItem("20", LocalizedText.Same("Meaning"), LocalizedText.Empty, [], LocalizedText.Same("it belongs in the paper")),
            ]),
        ],
    };

    private static AnalysisSpec Spec(string id, string kind) => new()
    {
        Id = id,
        Title = LocalizedText.Same(id),
        Question = LocalizedText.Same("?"),
        Role = AnalysisRole.Secondary,
        Kind = kind,
        Population = "all",
        Options = JsonDocument.Parse("{}").RootElement,
        JsonPath = "$.analyses",
    };

    private sealed class Section : IResultSection
    {
        public string Kind => "pairedChange";

        public ResultContent Compose(AnalysisResult result)
        {
            var table = new Table { Id = "tab-long-" + result.Id, Caption = "Long table", Columns = [new("a"), new("b")], Rows = [new(["x", RichText.Of(result.Statistics[0])])] };
            return new ResultContent($"The sentence: {result.Statistics[0]}.", [table with { Id = "tab-" + result.Id, Caption = "Short table" }], [], [table]);
        }
    }
}
