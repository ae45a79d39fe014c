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

/// <summary>Whether a standard error counts that the censoring weights were estimated.</summary>
public enum CensoringWeights
{
    /// <summary>Taken as known: conservative.</summary>
    Known,

    /// <summary>Estimated from the same data: the weights' part of each subject's influence is counted (timeROC, riskRegression).</summary>
    Estimated,
}

/// <summary>Area under the time-dependent ROC curve at one horizon.</summary>
/// <param name="Method">Name, options and equal R call.</param>
/// <param name="Horizon">The horizon.</param>
/// <param name="Estimate">Probability that a case by the horizon has the higher marker than a control; ties count one half.</param>
/// <param name="StandardError">Standard error by the infinitesimal jackknife; the censoring weights count as known, which is conservative, unless asked otherwise.</param>
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
    /// <param name="weights">Whether the standard error takes the censoring weights as known.</param>
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
        double level = 0.95,
        CensoringWeights weights = CensoringWeights.Known)
    {
        Guard.SameLength(time.Length, marker.Length, nameof(time), nameof(marker));
        Guard.Finite(marker, nameof(marker));
        Guard.Level(level);
        SurvivalInput.Check(ref time, cause.Length, nameof(cause));
        horizon = SurvivalTimes.Snap(horizon, time);
        var status = HorizonStatus.At(time, cause, horizon, causeOfInterest);
        var isCase = status.Status.Select(s => s == StatusAtHorizon.Event).ToArray();
        var isControl = status.Status.Select(s => s == StatusAtHorizon.EventFree
            || (s == StatusAtHorizon.CompetingEvent && controls == HorizonControls.WithoutTheEvent)).ToArray();
        var (cases, controlCount) = (isCase.Count(c => c), isControl.Count(c => c));
        var method = Describe(horizon, causeOfInterest, controls, weights);
        var unknown = status.Count(StatusAtHorizon.Unknown);
        if (cases == 0 || controlCount == 0)
        {
            var none = Quantity.NotEstimable(cases == 0 ? "no event by the horizon" : "no control at the horizon");
            return new TimeDependentAucResult(
                method, horizon, none, none, ConfidenceInterval.NotEstimable(none.Reason, level, "logit"), cases, controlCount, unknown);
        }

        var (estimate, influence) = Compute(marker.ToArray(), isCase, isControl, [.. status.Weights]);
        if (weights == CensoringWeights.Estimated)
        {
            AddWeights(influence, time, cause, horizon);
        }

        // The standard deviation of the influences has n − 1, as in riskRegression.
        var error = Math.Sqrt(influence.Sum(u => u * u) * (influence.Length / (influence.Length - 1.0)));
        return new TimeDependentAucResult(method, horizon, estimate, error, LogitInterval(estimate, error, level), cases, controlCount, unknown);
    }

    private static (double Estimate, double[] Influence) Compute(double[] marker, bool[] isCase, bool[] isControl, double[] weights)
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
        var influence = new double[n];
        for (var i = 0; i < n; i++)
        {
            var own = isCase[i] ? weights[i] * (against[i] - (estimate * totalControls))
                : isControl[i] ? weights[i] * (against[i] - (estimate * totalCases))
                : 0;
            influence[i] = own / (totalCases * totalControls);
        }

        return (estimate, influence);
    }

    // A subject also moves G, and with G the weight of everybody whose weight is read after it: with c censored of Y at u, its share in
    // log G(s−) is the sum over u before s of (its own censoring at u − c/Y while at risk) / (Y − c).
    private static void AddWeights(double[] influence, ReadOnlySpan<double> time, ReadOnlySpan<int> cause, double horizon)
    {
        var anyEvent = new int[time.Length];
        for (var i = 0; i < anyEvent.Length; i++)
        {
            anyEvent[i] = cause[i] == 0 ? 0 : 1;
        }

        var table = EventTable.Build(time, anyEvent, default, 1);
        var after = InfluenceAfter(influence, time, horizon, table);
        var (jump, running, sum) = (new double[table.Times.Length], new double[table.Times.Length], 0.0);
        for (var u = 0; u < jump.Length; u++)
        {
            double censored = table.Censored[u], atRisk = table.AtRisk[u] - table.Events[u, 0];
            if (censored > 0 && atRisk > censored)
            {
                jump[u] = after[u] / (atRisk - censored);
                sum += censored / atRisk * jump[u];
            }

            running[u] = sum;
        }

        for (var i = 0; i < influence.Length; i++)
        {
            // Events leave before censorings at one time.
            var u = table.LastRowAt(time[i]);
            influence[i] += cause[i] == 0 ? jump[u] - running[u] : u > 0 ? -running[u - 1] : 0;
        }
    }

    // At each time the influence of those whose weight is read later: at their event, or at the horizon.
    private static double[] InfluenceAfter(double[] influence, ReadOnlySpan<double> time, double horizon, EventTable table)
    {
        var at = new double[table.Times.Length];
        var atHorizon = 0.0;
        for (var i = 0; i < influence.Length; i++)
        {
            if (time[i] >= horizon)
            {
                atHorizon += influence[i];
            }
            else
            {
                at[table.LastRowAt(time[i])] += influence[i];
            }
        }

        var sum = atHorizon;
        for (var u = at.Length - 1; u >= 0; u--)
        {
            var own = at[u];
            at[u] = table.Times[u] < horizon ? sum : 0;
            sum += own;
        }

        return at;
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

    private static MethodDescription Describe(double horizon, int causeOfInterest, HorizonControls controls, CensoringWeights weights) => new(
        "time-dependent AUC, cumulative cases and dynamic controls",
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new KeyValuePair<string, string>[]
        {
            new("censoring weights", weights == CensoringWeights.Known ? "Kaplan–Meier (marginal)" : "Kaplan–Meier (marginal), estimated in the standard error"),
            new("controls", controls == HorizonControls.EventFree ? "free of every event" : "without the event of interest"),
        }),
        string.Create(CultureInfo.InvariantCulture, $"timeROC::timeROC(time, cause, marker, cause = {causeOfInterest}, times = {horizon}, weighting = \"marginal\")${(controls == HorizonControls.EventFree ? "AUC_1" : "AUC_2")}"));
}
