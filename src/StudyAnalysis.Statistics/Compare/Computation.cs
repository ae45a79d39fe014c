namespace StudyAnalysis.Statistics.Compare;

/// <summary>How the null distribution is obtained.</summary>
public enum Computation
{
    /// <summary>Exact up to the sample size the method states, asymptotic above. The size decides, never the values.</summary>
    BySize,

    /// <summary>Exact, given ties and zeros.</summary>
    Exact,

    /// <summary>Normal or χ² approximation, corrected for ties.</summary>
    Asymptotic,
}

/// <summary>What a signed-rank test does with differences of 0.</summary>
public enum ZeroRule
{
    /// <summary>Removed before ranking (Wilcoxon 1945; what R's wilcox.test does).</summary>
    Wilcoxon,

    /// <summary>Ranked with the others, then their ranks removed (Pratt 1959; coin's default).</summary>
    Pratt,
}
