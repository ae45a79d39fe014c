using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using StudyAnalysis.Engine;

namespace StudyAnalysis.Kinds.Roc;

/// <summary>A receiver operating characteristic.</summary>
public sealed record RocResult : AnalysisResult
{
    /// <summary>From what is common.</summary>
    [SetsRequiredMembers]
    public RocResult(AnalysisResult common)
        : base(common)
    {
    }

    /// <summary>Label of the predictor.</summary>
    public string PredictorLabel { get; init; } = string.Empty;

    /// <summary>What is discriminated.</summary>
    public string OutcomeLabel { get; init; } = string.Empty;

    /// <summary>The empirical curve: 1 − specificity and sensitivity, ascending.</summary>
    public ImmutableArray<(double FalsePositive, double TruePositive)> Curve { get; init; } = [];

    /// <summary>What the numbers by known status are about.</summary>
    public static StatisticKey Key { get; } = new("roc");

    /// <summary>What the weighted, time-dependent area is about.</summary>
    public static StatisticKey TimeDependentKey { get; } = new("roc-time-dependent");

    /// <inheritdoc/>
    public override ImmutableArray<EffectRow> Effects
    {
        get
        {
            var key = this.Find(Key, "estimate") is null ? TimeDependentKey : Key;
            return [new EffectRow(string.Empty, key, key, 0.5)];
        }
    }
}
