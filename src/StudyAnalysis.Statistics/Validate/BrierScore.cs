using System.Globalization;
using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Survival;

namespace StudyAnalysis.Statistics.Validate;

/// <summary>Mean squared error of predicted probabilities.</summary>
/// <param name="Score">Brier score with standard error and normal interval; 0 is perfect.</param>
/// <param name="Null">Brier score of predicting the same risk for all.</param>
/// <param name="Scaled">1 − score / null, the index of prediction accuracy (IPA): 0 is useless, 1 perfect, below 0 harmful.</param>
/// <param name="Censored">Subjects censored before the horizon, who count through the weights of the others; 0 without follow-up.</param>
public sealed record BrierResult(TestResult Score, Quantity Null, Quantity Scaled, int Censored);

/// <summary>The Brier score, with inverse probability of censoring weights for follow-up.</summary>
public static class BrierScore
{
    private const string Interval = "normal, weights as known";

    /// <summary>Of outcomes known for all.</summary>
    /// <param name="predicted">Predicted probabilities, 0 … 1; shape: n.</param>
    /// <param name="outcome">Event yes/no; shape: n.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>Score with a normal interval, too short below about 40 subjects (88 % at 12, 91 % at 20). Not estimable without subjects; scaled not without both outcomes.</returns>
    /// <exception cref="ArgumentException">Different lengths, a probability outside 0 … 1, or a level outside 0 … 1.</exception>
    /// <remarks>R: <c>mean((y - p)^2)</c>, se <c>sd((y - p)^2) / sqrt(n)</c>. Source: Brier (1950), Mon Weather Rev 78:1–3. Oracle: Oracles/brier.</remarks>
    public static BrierResult Compute(double[] predicted, IReadOnlyList<bool> outcome, double level = 0.95)
    {
        PredictionCheck.Probabilities(predicted, outcome.Count, nameof(predicted), nameof(outcome), endsAllowed: true);
        Guard.Level(level);
        var share = outcome.Count == 0 ? 0 : (double)outcome.Count(y => y) / outcome.Count;
        double[] terms = [.. predicted.Select((p, i) => Square((outcome[i] ? 1 : 0) - p))];
        return Result(new MethodDescription("Brier score", "mean((y - p)^2)"), terms, share * (1 - share), 0, level);
    }

    /// <summary>Of the risk of an event up to a horizon, under censoring.</summary>
    /// <param name="time">End of follow-up, above 0; shape: n.</param>
    /// <param name="status">true where the end is the event; shape: n.</param>
    /// <param name="predictedRisk">Predicted probability of the event up to the horizon, 0 … 1; shape: n.</param>
    /// <param name="horizon">Horizon, unit of time.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>Weighted score; its standard error takes the censoring weights as known (conservative). Not estimable when nobody is followed beyond the
    /// horizon while some were censored before it, or without subjects.</returns>
    /// <exception cref="ArgumentException">Different lengths, a time not finite, a probability outside 0 … 1, an impossible horizon or level.</exception>
    /// <remarks>Weights 1 / G(T−) for events up to the horizon, 1 / G(horizon) for those followed beyond, 0 for those censored before, G by Kaplan–Meier.
    /// R: <c>riskRegression::Score(list(p), Surv(time, status) ~ 1, times = horizon, cens.model = "km", conservative = TRUE)</c>.
    /// Source: Graf et al. (1999), Stat Med 18:2529–2545; Kattan and Gerds (2018), Diagn Progn Res 2:7. Oracle: Oracles/brier.</remarks>
    public static BrierResult Censored(double[] time, IReadOnlyList<bool> status, double[] predictedRisk, double horizon, double level = 0.95)
    {
        bool[] events = [.. status];
        time = SurvivalInput.Checked(time, events.Length, nameof(status));
        PredictionCheck.Probabilities(predictedRisk, time.Length, nameof(predictedRisk), nameof(time), endsAllowed: true);
        PredictionCheck.Horizon(horizon);
        Guard.Level(level);
        horizon = SurvivalTimes.Snap(horizon, time);
        var call = string.Create(CultureInfo.InvariantCulture, $"riskRegression::Score(list(p), Surv(time, status) ~ 1, times = {horizon}, cens.model = \"km\", conservative = TRUE)");
        var method = new MethodDescription("Brier score, inverse probability of censoring weights", call);
        var before = time.Where((t, i) => t <= horizon && !events[i]).Count();
        if (time.Length == 0 || (before > 0 && !time.Any(t => t > horizon)))
        {
            return Failed(method, time.Length == 0 ? "no subjects" : "nobody is followed beyond the horizon", before, level, time.Length);
        }

        var g = new CensoringDistribution(time, events);
        var atHorizon = g.At(horizon);
        double[] weights = [.. time.Select((t, i) => t > horizon ? 1 / atHorizon : events[i] ? 1 / g.Before(t) : 0)];
        bool Happened(int i) => time[i] <= horizon && events[i];
        double[] terms = [.. predictedRisk.Select((p, i) => weights[i] * Square((Happened(i) ? 1 : 0) - p))];

        // The same risk for all by Kaplan–Meier, which is the weighted share of events.
        var risk = weights.Where((_, i) => Happened(i)).Sum() / time.Length;
        var reference = weights.Select((w, i) => w * Square((Happened(i) ? 1 : 0) - risk)).Sum() / time.Length;
        return Result(method, terms, reference, before, level);
    }

    private static double Square(double v) => v * v;

    private static BrierResult Result(MethodDescription method, double[] terms, double reference, int censored, double level)
    {
        if (terms.Length == 0)
        {
            return Failed(method, "no subjects", censored, level, 0);
        }

        var mean = Inference.Mean(terms);
        var score = new TestResult { Method = method, EstimateName = "Brier score", Estimate = mean, SampleSizes = [terms.Length] };
        if (terms.Length > 1)
        {
            var error = Math.Sqrt(Inference.Variance(terms, mean) / terms.Length);
            score = score with { StandardError = error, Interval = Inference.Normal(mean, error, Alternative.TwoSided, level, Interval) };
        }

        return new(score, reference, reference > 0 ? 1 - (mean / reference) : Quantity.NotEstimable("the outcome does not vary"), censored);
    }

    private static BrierResult Failed(MethodDescription method, string reason, int censored, double level, int n)
    {
        var none = Quantity.NotEstimable(reason);
        var score = new TestResult { Method = method, EstimateName = "Brier score", Estimate = none, StandardError = none, Interval = ConfidenceInterval.NotEstimable(reason, level, Interval), SampleSizes = [n] };
        return new(score, none, none, censored);
    }
}
