using System.Collections.Immutable;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Charts;

/// <summary>An axis: what it shows, in which unit, over which range.</summary>
/// <param name="Title">What it shows, for people.</param>
/// <param name="Unit">Unit, printed in brackets; null for numbers without one.</param>
public sealed record Axis(string Title, string? Unit = null)
{
    /// <summary>Lower end on the axis' own scale; null: from the data.</summary>
    public double? Min { get; init; }

    /// <summary>Upper end; null: from the data.</summary>
    public double? Max { get; init; }

    /// <summary>Whether the axis is logarithmic; values stay on their own scale and ticks are read as such.</summary>
    public bool IsLog { get; init; }

    /// <summary>Whether values are proportions shown as percentages.</summary>
    public bool IsPercent { get; init; }

    /// <summary>Distance between ticks on a linear axis, for example 90 for days; null: chosen.</summary>
    public double? TickStep { get; init; }

    /// <summary>Ticks with their labels, where neither step nor choice fits (visits, categories).</summary>
    public ImmutableArray<(double At, string Label)> Ticks { get; init; } = [];

    /// <summary>Title with its unit as people write it.</summary>
    public string TitleIn(Language language) => UnitText.Of(Unit, language) is { Length: > 0 } shown ? $"{Title} ({shown})" : Title;
}
