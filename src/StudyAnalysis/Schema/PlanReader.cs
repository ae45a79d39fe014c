using System.Collections.Immutable;
using System.Text.Json;

namespace StudyAnalysis.Schema;

/// <summary>Reads plan.json, already checked against its schema, into records. Expressions that cannot be parsed are problems.</summary>
internal sealed class PlanReader
{
    private const string Root = "$";

    /// <summary>Expressions that cannot be read.</summary>
    public List<DefinitionProblem> Problems { get; } = [];

    public AnalysisPlan Read(JsonElement plan) => new()
    {
        Study = Facts(plan.GetProperty("study")),
        Version = plan.Text("version"),
        Date = plan.Day("date"),
        Levels = plan.List("levels", Root, Level),
        TimePoints = plan.List("timePoints", Root, TimePoint),
        Origin = Optional(plan, "origin", Root),
        Markers = plan.List("markers", Root, Marker),
        Derived = plan.List("derived", Root, Derived),
        Populations = plan.List("populations", Root, Population),
        Endpoints = plan.List("endpoints", Root, Endpoint),
        Checks = plan.List("checks", Root, Check),
        Analyses = plan.List("analyses", Root, Analysis),
        Sections = plan.ObjectOrNull("report") is { } report ? report.List("sections", "$.report", Section) : [],
        Assumptions = Localized(plan, "assumptions"),
        InterimInference = plan.ObjectOrNull("interim")?.Text("inference") ?? "none",
        IsInterimStated = plan.ObjectOrNull("interim") is not null,
        DatabaseLock = plan.TextOrNull("databaseLock") is null ? null : plan.Day("databaseLock"),
        Amendments = plan.List("amendments", Root, (e, _) => new Amendment(e.Day("date"), e.Localized("reason"), e.Truth("outcomesSeen"))),
        Regulatory = plan.List("regulatory", Root, (e, _) => new RegulatoryFact(e.Localized("name"), e.TextOrNull("value"))),
        Checklists = plan.List("checklists", Root, Checklist),
    };

    private static StudyFacts Facts(JsonElement study) => new()
    {
        Id = study.Text("id"),
        Title = study.Localized("title"),
        Registration = study.TextOrNull("registration"),
        Sponsor = study.Localized("sponsor"),
        Design = study.Localized("design"),
        Rationale = study.Localized("rationale"),
        Source = study.Localized("source"),
        PlannedPatients = study.CountOrNull("plannedPatients"),
        PlannedFollowUpDays = study.NumberOrNull("plannedFollowUpDays"),
    };

    private static Level Level(JsonElement level, string path) => new(
        level.Text("id"), level.Text("table"), level.Localized("label"), level.Localized(level.TryGetProperty("plural", out _) ? "plural" : "label"));

    private static TimePoint TimePoint(JsonElement point, string path)
    {
        var (start, end) = point.Window("window");
        return new TimePoint(point.Text("id"), point.Localized("label"), point.NumberOrNull("nominalDay")!.Value, start, end);
    }

    private Marker Marker(JsonElement marker, string path) => new()
    {
        Id = marker.Text("id"),
        Label = marker.Localized("label"),
        Table = marker.Text("table"),
        Value = Required(marker, "value", path),
        Where = Optional(marker, "where", path),
        TimePoint = Optional(marker, "timePoint", path),
        Date = Optional(marker, "date", path),
        Homogeneous = marker.List("homogeneous", path, (e, p) => Parse(e.GetString()!, p)),
        Scale = marker.TextOrNull("scale") ?? "identity",
        Unit = marker.TextOrNull("unit"),
        ShownWith = marker.TextOrNull("shownWith"),
    };

    private DerivedVariable Derived(JsonElement derived, string path) => new()
    {
        Id = derived.Text("id"),
        Label = derived.Localized("label"),
        Level = derived.Text("level"),
        Type = DictionaryReader.TypeOf(derived.Text("type")),
        Unit = derived.TextOrNull("unit"),
        Codes = derived.List("codes", path, JsonReading.Code),
        Ordered = derived.Truth("ordered"),
        Decimals = derived.CountOrNull("decimals"),
        Expression = Required(derived, "expression", path),
    };

    private Population Population(JsonElement population, string path) => new()
    {
        Id = population.Text("id"),
        Label = population.Localized("label"),
        Level = population.Text("level"),
        From = population.TextOrNull("from"),
        Steps = population.List("steps", path, (e, p) => new PopulationStep(e.Text("id"), e.Localized("reason"), Required(e, "keep", p))),
    };

