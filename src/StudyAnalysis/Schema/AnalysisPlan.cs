using System.Collections.Immutable;
using System.Text.Json;

namespace StudyAnalysis.Schema;

/// <summary>The analysis plan, plan.json: everything particular to a study that is not its tables.</summary>
public sealed record AnalysisPlan
{
    /// <summary>Protocol facts.</summary>
    public required StudyFacts Study { get; init; }

    /// <summary>Version of the plan.</summary>
    public required string Version { get; init; }

    /// <summary>Date of this version.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Units of analysis; the first is the patient.</summary>
    public required ImmutableArray<Level> Levels { get; init; }

    /// <summary>Planned blood draws or visits.</summary>
    public ImmutableArray<TimePoint> TimePoints { get; init; } = [];

    /// <summary>Day 0 of a patient, a date at patient level; null in studies with durations only.</summary>
    public SourcedExpression? Origin { get; init; }

    /// <summary>Repeated measurements with a time point.</summary>
    public ImmutableArray<Marker> Markers { get; init; } = [];

    /// <summary>Derived variables, each usable by name at its level; a later one may use an earlier one.</summary>
    public ImmutableArray<DerivedVariable> Derived { get; init; } = [];

    /// <summary>Populations.</summary>
    public required ImmutableArray<Population> Populations { get; init; }

    /// <summary>Endpoints with time.</summary>
    public ImmutableArray<Endpoint> Endpoints { get; init; } = [];

    /// <summary>Cross-field checks, run at import.</summary>
    public ImmutableArray<CrossCheck> Checks { get; init; } = [];

    /// <summary>Analyses in the order of the plan.</summary>
    public required ImmutableArray<AnalysisSpec> Analyses { get; init; }

    /// <summary>Sections of the report; analyses in none of them go to the appendix.</summary>
    public ImmutableArray<ReportSectionSpec> Sections { get; init; } = [];

    /// <summary>What is assumed because the protocol does not fix it, printed in every report.</summary>
    public ImmutableArray<LocalizedText> Assumptions { get; init; } = [];

    /// <summary>"none": estimates and intervals only until the database lock; "final": p values.</summary>
    public string InterimInference { get; init; } = "none";

    /// <summary>Whether the plan says what interim reports show.</summary>
    public bool IsInterimStated { get; init; } = true;

    /// <summary>Date of the database lock; null before it.</summary>
    public DateOnly? DatabaseLock { get; init; }

    /// <summary>Changes of the plan, with reason and whether outcomes had been seen.</summary>
    public ImmutableArray<Amendment> Amendments { get; init; } = [];

    /// <summary>Regulatory facts by name, printed; null values print as not stated.</summary>
    public ImmutableArray<RegulatoryFact> Regulatory { get; init; } = [];

    /// <summary>Checklist items (REMARK, STROBE …) and what fills them.</summary>
    public ImmutableArray<Checklist> Checklists { get; init; } = [];

    /// <summary>Whether p values may be shown at a data cut.</summary>
    public bool AllowsInference(DateOnly asOf) => InterimInference == "final" || (DatabaseLock is { } locked && locked <= asOf);

    /// <summary>A level by its id, which the checks of the definition know to exist.</summary>
    internal Level LevelOf(string id) => Levels.First(l => l.Id == id);
}

/// <summary>Protocol facts printed on page one.</summary>
public sealed record StudyFacts
{
    /// <summary>Short id, part of file names.</summary>
    public required string Id { get; init; }

    /// <summary>Title.</summary>
    public required LocalizedText Title { get; init; }

    /// <summary>Registration, for example NCT number; null: not registered.</summary>
    public string? Registration { get; init; }

    /// <summary>Sponsor.</summary>
    public LocalizedText Sponsor { get; init; } = LocalizedText.Empty;

    /// <summary>Design in one sentence.</summary>
    public LocalizedText Design { get; init; } = LocalizedText.Empty;

    /// <summary>Background and rationale.</summary>
    public LocalizedText Rationale { get; init; } = LocalizedText.Empty;

    /// <summary>Where the data come from, for public data.</summary>
    public LocalizedText Source { get; init; } = LocalizedText.Empty;

    /// <summary>Patients planned, if stated.</summary>
    public int? PlannedPatients { get; init; }

