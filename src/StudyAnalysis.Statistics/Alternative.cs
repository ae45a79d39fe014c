namespace StudyAnalysis.Statistics;

/// <summary>The alternative hypothesis, stated of the estimate against its null value. R: <c>alternative</c>.</summary>
public enum Alternative
{
    /// <summary>Different in either direction ("two.sided").</summary>
    TwoSided,

    /// <summary>Less than the null value ("less").</summary>
    Less,

    /// <summary>Greater than the null value ("greater").</summary>
    Greater,
}
