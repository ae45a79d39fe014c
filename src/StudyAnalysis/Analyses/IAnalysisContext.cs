using System.Collections.Immutable;
using StudyAnalysis.Data;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Analyses;

/// <summary>What an analysis sees: units of a population, variables on them, endpoints, and the options of the run.</summary>
public interface IAnalysisContext
{
    /// <summary>The data, cut.</summary>
    StudyData Data { get; }

    /// <summary>The definition.</summary>
    StudyDefinition Definition { get; }

    /// <summary>Language of labels and sentences.</summary>
    Language Language { get; }

    /// <summary>Seed of random methods.</summary>
    ulong Seed { get; }

    /// <summary>Whether p values may be shown (database locked, or the plan says so).</summary>
    bool AllowsInference { get; }

    /// <summary>The units of a population: the rows that pass its steps, and those left out with reasons.</summary>
    AnalysisUnits Units(string population);

    /// <summary>A variable on units: a field of the level's table, a derived variable, a field of a parent (table.field), or marker@timePoint.</summary>
    /// <exception cref="KeyNotFoundException">There is no such variable at this level; definitions are checked at load, so this is a bug.</exception>
    Variable Variable(string reference, AnalysisUnits units);

    /// <summary>A marker at a time point on units, with its due-or-missing status and the day of its sample; the values are those of <see cref="Variable"/>.</summary>
    /// <param name="marker">Marker id.</param>
    /// <param name="timePoint">Time point id.</param>
    /// <param name="units">Units of any level; each has the reading of its patient.</param>
    /// <remarks>Here, for contexts made by hand in tests, a missing value counts as missed.</remarks>
    ImmutableArray<MarkerReading> Marker(string marker, string timePoint, AnalysisUnits units) =>
        [.. Variable($"{marker}@{timePoint}", units).Values.Select(v => v.IsMissing
            ? new MarkerReading(v, MarkerStatus.Missed, null, 0)
            : new MarkerReading(v, MarkerStatus.Observed, null, 1))];

    /// <summary>Why a variable, population or endpoint cannot be had from this workbook (an optional sheet or column left out), or null when it can.</summary>
    string? Unavailable(string reference, string level);

    /// <summary>An endpoint on units: times from origin (days) and causes; units not at risk or without follow-up are excluded with reasons.</summary>
    /// <param name="endpoint">Endpoint id.</param>
    /// <param name="units">Units; their level is the endpoint's.</param>
    /// <param name="scheduled">Whether events and censorings inside a scheduled window count at its nominal day.</param>
    TimeToEvent Endpoint(string endpoint, AnalysisUnits units, bool scheduled = true);

    /// <summary>An evaluator of plan expressions on rows of a table, for kinds whose options hold expressions.</summary>
    ImmutableArray<Value> Evaluate(SourcedExpression expression, string table, ImmutableArray<int> rows);

    /// <summary>Parses and checks an expression of an option.</summary>
    SourcedExpression Parse(string source, string table, string jsonPath);

    /// <summary>Row numbers of a child table that belong to a row of a parent table, in sheet order.</summary>
    ImmutableArray<int> ChildRows(string parentTable, int parentRow, string childTable);
}

/// <summary>Units of analysis.</summary>
public sealed record AnalysisUnits
{
    /// <summary>Their level.</summary>
    public required Level Level { get; init; }

    /// <summary>Label of the population.</summary>
    public required string Label { get; init; }

    /// <summary>Rows of the level's table, ascending.</summary>
    public required ImmutableArray<int> Rows { get; init; }

    /// <summary>Per unit the row of the patient table it belongs to: the cluster.</summary>
    public required ImmutableArray<int> PatientRows { get; init; }

    /// <summary>Rows before any step.</summary>
    public required int Total { get; init; }

    /// <summary>Left out so far, in order.</summary>
    public required ImmutableArray<ExcludedUnits> Excluded { get; init; }

    /// <summary>Number of units.</summary>
    public int Count => Rows.Length;

    /// <summary>The units for which <paramref name="keep"/> is true, the others counted under a reason. Returns itself when all are kept.</summary>
    /// <param name="keep">One entry per unit.</param>
    /// <param name="reason">Reason, in the language of the run.</param>
    public AnalysisUnits Keep(IReadOnlyList<bool> keep, string reason)
    {
        if (keep.Count != Count)
        {
            throw new ArgumentException($"keep has {keep.Count} entries for {Count} units.", nameof(keep));
        }

        var kept = Enumerable.Range(0, Count).Where(i => keep[i]).ToImmutableArray();
        return kept.Length == Count
            ? this
            : this with
            {
                Rows = [.. kept.Select(i => Rows[i])],
                PatientRows = [.. kept.Select(i => PatientRows[i])],
                Excluded = Excluded.Add(new ExcludedUnits(reason, Count - kept.Length)),
            };
    }
}

