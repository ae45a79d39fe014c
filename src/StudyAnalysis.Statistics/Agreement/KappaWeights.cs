namespace StudyAnalysis.Statistics.Agreement;

/// <summary>How much a disagreement counts in a weighted κ of k ordered categories.</summary>
public enum KappaWeights
{
    /// <summary>All disagreements alike: Cohen (1960).</summary>
    None,

    /// <summary>1 − |i − j| / (k − 1), Cicchetti and Allison (vcd: "Equal-Spacing").</summary>
    Linear,

    /// <summary>1 − (i − j)² / (k − 1)², Fleiss and Cohen (psych's default); close to an intraclass correlation.</summary>
    Quadratic,
}
