using System.Globalization;
using StudyAnalysis.Engine;
using StudyAnalysis.Statistics;

namespace StudyAnalysis.Kinds.Common;

/// <summary>Markers as predictors, with values below the limit by the rule of their share.</summary>
public static class Predictors
{
    /// <summary>Up to this share below the limit the value is limit / √2.</summary>
    public const double LargestSubstituted = 0.10;

    /// <summary>Above this share the predictor is detected yes/no.</summary>
    public const double LargestContinuous = 0.50;

    /// <summary>The variable on the scale of analysis, limit / √2 for values below the limit, noted.</summary>
    /// <returns>The numbers, or the reason why this many values below the limit do not allow it.</returns>
    public static (double[] Values, string? Problem) Substituted(ResultBuilder result, Variable variable)
    {
        var below = variable.Values.Count(Measured.IsBelow);
        var share = below / (double)Math.Max(1, variable.Values.Length);
        if (share > LargestSubstituted)
        {
            var percent = (100 * share).ToString("F0", CultureInfo.InvariantCulture);
            return ([], result.Say(
                $"{variable.Label}: {percent} % of the values are below the limit of quantification, above the 10 % up to which they are substituted; use ranks",
                $"{variable.Label} : {percent} % des valeurs sont sous la limite de quantification, au-delà des 10 % substituables ; utiliser les rangs"));
        }

        if (below > 0)
        {
            result.Note(result.Say(
                $"{variable.Label}: {below} values below the limit of quantification enter at limit / √2.",
                $"{variable.Label} : {below} valeurs sous la limite de quantification comptent pour limite / √2."));
        }

        return ([.. variable.Values.Select(v => Measured.OnScale(variable, Measured.IsBelow(v) ? v.Number / Math.Sqrt(2) : v.Number))], null);
    }

    /// <summary>A test that could not be computed, for a reason.</summary>
    internal static TestResult NotEstimable(TestResult test, string reason, double level) => test with
    {
        Estimate = Quantity.NotEstimable(reason),
        Interval = ConfidenceInterval.NotEstimable(reason, level, "none"),
        PValue = Quantity.NotEstimable(reason),
    };
}