/// <summary>What kind of variable it is.</summary>
public enum VariableType
{
    /// <summary>A number.</summary>
    Numeric,

    /// <summary>A category without order.</summary>
    Nominal,

    /// <summary>A category with order and scores.</summary>
    Ordered,

    /// <summary>Yes or no.</summary>
    Truth,

    /// <summary>A date.</summary>
    Date,
}

/// <summary>A variable on units.</summary>
public sealed record Variable
{
    /// <summary>As referred to in the plan.</summary>
    public required string Reference { get; init; }

    /// <summary>For people.</summary>
    public required string Label { get; init; }

    /// <summary>Unit, or null.</summary>
    public string? Unit { get; init; }

    /// <summary>Type.</summary>
    public required VariableType Type { get; init; }

    /// <summary>Categories in order; for Nominal and Ordered.</summary>
    public ImmutableArray<Code> Categories { get; init; } = [];

    /// <summary>Whether it is analysed on the log2 scale ("per doubling").</summary>
    public bool IsLog2 { get; init; }

    /// <summary>Decimals shown, when the definition says so.</summary>
    public int? Decimals { get; init; }

    /// <summary>One value per unit, on the original scale with qualifier; missing ones carry their reason.</summary>
    public required ImmutableArray<Value> Values { get; init; }
}

/// <summary>A time-to-event endpoint on units, aligned with <see cref="Units"/>.</summary>
public sealed record TimeToEvent
{
    /// <summary>The endpoint.</summary>
    public required Endpoint Endpoint { get; init; }

    /// <summary>Units at risk with follow-up; others are among its exclusions.</summary>
    public required AnalysisUnits Units { get; init; }

    /// <summary>Days from origin.</summary>
    public required ImmutableArray<double> Times { get; init; }

    /// <summary>0 censored, 1 the event of interest, 2 the first competing source, 3 the second, ….</summary>
    public required ImmutableArray<int> Causes { get; init; }

    /// <summary>Days from origin before snapping to the schedule.</summary>
    public required ImmutableArray<double> RawTimes { get; init; }

    /// <summary>Per unit whether it is censored at the data cut although it was seen later; empty: nobody is.</summary>
    public ImmutableArray<bool> IsSeenLater { get; init; } = [];

    /// <summary>Units left out because whether they had an event is not known.</summary>
    public int UnknownStatus { get; init; }

    /// <summary>Units left out because the event of interest happened at an unknown time.</summary>
    public int UndatedEvents { get; init; }

    /// <summary>Units left out because a competing event happened at an unknown time.</summary>
    public int UndatedCompeting { get; init; }

    /// <summary>Lower end of the interval in which the event happened: the last visit made without it, or the start; equal to the time when known exactly.</summary>
    public required ImmutableArray<double> IntervalStarts { get; init; }

    /// <summary>Labels of the causes, by cause number − 1.</summary>
    public required ImmutableArray<string> CauseLabels { get; init; }

    /// <summary>Ids of the causes, by cause number − 1. The id of a single event of interest is its source's; of several, the endpoint's.</summary>
    public required ImmutableArray<string> CauseIds { get; init; }

    /// <summary>Which source of the endpoint's events came first, per unit with cause 1; otherwise empty.</summary>
    public required ImmutableArray<string> EventSources { get; init; }
}

/// <summary>A kind of analysis of the plan language.</summary>
public interface IAnalysisKind
{
    /// <summary>Its name in plan.json.</summary>
    string Name { get; }

    /// <summary>References of a specification to check at load: (JSON path, reference, what it must be).</summary>
    IEnumerable<OptionReference> References(AnalysisSpec spec);

    /// <summary>Runs it. Data that do not allow it give a result with status NotEstimable, absent sheets NotRun; never an exception.</summary>
    AnalysisResult Analyze(IAnalysisContext context, AnalysisSpec spec);
}

/// <summary>What an option refers to.</summary>
public enum ReferenceKind
{
    /// <summary>A variable at the population's level.</summary>
    Variable,

    /// <summary>A marker.</summary>
    Marker,

    /// <summary>A time point.</summary>
    TimePoint,

    /// <summary>An endpoint.</summary>
    Endpoint,

    /// <summary>A population.</summary>
    Population,

    /// <summary>A table.</summary>
    Table,

    /// <summary>Another analysis.</summary>
    Analysis,
}

/// <summary>A reference made by an option of an analysis.</summary>
/// <param name="JsonPath">Where the option stands.</param>
/// <param name="Reference">What it refers to.</param>
/// <param name="Kind">What that must be.</param>
/// <param name="IsRequired">Whether the analysis is not run when an optional sheet or column left out takes it away; false: the kind does without and says so.</param>
public sealed record OptionReference(string JsonPath, string Reference, ReferenceKind Kind, bool IsRequired = true);
