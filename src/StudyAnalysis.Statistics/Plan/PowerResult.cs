using System.Collections.Immutable;

namespace StudyAnalysis.Statistics.Plan;

/// <summary>The power of a planned test, or the size it needs.</summary>
/// <remarks>Power counts every rejection of the alternative asked for; two-sided power includes the far tail (R: <c>strict = TRUE</c>).</remarks>
public sealed record PowerResult
{
    /// <summary>How it was computed.</summary>
    public required MethodDescription Method { get; init; }

    /// <summary>What <see cref="Effect"/> is, with units and the order of the groups.</summary>
    public required string EffectName { get; init; }

    /// <summary>The effect planned for.</summary>
    public required double Effect { get; init; }

    /// <summary>Level of the test, 0 &lt; α &lt; 1, over both tails when two-sided.</summary>
    public required double Alpha { get; init; }

    /// <summary>The alternative.</summary>
    public Alternative Alternative { get; init; } = Alternative.TwoSided;

    /// <summary>Probability of rejecting at these sizes.</summary>
    public required Quantity Power { get; init; }

    /// <summary>Units per group in the order of the effect's groups, or pairs; empty when no size reaches the power asked for.</summary>
    public ImmutableArray<int> SampleSizes { get; init; } = [];

    /// <summary>Events needed or expected, for tests of survival.</summary>
    public Quantity Events { get; init; } = TestResult.Undefined;

    /// <summary>Clopper–Pearson interval of a simulated power; null where the power is computed.</summary>
    public ConfidenceInterval? MonteCarlo { get; init; }

    /// <summary>What the reader must know.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}
