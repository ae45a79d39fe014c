using System.Collections.Immutable;

namespace StudyAnalysis.Figures;

/// <summary>A group of values for dot and box plots.</summary>
/// <param name="Name">Label, with n.</param>
/// <param name="Values">Every value.</param>
public sealed record DotGroup(string Name, ImmutableArray<double> Values)
{
    /// <summary>Centre drawn as a line (median, as the result has it), or null.</summary>
    public double? Center { get; init; }

    /// <summary>Lower end of the bar beside the centre (first quartile or interval end), or null.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end, or null.</summary>
    public double? High { get; init; }
}

/// <summary>Points with coordinates.</summary>
/// <param name="Name">Label, with n.</param>
/// <param name="X">Horizontal values.</param>
/// <param name="Y">Vertical values, as many.</param>
public sealed record PointGroup(string Name, ImmutableArray<double> X, ImmutableArray<double> Y);

/// <summary>A fitted or reference line, with a band where there is one.</summary>
/// <param name="Name">Label; empty keeps it out of the legend.</param>
/// <param name="X">Horizontal values, ascending.</param>
/// <param name="Y">Vertical values, as many.</param>
public sealed record LineSeries(string Name, ImmutableArray<double> X, ImmutableArray<double> Y)
{
    /// <summary>Lower end of the band; empty: none.</summary>
    public ImmutableArray<double> Low { get; init; } = [];

    /// <summary>Upper end of the band; empty: none.</summary>
    public ImmutableArray<double> High { get; init; } = [];

    /// <summary>Whether it is a reference (identity, chance, plan): thin, grey, dashed.</summary>
    public bool IsReference { get; init; }
}

/// <summary>A step curve: Kaplan–Meier or cumulative incidence.</summary>
/// <param name="Name">Label.</param>
/// <param name="Times">Times of the steps, ascending, the first 0.</param>
/// <param name="Estimates">Estimate from each time on.</param>
public sealed record StepCurve(string Name, ImmutableArray<double> Times, ImmutableArray<double> Estimates)
{
    /// <summary>Lower end of the band, NaN where there is none; empty: no band.</summary>
    public ImmutableArray<double> Low { get; init; } = [];

    /// <summary>Upper end of the band.</summary>
    public ImmutableArray<double> High { get; init; } = [];

    /// <summary>Times of censoring, drawn as ticks on the curve.</summary>
    public ImmutableArray<double> CensoringTimes { get; init; } = [];

    /// <summary>Time up to which the curve is drawn; null: its last time.</summary>
    public double? End { get; init; }
}

/// <summary>The table under a curve: text at times, one row a group.</summary>
/// <param name="Title">For example "Number at risk"; null: that, in the chart's language.</param>
/// <param name="Times">Times, at ticks of the curve's axis.</param>
/// <param name="Rows">Rows with one text a time, already formatted: numbers of the result.</param>
public sealed record RiskTable(string? Title, ImmutableArray<double> Times, ImmutableArray<(string Name, ImmutableArray<string> Cells)> Rows);

/// <summary>A row of a forest plot.</summary>
/// <param name="Label">Term.</param>
/// <param name="Estimate">Estimate; NaN: only the label and the text are shown.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Text">Text at the right, such as "1.4 (0.8 to 2.3)", already formatted.</param>
public sealed record ForestRow(string Label, double Estimate, double Low, double High, string Text = "")
{
    /// <summary>Whether the row is a heading over those below.</summary>
    public bool IsGroup { get; init; }
}

/// <summary>Bars of one series.</summary>
/// <param name="Name">Label; empty keeps it out of the legend.</param>
/// <param name="Values">One per category; NaN: none.</param>
/// <param name="Texts">Text at each bar, already formatted; empty: none.</param>
public sealed record BarSeries(string Name, ImmutableArray<double> Values, ImmutableArray<string> Texts);
