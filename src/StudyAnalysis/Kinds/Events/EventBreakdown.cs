using System.Collections.Immutable;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;

namespace StudyAnalysis.Kinds.Events;

/// <summary>A way events are broken down: by term, grade, relation or seriousness.</summary>
/// <param name="Option">Name of the option: term, grade, relation, serious.</param>
/// <param name="Label">Label of the field.</param>
/// <param name="Levels">Levels that occur, in order: those of the definition, texts as typed that it does not know, reasons of missing values.
/// Each event has exactly one, so that they add up to all events.</param>
public sealed record EventBreakdown(string Option, string Label, ImmutableArray<CategoryLevel> Levels)
{
    /// <summary>Whether there are levels that show a text as typed, because the definition does not know it.</summary>
    public bool HasTyped { get; init; }

    /// <summary>Whether there are levels that the definition does not know: texts as typed, or missing values.</summary>
    public bool HasUnknown { get; init; }

    /// <summary>Key of n (units), n.event, N and prop of a level.</summary>
    public StatisticKey Key(string code) => new("events", Option, code);
}