    /// <summary>Follow-up planned per patient, in days.</summary>
    public double? PlannedFollowUpDays { get; init; }
}

/// <summary>A unit of analysis.</summary>
/// <param name="Id">Name used by analyses, for example patient.</param>
/// <param name="Table">Table whose rows are the units.</param>
/// <param name="Label">Singular, for people.</param>
/// <param name="Plural">Plural, for people.</param>
public sealed record Level(string Id, string Table, LocalizedText Label, LocalizedText Plural);

/// <summary>A planned time point.</summary>
/// <param name="Id">Name used by analyses.</param>
/// <param name="Label">For people.</param>
/// <param name="NominalDay">Planned day after the origin.</param>
/// <param name="WindowStart">First accepted day, inclusive.</param>
/// <param name="WindowEnd">Last accepted day, inclusive; the landmark of an analysis that starts at this time point.</param>
public sealed record TimePoint(string Id, LocalizedText Label, double NominalDay, double WindowStart, double WindowEnd);

/// <summary>A repeated measurement: which rows of which table give its value at a time point.</summary>
public sealed record Marker
{
    /// <summary>Name; marker@timePoint is its value there.</summary>
    public required string Id { get; init; }

    /// <summary>For people.</summary>
    public required LocalizedText Label { get; init; }

    /// <summary>Table of the values.</summary>
    public required string Table { get; init; }

    /// <summary>Value, in the row's context.</summary>
    public required SourcedExpression Value { get; init; }

    /// <summary>Rows that count, in the row's context.</summary>
    public SourcedExpression? Where { get; init; }

    /// <summary>Planned time point of the row (its id), in the row's context; null: by window alone.</summary>
    public SourcedExpression? TimePoint { get; init; }

    /// <summary>Date of the row, in its context; null: by planned time point alone.</summary>
    public SourcedExpression? Date { get; init; }

    /// <summary>Fields that must hold one single value among the rows that count (matrix: serum and plasma are never pooled).</summary>
    public ImmutableArray<SourcedExpression> Homogeneous { get; init; } = [];

    /// <summary>"log2": analysed on the log2 scale, effects as ratios; "identity": as it is.</summary>
    public string Scale { get; init; } = "identity";

    /// <summary>Unit of the value.</summary>
    public string? Unit { get; init; }

    /// <summary>Marker shown beside it (sCD40L and CCL-5 are shown with platelets), or null.</summary>
    public string? ShownWith { get; init; }
}

/// <summary>A variable computed from others.</summary>
public sealed record DerivedVariable
{
    /// <summary>Name.</summary>
    public required string Id { get; init; }

    /// <summary>For people.</summary>
    public required LocalizedText Label { get; init; }

    /// <summary>Level whose rows have it.</summary>
    public required string Level { get; init; }

    /// <summary>Text (a category), Number, Boolean or Date.</summary>
    public required FieldType Type { get; init; }

    /// <summary>Unit, of numbers.</summary>
    public string? Unit { get; init; }

    /// <summary>Categories in order, of texts.</summary>
    public ImmutableArray<Code> Codes { get; init; } = [];

    /// <summary>Whether the categories are ordered.</summary>
    public bool Ordered { get; init; }

    /// <summary>Decimals shown.</summary>
    public int? Decimals { get; init; }

    /// <summary>The expression.</summary>
    public required SourcedExpression Expression { get; init; }
}

/// <summary>A population: units of a level that pass every step.</summary>
public sealed record Population
{
    /// <summary>Name.</summary>
    public required string Id { get; init; }

    /// <summary>For people.</summary>
    public required LocalizedText Label { get; init; }

    /// <summary>Level.</summary>
    public required string Level { get; init; }

    /// <summary>Population it starts from, or null for all rows of the level's table.</summary>
    public string? From { get; init; }

    /// <summary>Steps in order; who fails one is excluded with its reason.</summary>
    public required ImmutableArray<PopulationStep> Steps { get; init; }
}

/// <summary>One step of a population: units are kept where <paramref name="Keep"/> is true; false and missing are counted apart.</summary>
public sealed record PopulationStep(string Id, LocalizedText Reason, SourcedExpression Keep);

