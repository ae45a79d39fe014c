using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Distributions;

namespace StudyAnalysis.Statistics.Validate;

/// <summary>One group of similar predictions.</summary>
/// <param name="Low">Smallest prediction in it.</param>
/// <param name="High">Largest.</param>
/// <param name="Count">Subjects.</param>
/// <param name="Observed">Events.</param>
/// <param name="Expected">Sum of the predictions.</param>
public sealed record CalibrationGroup(double Low, double High, int Count, int Observed, double Expected);

/// <summary>Hosmer and Lemeshow's test with its table.</summary>
/// <param name="Test">χ² with its degrees of freedom and p.</param>
/// <param name="Groups">Groups by ascending prediction.</param>
public sealed record HosmerLemeshowResult(TestResult Test, ImmutableArray<CalibrationGroup> Groups);

/// <summary>Goodness of fit by groups of predicted probability.</summary>
public static class HosmerLemeshow
{
    /// <summary>The test of deciles of risk.</summary>
    /// <param name="predicted">Predicted probabilities, strictly between 0 and 1; shape: n.</param>
    /// <param name="outcome">Event yes/no; shape: n.</param>
    /// <param name="groups">Groups by quantiles (type 7) of the predictions; ties may leave fewer.</param>
    /// <param name="fitted">Whether the model was fitted to these data (groups − 2 degrees of freedom) or not (groups).</param>
    /// <returns>χ² and p. Not estimable with fewer than 3 groups. It has little power at small n and depends on the grouping: show the calibration
    /// curve, not this p alone (noted below 100 subjects).</returns>
    /// <exception cref="ArgumentException">Different lengths, a probability outside (0, 1), or fewer than 3 groups asked for.</exception>
    /// <remarks>Σ (O − E)² / (E (1 − E / n)). R: <c>ResourceSelection::hoslem.test(y, p, g)</c>. Source: Hosmer and Lemeshow (1980), Commun Stat A
    /// 9:1043–1069. Oracle: Oracles/calibration.</remarks>
    public static HosmerLemeshowResult Compute(double[] predicted, IReadOnlyList<bool> outcome, int groups = 10, bool fitted = true)
    {
        PredictionCheck.Probabilities(predicted, outcome.Count, nameof(predicted), nameof(outcome));
        if (groups < 3)
        {
            throw new ArgumentException($"At least 3 groups, not {groups}.", nameof(groups));
        }

        var table = Table(predicted, outcome, groups);
        var df = table.Length - (fitted ? 2 : 0);
        var result = new TestResult
        {
            Method = new MethodDescription(
                "Hosmer–Lemeshow test",
                Inference.Options(("groups", table.Length.ToString(CultureInfo.InvariantCulture)), ("degrees of freedom", fitted ? "groups − 2" : "groups")),
                string.Create(CultureInfo.InvariantCulture, $"ResourceSelection::hoslem.test(y, p, g = {groups})")),
            EstimateName = "observed against expected events",
            StatisticName = "χ²",
            SampleSizes = [predicted.Length],
            Notes = predicted.Length < 100 ? ["fewer than 100 subjects: little power"] : [],
        };
        if (table.Length < 3)
        {
            var none = Quantity.NotEstimable("fewer than three groups of different predictions");
            return new(result with { Statistic = none, PValue = none, DegreesOfFreedom = none }, table);
        }

        var statistic = table.Sum(g => (g.Observed - g.Expected) * (g.Observed - g.Expected) / (g.Expected * (1 - (g.Expected / g.Count))));
        return new(result with { Statistic = statistic, DegreesOfFreedom = df, PValue = Tail.ChiSquaredUpper(statistic, df) }, table);
    }

    private static ImmutableArray<CalibrationGroup> Table(double[] predicted, IReadOnlyList<bool> outcome, int groups)
    {
        if (predicted.Length == 0)
        {
            return [];
        }

        double[] breaks = [.. Enumerable.Range(1, groups - 1).Select(k => Quantiles.Compute(predicted, (double)k / groups).Value).Distinct().Where(b => b > predicted.Min())];
        return
        [
            .. Enumerable.Range(0, predicted.Length)
                .GroupBy(i => breaks.Count(b => predicted[i] > b))
                .OrderBy(g => g.Key)
                .Select(g => new CalibrationGroup(g.Min(i => predicted[i]), g.Max(i => predicted[i]), g.Count(), g.Count(i => outcome[i]), g.Sum(i => predicted[i]))),
        ];
    }
}
