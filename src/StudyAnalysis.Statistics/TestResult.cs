using System.Collections.Immutable;

namespace StudyAnalysis.Statistics;

/// <summary>A confidence interval with its level and the name of its construction.</summary>
/// <param name="Low">Lower end; −∞ where the interval is one-sided or unbounded.</param>
/// <param name="High">Upper end; +∞ where the interval is one-sided or unbounded.</param>
/// <param name="Level">Confidence level, 0 &lt; level &lt; 1: the level asked for, or, for exact intervals with attainable levels only, the level achieved.</param>
/// <param name="Method">The construction by name, for example "Wilson" or "profile penalised likelihood".</param>
public sealed record ConfidenceInterval(Quantity Low, Quantity High, double Level, string Method)
{
    /// <summary>An interval neither end of which can be given.</summary>
    public static ConfidenceInterval NotEstimable(string reason, double level, string method) =>
        new(Quantity.NotEstimable(reason), Quantity.NotEstimable(reason), level, method);
}

/// <summary>How a number was made: the method by name, its options by name, and the equal call in R.</summary>
/// <param name="Name">Standard name, for example "Wilcoxon signed-rank test, exact".</param>
/// <param name="Options">Options by name as statisticians write them, for example ties = efron.</param>
/// <param name="RCall">The call in R that gives the same numbers; where R has none, the words that say what was compared instead.</param>
public sealed record MethodDescription(string Name, ImmutableSortedDictionary<string, string> Options, string RCall)
{
    /// <summary>A method without options.</summary>
    public MethodDescription(string name, string rCall)
        : this(name, ImmutableSortedDictionary<string, string>.Empty, rCall)
    {
    }
}

/// <summary>The outcome of one test or one estimate: effect with interval, statistic, degrees of freedom, p, sizes and notes.</summary>
/// <remarks>What does not exist for a method is not estimable with the reason "not defined for this method". Nothing here is rounded.</remarks>
public sealed record TestResult
{
    /// <summary>How it was computed.</summary>
    public required MethodDescription Method { get; init; }

    /// <summary>What <see cref="Estimate"/> is, for example "mean difference (a − b)". Says which group comes first.</summary>
    public required string EstimateName { get; init; }

    /// <summary>The effect.</summary>
    public Quantity Estimate { get; init; } = Undefined;

    /// <summary>Standard error of the estimate.</summary>
    public Quantity StandardError { get; init; } = Undefined;

    /// <summary>Interval of the estimate, if the method has one.</summary>
    public ConfidenceInterval? Interval { get; init; }

    /// <summary>Name of the statistic, for example "W", "t", "χ²".</summary>
    public string StatisticName { get; init; } = string.Empty;

    /// <summary>The test statistic.</summary>
    public Quantity Statistic { get; init; } = Undefined;

    /// <summary>Degrees of freedom (numerator, for F).</summary>
    public Quantity DegreesOfFreedom { get; init; } = Undefined;

    /// <summary>Denominator degrees of freedom of F.</summary>
    public Quantity DenominatorDegreesOfFreedom { get; init; } = Undefined;

    /// <summary>p for <see cref="Alternative"/>.</summary>
    public Quantity PValue { get; init; } = Undefined;

    /// <summary>The alternative, of the estimate against its null value.</summary>
    public Alternative Alternative { get; init; } = Alternative.TwoSided;

    /// <summary>Observations used, per group in the order the groups were given.</summary>
    public required ImmutableArray<int> SampleSizes { get; init; }

    /// <summary>What the reader must know: ties, zeros removed, a level not attainable.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>The value of what a method does not define.</summary>
    public static Quantity Undefined { get; } = Quantity.NotEstimable("not defined for this method");
}