/// <summary>A time-to-event endpoint.</summary>
public sealed record Endpoint
{
    /// <summary><see cref="CensoredAt"/>: the last day on which the unit was known to be free of the event, or alive.</summary>
    public const string LastContact = "lastContact";

    /// <summary><see cref="CensoredAt"/>: the last visit at which the event was looked for.</summary>
    public const string LastAssessment = "lastAssessment";

    /// <summary>Name.</summary>
    public required string Id { get; init; }

    /// <summary>For people.</summary>
    public required LocalizedText Label { get; init; }

    /// <summary>Level.</summary>
    public required string Level { get; init; }

    /// <summary>Who is at risk, at the endpoint's level; null: everybody.</summary>
    public SourcedExpression? AtRisk { get; init; }

    /// <summary>Reason given for those not at risk.</summary>
    public LocalizedText AtRiskReason { get; init; } = LocalizedText.Empty;

    /// <summary>Start, a date; null when times are durations.</summary>
    public SourcedExpression? Origin { get; init; }

    /// <summary>The events of interest; the earliest counts.</summary>
    public required ImmutableArray<EventSource> Events { get; init; }

    /// <summary>Competing events; the earliest counts. An event of interest on the same day comes first.</summary>
    public ImmutableArray<EventSource> Competing { get; init; } = [];

    /// <summary>End of observation: a date, or days when times are durations.</summary>
    public required SourcedExpression Censor { get; init; }

    /// <summary>Days at which 1-year or other fixed-horizon risk is read; null: none.</summary>
    public double? Horizon { get; init; }

    /// <summary>Visits at which the endpoint is assessed; events and censorings inside a window count at its nominal day.</summary>
    public ImmutableArray<ScheduledVisit> Schedule { get; init; } = [];

    /// <summary>How a competing event long after the last assessment counts: "counts" or "censoredAtLastAssessment".</summary>
    public string LateCompeting { get; init; } = "counts";

    /// <summary>What <see cref="Censor"/> is: <see cref="LastContact"/>, which a data cut before it shortens to the cut, or <see cref="LastAssessment"/>,
    /// where what was done by the cut counts alone.</summary>
    public string CensoredAt { get; init; } = LastContact;

    /// <summary>Where the visits stand at which the event was looked for; null: the rows over which the event's date is taken.</summary>
    public AssessmentRule? Assessments { get; init; }
}

/// <summary>The visits at which an event is looked for.</summary>
/// <param name="Table">Their table.</param>
/// <param name="Date">Date of a visit, or days when times are durations.</param>
/// <param name="Negative">Whether the visit was made and found no event.</param>
public sealed record AssessmentRule(string Table, SourcedExpression Date, SourcedExpression Negative);

/// <summary>One event of an endpoint.</summary>
/// <param name="Id">Name, the variable in results.</param>
/// <param name="Label">For people.</param>
/// <param name="At">Date, or days when times are durations; missing: did not happen, unless <paramref name="When"/> states it.</param>
/// <param name="When">Condition besides, or null. Missing: whether it happened is not known.</param>
/// <param name="IsExact">Known to the day, as a death is; otherwise found at a visit of the schedule, so that it happened after the visit before.</param>
public sealed record EventSource(string Id, LocalizedText Label, SourcedExpression At, SourcedExpression? When, bool IsExact = false)
{
    /// <summary><see cref="Undated"/>: where the condition holds, the event happened, at an unknown time.</summary>
    public const string UndatedHappened = "happened";

    /// <summary><see cref="Undated"/>: the condition only says which events count; without a date there was none.</summary>
    public const string UndatedDidNotHappen = "didNotHappen";

    /// <summary>What a missing time means where the condition holds; null: it happened, unless the time or the condition itself asks for something missing.</summary>
    public string? Undated { get; init; }

    /// <summary>Whether no visit applies after it; null: as competing events do, and events at the same date as one that is fatal.</summary>
    public bool? IsFatal { get; init; }
}

/// <summary>A scheduled assessment: days inside the window count at the nominal day.</summary>
public sealed record ScheduledVisit(string Id, LocalizedText Label, double NominalDay, double WindowStart, double WindowEnd);

