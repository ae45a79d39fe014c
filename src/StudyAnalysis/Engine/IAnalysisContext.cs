using System.Collections.Immutable;
using StudyAnalysis.Data;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Engine;

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
