using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Plan;

/// <summary>The approximation behind the power of a log-rank test.</summary>
public enum LogRankFormula
{
    /// <summary>Schoenfeld (1981), Biometrika 68:316–319; (1983), Biometrics 39:499–503: the logarithm of the hazard ratio. Also that of a binary Cox covariate.</summary>
    Schoenfeld,

    /// <summary>Freedman (1982), Stat Med 1:121–129: the hazard ratio itself; wants more events.</summary>
    Freedman,
}

/// <summary>Events, power and sample size of the log-rank test under proportional hazards.</summary>
/// <remarks>Schoenfeld: expected statistic √(D·q₁·q₂)·ln HR with D events and shares q. Freedman: √(D·φ)·(1 − HR)/(1 + φ·HR), φ the first group's size over
/// that of the second. R: none in base; the formulas in R's arithmetic. Oracle: Oracles/power.</remarks>
public static class LogRankPower
{
    /// <summary>Power with so many events.</summary>
    /// <param name="events">Events in both groups, at least 1.</param>
    /// <param name="hazardRatio">Hazard of the first group over that of the second, above 0.</param>
    /// <param name="ratio">Size of the second group over that of the first.</param>
    /// <param name="formula">The approximation.</param>
    /// <param name="alpha">Level, 0 &lt; α &lt; 1.</param>
    /// <param name="alternative">Of the hazard ratio against 1.</param>
    /// <exception cref="ArgumentException">Events, ratio, hazard ratio or level out of range.</exception>
    public static PowerResult WithEvents(
        int events,
        double hazardRatio,
        double ratio = 1,
        LogRankFormula formula = LogRankFormula.Schoenfeld,
        double alpha = 0.05,
        Alternative alternative = Alternative.TwoSided)
    {
        SampleSizeSearch.AtLeast(events, 1, nameof(events));
        return At(events, hazardRatio, ratio, formula, alpha, alternative);
    }

    /// <summary>Events that reach a power.</summary>
    /// <param name="hazardRatio">Hazard of the first group over that of the second, above 0.</param>
    /// <param name="power">Power to reach, 0 … 1.</param>
    /// <param name="ratio">Size of the second group over that of the first.</param>
    /// <param name="formula">The approximation.</param>
    /// <param name="alpha">Level, 0 &lt; α &lt; 1.</param>
    /// <param name="alternative">Of the hazard ratio against 1.</param>
    /// <returns>The smallest number of events and its power; not estimable when none up to ten million reaches it.</returns>
    /// <exception cref="ArgumentException">Ratio, hazard ratio, power or level out of range.</exception>
    public static PowerResult Events(
        double hazardRatio,
        double power = 0.8,
        double ratio = 1,
        LogRankFormula formula = LogRankFormula.Schoenfeld,
        double alpha = 0.05,
        Alternative alternative = Alternative.TwoSided) =>
        SampleSizeSearch.Solve(d => At(d, hazardRatio, ratio, formula, alpha, alternative), power, 1);

    /// <summary>Group sizes, given how likely each group's patients are to have their event within the follow-up.</summary>
    /// <param name="hazardRatio">Hazard of the first group over that of the second, above 0.</param>
    /// <param name="eventProbability1">Probability that a patient of the first group is seen to have the event, above 0.</param>
    /// <param name="eventProbability2">The same of the second group; under proportional hazards S₁ = S₂^HR.</param>
    /// <param name="power">Power to reach, 0 … 1.</param>
    /// <param name="ratio">Size of the second group over that of the first.</param>
    /// <param name="formula">The approximation.</param>
    /// <param name="alpha">Level, 0 &lt; α &lt; 1.</param>
    /// <param name="alternative">Of the hazard ratio against 1.</param>
    /// <returns>The smallest groups whose expected events reach the number needed, rounded up; power is that of the events needed.</returns>
    /// <exception cref="ArgumentException">A ratio, hazard ratio, probability, power or level out of range.</exception>
    public static PowerResult Size(
        double hazardRatio,
        double eventProbability1,
        double eventProbability2,
        double power = 0.8,
        double ratio = 1,
        LogRankFormula formula = LogRankFormula.Schoenfeld,
        double alpha = 0.05,
        Alternative alternative = Alternative.TwoSided)
    {
        foreach (var (value, name) in new[] { (eventProbability1, nameof(eventProbability1)), (eventProbability2, nameof(eventProbability2)) })
        {
            if (!(value > 0 && value <= 1))
            {
                throw new ArgumentException($"A probability of an event lies within 0 … 1 and is not 0, not {value}.", name);
            }
        }

        var needed = Events(hazardRatio, power, ratio, formula, alpha, alternative);
        if (!needed.Events.IsEstimable)
        {
            return needed;
        }

        var first = (int)Math.Ceiling((needed.Events.Value / (eventProbability1 + (ratio * eventProbability2))) - 1e-9);
        return needed with { SampleSizes = [first, SampleSizeSearch.Partner(first, ratio)] };
    }

    private static PowerResult At(double events, double hazardRatio, double ratio, LogRankFormula formula, double alpha, Alternative alternative)
    {
        SampleSizeSearch.Ratio(ratio);
        SampleSizeSearch.Alpha(alpha);
        if (!(hazardRatio > 0 && double.IsFinite(hazardRatio)))
        {
            throw new ArgumentException($"A hazard ratio is positive and finite, not {hazardRatio}.", nameof(hazardRatio));
        }

        var share = 1 / (1 + ratio);
        var expected = formula == LogRankFormula.Schoenfeld
            ? Math.Sqrt(events * share * (1 - share)) * Math.Log(hazardRatio)
            : Math.Sqrt(events / ratio) * (hazardRatio - 1) / (1 + (hazardRatio / ratio));
        return new()
        {
            Method = new MethodDescription(
                $"Power of the log-rank test, {formula}",
                Inference.Options(("alternative", alternative.Word())),
                formula == LogRankFormula.Schoenfeld ? "pnorm(abs(log(HR)) * sqrt(D * q1 * q2) - qnorm(1 - alpha / 2))" : "pnorm(sqrt(D * phi) * abs(1 - HR) / (1 + phi * HR) - qnorm(1 - alpha / 2))"),
            EffectName = "hazard ratio (first / second group)",
            Effect = hazardRatio,
            Alpha = alpha,
            Alternative = alternative,
            Power = SampleSizeSearch.NormalPower(expected, alpha, alternative),
            Events = events,
        };
    }
}