/// <summary>A cross-field check: a finding where <paramref name="Assert"/> is false.</summary>
/// <param name="Id">Stable id of the finding.</param>
/// <param name="Table">Table whose rows are checked.</param>
/// <param name="Severity">"blocking", "error", "warning" or "note".</param>
/// <param name="Field">Field whose cell the finding points at.</param>
/// <param name="Assert">What must hold.</param>
/// <param name="Expected">What was expected, for people.</param>
/// <param name="Action">What to do, for people.</param>
public sealed record CrossCheck(
    string Id, string Table, string Severity, string Field, SourcedExpression Assert, LocalizedText Expected, LocalizedText Action);

/// <summary>Role of an analysis in the study.</summary>
public enum AnalysisRole
{
    /// <summary>The primary analysis: makes the headline.</summary>
    Primary,

    /// <summary>Secondary: Holm within the family, read only if the primary rejects.</summary>
    Secondary,

    /// <summary>Exploratory.</summary>
    Exploratory,

    /// <summary>Descriptive: no p.</summary>
    Descriptive,

    /// <summary>Sensitivity of another analysis: no decisive p.</summary>
    Sensitivity,

    /// <summary>Safety.</summary>
    Safety,
}

/// <summary>One analysis of the plan: what is common to every kind; the rest is in <see cref="Options"/>, read by its kind.</summary>
public sealed record AnalysisSpec
{
    /// <summary>Stable id.</summary>
    public required string Id { get; init; }

    /// <summary>Title.</summary>
    public required LocalizedText Title { get; init; }

    /// <summary>The question it answers.</summary>
    public required LocalizedText Question { get; init; }

    /// <summary>Role.</summary>
    public required AnalysisRole Role { get; init; }

    /// <summary>Kind, a name of the plan language, for example pairedChange.</summary>
    public required string Kind { get; init; }

    /// <summary>Population id.</summary>
    public required string Population { get; init; }

    /// <summary>The statistic whose p decides, if any: a stat_name with its variable, as the kind defines.</summary>
    public string? Decisive { get; init; }

    /// <summary>Multiplicity family id, or null.</summary>
    public string? Family { get; init; }

    /// <summary>Time point whose window end is the landmark, or null.</summary>
    public string? Landmark { get; init; }

    /// <summary>Id of the analysis this one is a sensitivity of, or null.</summary>
    public string? SensitivityOf { get; init; }

    /// <summary>Confidence level.</summary>
    public double ConfLevel { get; init; } = 0.95;

    /// <summary>Smallest n (units analysed) from which the result is shown; below it is not estimable.</summary>
    public int? FirstReportableN { get; init; }

    /// <summary>Smallest number of events from which the result is shown.</summary>
    public int? FirstReportableEvents { get; init; }

    /// <summary>Assumptions of the estimand, printed with the result.</summary>
    public ImmutableArray<LocalizedText> Assumptions { get; init; } = [];

    /// <summary>The whole JSON object of the analysis: the kind reads its own properties from it.</summary>
    public required JsonElement Options { get; init; }

    /// <summary>Where it stands in plan.json, for messages.</summary>
    public required string JsonPath { get; init; }
}

/// <summary>A section of the report.</summary>
/// <param name="Id">Anchor.</param>
/// <param name="Title">Title.</param>
/// <param name="Intro">Text under the title.</param>
/// <param name="Analyses">Analysis ids in order.</param>
public sealed record ReportSectionSpec(string Id, LocalizedText Title, LocalizedText Intro, ImmutableArray<string> Analyses);

/// <summary>A change of the plan.</summary>
public sealed record Amendment(DateOnly Date, LocalizedText Reason, bool OutcomesSeen);

/// <summary>A regulatory fact; a null value prints as not stated.</summary>
public sealed record RegulatoryFact(LocalizedText Name, string? Value);

/// <summary>A reporting checklist.</summary>
public sealed record Checklist(string Id, LocalizedText Title, ImmutableArray<ChecklistItem> Items);

/// <summary>An item of a checklist: filled by text, or by the analyses named; neither: "not available because" <paramref name="NotAvailable"/>.</summary>
public sealed record ChecklistItem(string Number, LocalizedText Topic, LocalizedText Text, ImmutableArray<string> Analyses, LocalizedText NotAvailable);
