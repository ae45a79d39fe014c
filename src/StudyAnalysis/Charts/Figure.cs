using Plotly.NET;

namespace StudyAnalysis.Charts;

/// <summary>A figure of the report: a Plotly.NET chart with the words that go with it.</summary>
/// <param name="Id">fig-&lt;analysis&gt;, or fig-&lt;analysis&gt;-&lt;part&gt;.</param>
/// <param name="Caption">Caption, with n.</param>
/// <param name="AltText">What a reader who cannot see it must know; not the caption again.</param>
/// <param name="Chart">The chart, themed.</param>
/// <param name="HeightPixels">Height at the page's width of 720 px, or at half of it for a narrow figure.</param>
public sealed record Figure(string Id, string Caption, string AltText, GenericChart Chart, int HeightPixels = 380)
{
    /// <summary>Whether it is read as well at half the page's width, so that its table and notes can stand beside it on paper.</summary>
    public bool IsNarrow { get; init; }

    /// <summary>Width in pixels that what it shows needs at least, where its axes and labels do not tell; 0: they do.</summary>
    public int LeastWidth { get; init; }

    /// <summary>Whether it shows synthetic data, and says so by itself.</summary>
    public bool IsSynthetic { get; init; }
}