    private Endpoint Endpoint(JsonElement endpoint, string path) => new()
    {
        Id = endpoint.Text("id"),
        Label = endpoint.Localized("label"),
        Level = endpoint.Text("level"),
        AtRisk = Optional(endpoint, "atRisk", path),
        AtRiskReason = endpoint.Localized("atRiskReason"),
        Origin = Optional(endpoint, "origin", path),
        Events = endpoint.List("events", path, Event),
        Competing = endpoint.List("competing", path, Event),
        Censor = Required(endpoint, "censor", path),
        Horizon = endpoint.NumberOrNull("horizon"),
        Schedule = endpoint.List("schedule", path, Visit),
        LateCompeting = endpoint.TextOrNull("lateCompeting") ?? "counts",
        CensoredAt = endpoint.TextOrNull("censoredAt") ?? Schema.Endpoint.LastContact,
        Assessments = endpoint.ObjectOrNull("assessments") is { } visits ? Assessments(visits, JsonSchemaValidator.Child(path, "assessments")) : null,
    };

    private AssessmentRule Assessments(JsonElement visits, string path) =>
        new(visits.Text("table"), Required(visits, "date", path), Required(visits, "negative", path));

    private EventSource Event(JsonElement source, string path) =>
        new(source.Text("id"), source.Localized("label"), Required(source, "at", path), Optional(source, "when", path), source.Truth("exact"))
        {
            Undated = source.TextOrNull("undated"),
            IsFatal = source.TryGetProperty("fatal", out var fatal) ? fatal.GetBoolean() : null,
        };

    private static ScheduledVisit Visit(JsonElement visit, string path)
    {
        var (start, end) = visit.Window("window");
        return new ScheduledVisit(visit.Text("id"), visit.Localized("label"), visit.NumberOrNull("nominalDay")!.Value, start, end);
    }

    private CrossCheck Check(JsonElement check, string path) => new(
        check.Text("id"),
        check.Text("table"),
        check.Text("severity"),
        check.Text("field"),
        Required(check, "assert", path),
        check.Localized("expected"),
        check.Localized("action"));

    internal static AnalysisSpec Analysis(JsonElement analysis, string path)
    {
        var reportable = analysis.ObjectOrNull("firstReportable");
        return new AnalysisSpec
        {
            Id = analysis.Text("id"),
            Title = analysis.Localized("title"),
            Question = analysis.Localized("question"),
            Role = Enum.Parse<AnalysisRole>(analysis.Text("role"), ignoreCase: true),
            Kind = analysis.Text("kind"),
            Population = analysis.Text("population"),
            Decisive = Decisive(analysis),
            Family = analysis.TextOrNull("family"),
            Landmark = analysis.TextOrNull("landmark"),
            SensitivityOf = analysis.TextOrNull("sensitivityOf"),
            ConfLevel = analysis.NumberOrNull("confLevel") ?? 0.95,
            FirstReportableN = reportable?.CountOrNull("n"),
            FirstReportableEvents = reportable?.CountOrNull("events"),
            Assumptions = Localized(analysis, "assumptions"),
            Options = analysis.Clone(),
            JsonPath = path,
        };
    }

    // true: the p of the analysis that its kind calls decisive; a text names the context of another.
    private static string? Decisive(JsonElement analysis) =>
        analysis.TextOrNull("decisive") ?? (analysis.Truth("decisive") ? "true" : null);

    private static ReportSectionSpec Section(JsonElement section, string path) =>
        new(section.Text("id"), section.Localized("title"), section.Localized("intro"), section.Texts("analyses"));

    private static Checklist Checklist(JsonElement checklist, string path) => new(
        checklist.Text("id"),
        checklist.Localized("title"),
        checklist.List("items", path, (e, _) => new ChecklistItem(
            e.Text("number"), e.Localized("topic"), e.Localized("text"), e.Texts("analyses"), e.Localized("notAvailable"))));

    private static ImmutableArray<LocalizedText> Localized(JsonElement element, string name) => element.TryGetProperty(name, out var list)
        ? [.. list.EnumerateArray().Select(ReadLocalized)]
        : [];

    private static LocalizedText ReadLocalized(JsonElement text) => text.ValueKind == JsonValueKind.String
        ? LocalizedText.Same(text.GetString()!)
        : new LocalizedText(text.EnumerateObject().ToImmutableSortedDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal));

    private SourcedExpression Required(JsonElement element, string name, string path) => Parse(element.Text(name), JsonSchemaValidator.Child(path, name));

    private SourcedExpression? Optional(JsonElement element, string name, string path) =>
        element.TextOrNull(name) is { } source ? Parse(source, JsonSchemaValidator.Child(path, name)) : null;

    // A text that is no expression stands in as missing, which has every type, so that one fault is reported once.
    private SourcedExpression Parse(string source, string path)
    {
        if (ExpressionParser.TryParse(source, path, out var expression, out var problem))
        {
            return expression;
        }

        Problems.Add(problem);
        return new SourcedExpression(new Expression.Missing(), source, path);
    }
}
