using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Statistics.Survival;

namespace StudyAnalysis.Statistics.Validate;

/// <summary>Net benefit at one threshold probability.</summary>
/// <param name="Threshold">Risk from which one would treat.</param>
/// <param name="NetBenefit">Of treating those with a predicted risk of the threshold or more: true positives − false positives × odds of the
/// threshold, per subject.</param>
/// <param name="TreatAll">Of treating everybody; treating nobody has 0.</param>
/// <param name="InterventionsAvoided">Against treating all, per 100 subjects, without missing more events.</param>
/// <param name="Positive">Share with a predicted risk of the threshold or more.</param>
public sealed record DecisionPoint(double Threshold, Quantity NetBenefit, Quantity TreatAll, Quantity InterventionsAvoided, double Positive);

/// <summary>A decision curve.</summary>
/// <param name="Method">Name, options and equal R call.</param>
/// <param name="Points">One a threshold, in the order given.</param>
/// <param name="Prevalence">Risk of the event in all.</param>
public sealed record DecisionCurveResult(MethodDescription Method, ImmutableArray<DecisionPoint> Points, Quantity Prevalence);

/// <summary>Whether decisions by a model do more good than harm (Vickers and Elkin 2006).</summary>
public static partial class DecisionCurve
{
    /// <summary>For outcomes known for all.</summary>
    /// <param name="predicted">Predicted probabilities, 0 … 1; shape: n. Of data the model was not fitted to, or corrected for optimism.</param>
    /// <param name="outcome">Event yes/no; shape: n.</param>
    /// <param name="thresholds">Threshold probabilities, 0 &lt; t &lt; 1, that a clinician could hold.</param>
    /// <returns>Net benefit by threshold; not estimable without subjects.</returns>
    /// <exception cref="ArgumentException">Different lengths, a probability or threshold outside its range.</exception>
    /// <remarks>R: <c>dcurves::dca(y ~ p, thresholds = …)</c>. Source: Vickers and Elkin (2006), Med Decis Making 26:565–574.
    /// Oracle: Oracles/decision_curve.</remarks>
    public static DecisionCurveResult Compute(double[] predicted, IReadOnlyList<bool> outcome, IReadOnlyList<double> thresholds)
    {
        PredictionCheck.Probabilities(predicted, outcome.Count, nameof(predicted), nameof(outcome), endsAllowed: true);
        Check(thresholds);
        var n = predicted.Length;
        var method = new MethodDescription("Decision curve", "dcurves::dca(y ~ p, thresholds = thresholds)");
        Quantity prevalence = n == 0 ? Quantity.NotEstimable("no subjects") : (double)outcome.Count(y => y) / n;
        return new(method, [.. thresholds.Select(t => Point(t, prevalence, predicted, at => (double)outcome.Where((y, i) => y && predicted[i] >= at).Count() / n))], prevalence);
    }

    /// <summary>For the risk of an event up to a horizon, under censoring.</summary>
    /// <param name="time">End of follow-up; shape: n.</param>
    /// <param name="status">true where the end is the event; shape: n.</param>
    /// <param name="predictedRisk">Predicted probability of the event up to the horizon, 0 … 1; shape: n.</param>
    /// <param name="horizon">Horizon, unit of time.</param>
    /// <param name="thresholds">Threshold probabilities, 0 &lt; t &lt; 1.</param>
    /// <returns>Net benefit by threshold, events among those positive by Kaplan–Meier. Where the positives (or all) are not followed to the horizon it is
    /// not estimable.</returns>
    /// <exception cref="ArgumentException">Different lengths, a time not finite, a probability or threshold outside its range.</exception>
    /// <remarks>R: <c>dcurves::dca(Surv(time, status) ~ p, time = horizon)</c>. Source: Vickers et al. (2008), BMC Med Inform Decis Mak 8:53.
    /// Oracle: Oracles/decision_curve.</remarks>
    public static DecisionCurveResult Censored(
        double[] time, IReadOnlyList<bool> status, double[] predictedRisk, double horizon, IReadOnlyList<double> thresholds)
    {
        bool[] events = [.. status];
        time = SurvivalInput.Checked(time, events.Length, nameof(status));
        PredictionCheck.Probabilities(predictedRisk, time.Length, nameof(predictedRisk), nameof(time), endsAllowed: true);
        PredictionCheck.Horizon(horizon);
        horizon = SurvivalTimes.Snap(horizon, time);
        Check(thresholds);
        var method = new MethodDescription(
            "Decision curve, Kaplan–Meier risks",
            string.Create(CultureInfo.InvariantCulture, $"dcurves::dca(Surv(time, status) ~ p, time = {horizon}, thresholds = thresholds)"));
        int[] all = [.. Enumerable.Range(0, time.Length)];
        var prevalence = all.Length == 0 ? Quantity.NotEstimable("no subjects") : Risk(time, events, all, horizon);
        Quantity TruePositives(double at)
        {
            int[] positive = [.. all.Where(i => predictedRisk[i] >= at)];
            var risk = positive.Length == 0 ? 0 : Risk(time, events, positive, horizon);
            return risk.IsEstimable ? risk.Value * positive.Length / all.Length : risk;
        }

        return new(method, [.. thresholds.Select(t => Point(t, prevalence, predictedRisk, TruePositives))], prevalence);
    }

    private static Quantity Risk(double[] time, bool[] events, int[] rows, double horizon)
    {
        double[] ends = [.. rows.Select(i => time[i])];
        bool[] own = [.. rows.Select(i => events[i])];
        var latest = ends.Max();
        if (latest < horizon && !ends.Zip(own).Any(p => p.First == latest && p.Second && ends.Zip(own).All(q => q.First < latest || q.Second)))
        {
            return Quantity.NotEstimable("follow-up ends before the horizon");
        }

        var survival = 1.0;
        foreach (var t in ends.Where((t, k) => own[k] && t <= horizon).Distinct().Order())
        {
            survival *= 1 - ((double)ends.Where((e, k) => own[k] && e == t).Count() / ends.Count(e => e >= t));
        }

        return 1 - survival;
    }

    private static DecisionPoint Point(double threshold, Quantity prevalence, double[] predicted, Func<double, Quantity> truePositives)
    {
        if (!prevalence.IsEstimable)
        {
            return new(threshold, prevalence, prevalence, prevalence, 0);
        }

        var odds = threshold / (1 - threshold);
        var positive = (double)predicted.Count(p => p >= threshold) / predicted.Length;
        var all = prevalence.Value - ((1 - prevalence.Value) * odds);
        var found = truePositives(threshold);
        if (!found.IsEstimable)
        {
            return new(threshold, found, all, found, positive);
        }

        var benefit = found.Value - ((positive - found.Value) * odds);
        return new(threshold, benefit, all, 100 * (benefit - all) / odds, positive);
    }

    private static void Check(IReadOnlyList<double> thresholds)
    {
        if (thresholds.Any(t => !(t > 0 && t < 1)))
        {
            throw new ArgumentException("A threshold probability lies strictly between 0 and 1.", nameof(thresholds));
        }
    }
}
