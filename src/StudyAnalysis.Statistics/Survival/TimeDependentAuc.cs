using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Statistics.Distributions;

namespace StudyAnalysis.Statistics.Survival;

/// <summary>Who the cases are compared with.</summary>
public enum HorizonControls
{
    /// <summary>Everyone without the event of interest by the horizon, competing events included (definition ii; riskRegression, timeROC AUC_2).</summary>
    WithoutTheEvent,

    /// <summary>Only those free of every event (definition i; timeROC AUC_1).</summary>
    EventFree,
}

/// <summary>Area under the time-dependent ROC curve at one horizon.</summary>
/// <param name="Method">Name, options and equal R call.</param>
/// <param name="Horizon">The horizon.</param>
/// <param name="Estimate">Probability that a case by the horizon has the higher marker than a control; ties count one half.</param>
/// <param name="StandardError">Standard error, with the censoring weights taken as known, which is conservative.</param>
/// <param name="Interval">Interval symmetric on the logit scale.</param>
/// <param name="Cases">Cases by the horizon.</param>
/// <param name="Controls">Controls at the horizon.</param>
/// <param name="Unknown">Subjects censored before the horizon.</param>
public sealed record TimeDependentAucResult(
    MethodDescription Method,
    double Horizon,
    Quantity Estimate,
    Quantity StandardError,
    ConfidenceInterval Interval,
    int Cases,
    int Controls,
    int Unknown);

/// <summary>Cumulative cases / dynamic controls AUC with inverse-probability-of-censoring weights.</summary>
/// <remarks>Uno et al. (2007), J Am Stat Assoc 102:527–537; Blanche, Dartigues and Jacqmin-Gadda (2013), Stat Med 32:5381–5397.
/// Oracle: tests/StudyAnalysis.Tests/Oracles/horizon (riskRegression::Score, and brute force for the standard error).</remarks>
public static class TimeDependentAuc
{
    /// <summary>The AUC at a horizon.</summary>
    /// <param name="time">End of follow-up.</param>
    /// <param name="cause">0 censored, else the code of the event.</param>
    /// <param name="marker">Marker: higher is expected to mean earlier events.</param>
    /// <param name="horizon">Horizon, finite.</param>
    /// <param name="causeOfInterest">Code of the event of interest.</param>
    /// <param name="controls">Who the controls are when events compete.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>Not estimable without a case or without a control.</returns>
    /// <exception cref="ArgumentException">Lengths differ, a value is not finite, a code is negative.</exception>
    /// <remarks>R: <c>timeROC::timeROC(T, delta, marker, cause, times)</c>; <c>riskRegression::Score(…, metrics = "auc", cens.model = "km")</c>.</remarks>
    public static TimeDependentAucResult Estimate(
        ReadOnlySpan<double> time,
        ReadOnlySpan<int> cause,
        ReadOnlySpan<double> marker,
        double horizon,
        int causeOfInterest = 1,
        HorizonControls controls = HorizonControls.WithoutTheEvent,
        double level = 0.95)
    {
        Guard.SameLength(time.Length, marker.Length, nameof(time), nameof(marker));
        Guard.Finite(marker, nameof(marker));
        Guard.Level(level);
        var status = HorizonStatus.At(time, cause, horizon, causeOfInterest);
        var isCase = status.Status.Select(s => s == StatusAtHorizon.Event).ToArray();
        var isControl = status.Status.Select(s => s == StatusAtHorizon.EventFree
            || (s == StatusAtHorizon.CompetingEvent && controls == HorizonControls.WithoutTheEvent)).ToArray();
        var (cases, controlCount) = (isCase.Count(c => c), isControl.Count(c => c));
        var method = Describe(horizon, causeOfInterest, controls);
        var unknown = status.Count(StatusAtHorizon.Unknown);
        if (cases == 0 || controlCount == 0)
        {
            var none = Quantity.NotEstimable(cases == 0 ? "no event by the horizon" : "no control at the horizon");
            return new TimeDependentAucResult(
                method, horizon, none, none, ConfidenceInterval.NotEstimable(none.Reason, level, "logit"), cases, controlCount, unknown);
        }

        var (estimate, error) = Compute(marker.ToArray(), isCase, isControl, [.. status.Weights]);
        return new TimeDependentAucResult(method, horizon, estimate, error, LogitInterval(estimate, error, level), cases, controlCount, unknown);
    }

    private static (double Estimate, double Error) Compute(double[] marker, bool[] isCase, bool[] isControl, double[] weights)
    {
        var n = marker.Length;
        var order = Enumerable.Range(0, n).OrderBy(i => marker[i]).ToArray();
        double totalCases = 0, totalControls = 0;
        for (var i = 0; i < n; i++)
        {
            totalCases += isCase[i] ? weights[i] : 0;
            totalControls += isControl[i] ? weights[i] : 0;
        }

        // For a case the weight of controls below it, for a control that of cases above it; ties one half.
        var against = new double[n];
        double controlsBelow = 0, casesBelow = 0, area = 0;
        for (var start = 0; start < n;)
        {
            var end = start;
            double tiedCases = 0, tiedControls = 0;
            for (; end < n && marker[order[end]] == marker[order[start]]; end++)
            {
                tiedCases += isCase[order[end]] ? weights[order[end]] : 0;
                tiedControls += isControl[order[end]] ? weights[order[end]] : 0;
            }

            for (; start < end; start++)
            {
                against[order[start]] = isCase[order[start]]
                    ? controlsBelow + (tiedControls / 2)
                    : totalCases - casesBelow - (tiedCases / 2);
            }

            area += tiedCases * (controlsBelow + (tiedControls / 2));
            (controlsBelow, casesBelow) = (controlsBelow + tiedControls, casesBelow + tiedCases);
        }

        var estimate = area / (totalCases * totalControls);
        var variance = 0.0;
        for (var i = 0; i < n; i++)
        {
            var influence = isCase[i] ? weights[i] * (against[i] - (estimate * totalControls))
                : isControl[i] ? weights[i] * (against[i] - (estimate * totalCases))
                : 0;
            variance += Math.Pow(influence / (totalCases * totalControls), 2);
        }

        return (estimate, Math.Sqrt(variance));
    }

    private static ConfidenceInterval LogitInterval(double estimate, double error, double level)
    {
        if (estimate is <= 0 or >= 1)
        {
            return ConfidenceInterval.NotEstimable("the area is 0 or 1", level, "logit");
        }

        var logit = Math.Log(estimate / (1 - estimate));
        var margin = -Tail.NormalQuantile((1 - level) / 2) * error / (estimate * (1 - estimate));
        return new ConfidenceInterval(1 / (1 + Math.Exp(margin - logit)), 1 / (1 + Math.Exp(-margin - logit)), level, "logit");
    }

    private static MethodDescription Describe(double horizon, int causeOfInterest, HorizonControls controls) => new(
        "time-dependent AUC, cumulative cases and dynamic controls",
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new KeyValuePair<string, string>[]
        {
            new("censoring weights", "Kaplan–Meier (marginal)"),
            new("controls", controls == HorizonControls.EventFree ? "free of every event" : "without the event of interest"),
        }),
        string.Create(CultureInfo.InvariantCulture, $"timeROC::timeROC(time, cause, marker, cause = {causeOfInterest}, times = {horizon}, weighting = \"marginal\")${(controls == HorizonControls.EventFree ? "AUC_1" : "AUC_2")}"));
}
