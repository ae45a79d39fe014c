using System.Diagnostics.CodeAnalysis;
using StudyAnalysis.Engine;

namespace StudyAnalysis.Kinds.RiskAtHorizon;

/// <summary>The risk of an event by a fixed horizon, and how a predictor goes with it.</summary>
public sealed record RiskAtHorizonResult : AnalysisResult
{
    /// <summary>From what is common.</summary>
    [SetsRequiredMembers]
    public RiskAtHorizonResult(AnalysisResult common)
        : base(common)
    {
    }

    /// <summary>Label of the event.</summary>
    public string EndpointLabel { get; init; } = string.Empty;

    /// <summary>Label of the predictor; empty without one.</summary>
    public string PredictorLabel { get; init; } = string.Empty;

    /// <summary>The predictor per what: per doubling, per unit.</summary>
    public string OddsRatioLabel { get; init; } = string.Empty;

    /// <summary>Why the comparison by predictor is not estimable; empty when it is, or when there is no predictor.</summary>
    public string PredictorReason { get; init; } = string.Empty;

    /// <summary>Horizon in days.</summary>
    public double Horizon { get; init; }

    /// <summary>What the Aalen–Johansen risk is about.</summary>
    public static StatisticKey Risk { get; } = new("risk");

    /// <summary>What the counts by known status are about.</summary>
    public static StatisticKey StatusCounts { get; } = new("status");

    /// <summary>What the odds ratio is about.</summary>
    public static StatisticKey OddsRatio { get; } = new("odds ratio");

    /// <summary>What the difference of risks between the quartiles is about.</summary>
    public static StatisticKey Difference { get; } = new("risk difference");
}
