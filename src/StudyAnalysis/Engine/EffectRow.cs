namespace StudyAnalysis.Engine;

/// <summary>One effect that a result estimates: where its numbers stand, and the value of no effect.</summary>
/// <param name="Label">Which of several effects of the result, for people (a level of a factor); empty when there is one.</param>
/// <param name="Estimate">Key of estimate, conf.low, conf.high and conf.level.</param>
/// <param name="Test">Key of p.value: that of the effect, or the joint one that several effects share.</param>
/// <param name="NullValue">Value of no effect: 1 for ratios, 0 for differences and correlations, 0.5 for areas; null: there is none, as for a proportion.</param>
public sealed record EffectRow(string Label, StatisticKey Estimate, StatisticKey Test, double? NullValue)
{
    /// <summary>What the estimate is, for people: "Hazard ratio"; null: said by its result alone.</summary>
    public string? Name { get; init; }

    /// <summary>Whether the estimate is a factor by which a measured value is multiplied, written "× 1.20".</summary>
    public bool IsFactor { get; init; }
}
