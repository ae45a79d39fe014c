using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Distributions;

namespace StudyAnalysis.Statistics.Plan;

/// <summary>Power and sample size of the test that a Pearson correlation is 0.</summary>
/// <remarks>Fisher's z with the bias term r / (2(n − 1)) against the critical r of the t test. Source: Cohen (1988), section 12.7.2. R: <c>pwr::pwr.r.test</c>.
/// For Spearman multiply the variance by 1.06 (Fieller et al. 1957), roughly 6 % more units. Oracle: Oracles/power.</remarks>
public static class CorrelationPower
{
    /// <summary>Power.</summary>
    /// <param name="units">Number of units, at least 4.</param>
    /// <param name="correlation">Correlation planned for, −1 &lt; r &lt; 1.</param>
    /// <param name="alpha">Level, 0 &lt; α &lt; 1.</param>
    /// <param name="alternative">Of the correlation against 0.</param>
    /// <exception cref="ArgumentException">Fewer than four units, or a correlation or level out of range.</exception>
    /// <remarks>R: <c>pwr.r.test(n, r)</c>.</remarks>
    public static PowerResult Pearson(int units, double correlation, double alpha = 0.05, Alternative alternative = Alternative.TwoSided)
    {
        SampleSizeSearch.AtLeast(units, 4, nameof(units));
        SampleSizeSearch.Alpha(alpha);
        if (!(Math.Abs(correlation) < 1))
        {
            throw new ArgumentException($"A correlation to plan for lies between −1 and 1, not {correlation}.", nameof(correlation));
        }

        var t = -Tail.StudentTQuantile(alternative == Alternative.TwoSided ? alpha / 2 : alpha, units - 2);
        var critical = Math.Atanh(t / Math.Sqrt((t * t) + units - 2));
        var expected = Math.Atanh(correlation) + (correlation / (2 * (units - 1.0)));
        var scale = Math.Sqrt(units - 3.0);
        var (above, below) = (Tail.NormalUpper((critical - expected) * scale), Tail.NormalUpper((critical + expected) * scale));
        return new()
        {
            Method = new MethodDescription("Power of the test of a correlation", $"pwr::pwr.r.test(n, r, alternative = \"{alternative.Word()}\")"),
            EffectName = "Pearson correlation",
            Effect = correlation,
            Alpha = alpha,
            Alternative = alternative,
            Power = alternative switch { Alternative.Greater => above, Alternative.Less => below, _ => above + below },
            SampleSizes = [units],
        };
    }

    /// <summary>Units for the test.</summary>
    /// <param name="correlation">Correlation planned for, −1 &lt; r &lt; 1.</param>
    /// <param name="power">Power to reach, 0 … 1.</param>
    /// <param name="alpha">Level, 0 &lt; α &lt; 1.</param>
    /// <param name="alternative">Of the correlation against 0.</param>
    /// <returns>The smallest number of units and its power; not estimable when none up to ten million reaches it.</returns>
    /// <exception cref="ArgumentException">A correlation, power or level out of range.</exception>
    public static PowerResult PearsonSize(double correlation, double power = 0.8, double alpha = 0.05, Alternative alternative = Alternative.TwoSided) =>
        SampleSizeSearch.Solve(n => Pearson(n, correlation, alpha, alternative), power, 4);
}
