using System.Collections.Immutable;
using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Survival;

/// <summary>One point of a survival curve, or the curve read at a time.</summary>
/// <param name="Time">Time, in the unit of the data.</param>
/// <param name="AtRisk">Under observation and free of the event just before the time.</param>
/// <param name="Events">Events at the time; where the curve was read at times, events since the time read before.</param>
/// <param name="Censored">Censorings at the time; where the curve was read at times, since the time read before.</param>
/// <param name="Estimate">Probability of being free of the event after the time.</param>
/// <param name="StandardError">Greenwood's standard error of the estimate (not of its logarithm).</param>
/// <param name="Interval">Pointwise interval of the estimate.</param>
public sealed record SurvivalPoint(
    double Time, int AtRisk, int Events, int Censored, Quantity Estimate, Quantity StandardError, ConfidenceInterval Interval);

/// <summary>A quantile of the event time.</summary>
/// <param name="Probability">Share of events, 0.5 for the median.</param>
/// <param name="Estimate">The time; not estimable when the curve does not come down far enough.</param>
/// <param name="Interval">Brookmeyer–Crowley type: the times at which the pointwise limits reach the quantile; an end never reached is not
/// estimable.</param>
public sealed record SurvivalQuantile(double Probability, Quantity Estimate, ConfidenceInterval Interval);

/// <summary>Restricted mean survival time: the area under the curve up to the horizon.</summary>
/// <param name="Horizon">τ, in the unit of time.</param>
/// <param name="Estimate">Mean time free of the event within the horizon, in the unit of time.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Interval">Normal interval.</param>
public sealed record RestrictedMean(double Horizon, Quantity Estimate, Quantity StandardError, ConfidenceInterval Interval);

/// <summary>A Kaplan–Meier curve: a step function that can be read at times, at quantiles and as an area.</summary>
public sealed record SurvivalCurve
{
    // R treats probabilities as equal within sqrt(.Machine$double.eps) when it looks for a quantile.
    private const double Tolerance = 1.4901161193847656e-8;
    private const string NoSubjects = "no subject in the group";

    private readonly EventTable _table;
    private readonly double[] _survival;
    private readonly double[] _greenwood;
    private readonly ConfidenceTransformation _transformation;
    private readonly Lazy<ImmutableArray<SurvivalPoint>> _points;

    internal SurvivalCurve(EventTable table, ConfidenceTransformation transformation, double level, MethodDescription method)
    {
        _table = table;
        _transformation = transformation;
        Level = level;
        Method = method;
        (_survival, _greenwood) = Steps(table);
        for (var i = 0; i < table.Times.Length; i++)
        {
            Events += table.Events[i, 0];
            SampleSize += table.Events[i, 0] + table.Censored[i];
        }

        _points = new Lazy<ImmutableArray<SurvivalPoint>>(AllPoints);
    }

    /// <summary>How the curve was made, with the equal R call.</summary>
    public MethodDescription Method { get; }

    /// <summary>Confidence level of every interval of the curve.</summary>
    public double Level { get; }

    /// <summary>Number of subjects.</summary>
    public int SampleSize { get; }

    /// <summary>Number of events.</summary>
    public int Events { get; }

    /// <summary>One point at every distinct end of follow-up, ascending.</summary>
    /// <remarks>Made when first asked for: a million points with intervals take more time than the curve.</remarks>
    public ImmutableArray<SurvivalPoint> Points => _points.Value;

    /// <summary>The curve at times of interest, for risk tables and landmark probabilities.</summary>
    /// <param name="times">Times, ascending, finite; the unit of the data.</param>
    /// <returns>A point for each time. Events and censorings count since the time read before. Beyond the last end of follow-up the
    /// probability is not estimable unless the curve has reached 0.</returns>
    /// <exception cref="ArgumentException">A time is not finite, or the times do not ascend.</exception>
    /// <remarks>R: <c>summary(fit, times = …)</c>; with left truncation the number at risk here is the number under observation at the time,
    /// where R repeats that of the next row.</remarks>
    public ImmutableArray<SurvivalPoint> At(params ReadOnlySpan<double> times)
    {
        Guard.Finite(times, nameof(times));
        var points = ImmutableArray.CreateBuilder<SurvivalPoint>(times.Length);
        var last = -1;
        for (var k = 0; k < times.Length; k++)
        {
            if (k > 0 && times[k] < times[k - 1])
            {
                throw new ArgumentException($"times[{k}] is before times[{k - 1}]; times must ascend.", nameof(times));
            }

            var row = _table.LastRowAt(times[k]);
            var (events, censored) = (0, 0);
            for (var i = last + 1; i <= row; i++)
            {
                events += _table.Events[i, 0];
                censored += _table.Censored[i];
            }

            last = Math.Max(last, row);
            points.Add(Point(times[k], row, _table.AtRiskAt(times[k]), events, censored));
        }

        return points.MoveToImmutable();
    }

    /// <summary>Conditional survival: the probability of being free of the event at later times, given that one was still under observation and
    /// free of it at a time.</summary>
    /// <param name="given">The time survived already, finite.</param>
    /// <param name="times">Times from the origin, ascending, none before <paramref name="given"/>.</param>
    /// <returns>A point for each time with S(t) / S(given), Greenwood's error of the steps between, and the curve's own interval type. Not
    /// estimable when nobody was under observation after <paramref name="given"/>, or beyond the last follow-up.</returns>
    /// <exception cref="ArgumentException">A time is not finite, before <paramref name="given"/>, or the times do not ascend.</exception>
    /// <remarks>Zabor, Gonen, Chapman and Panageas (2013), J Clin Oncol 31:2778–2785, without their bootstrap: the interval is that of
    /// the Kaplan–Meier curve of those still at risk. R: <c>summary(survfit(Surv(time, status) ~ 1, data, subset = time &gt; given), times = …)</c>.</remarks>
    public ImmutableArray<SurvivalPoint> ConditionalAt(double given, params ReadOnlySpan<double> times)
    {
        Guard.Finite([given], nameof(given));
        if (times.Length > 0 && times[0] < given)
        {
            throw new ArgumentException($"times[0] = {times[0]} is before {nameof(given)} = {given}.", nameof(times));
        }

        var start = _table.LastRowAt(given);
        var left = start < 0 ? 1 : _survival.Length == 0 ? 0 : _survival[start];
        var before = start < 0 ? 0 : _greenwood[start];
        var method = ProbabilityInterval.NameInR(_transformation);
        var nobody = _survival.Length > 0 && (left == 0 || given >= _table.Times[^1]) ? "nobody was under observation and free of the event after the time given" : string.Empty;
        var points = ImmutableArray.CreateBuilder<SurvivalPoint>(times.Length);
        foreach (var point in At(times))
        {
            var reason = nobody.Length > 0 ? nobody : point.Estimate.Reason;
            if (reason.Length > 0)
            {
                var none = Quantity.NotEstimable(reason);
                points.Add(point with { Estimate = none, StandardError = none, Interval = ConfidenceInterval.NotEstimable(reason, Level, method) });
                continue;
            }

            var ratio = point.Estimate.Value / left;
            points.Add(ratio == 0 ? AllAfter(point, start) : Conditional(point, ratio, before));
        }

        // Events and censorings up to the time given belong to the condition.
        if (points.Count > 0)
        {
            var (events, censored) = (0, 0);
            for (var row = 0; row <= start; row++)
            {
                (events, censored) = (events + _table.Events[row, 0], censored + _table.Censored[row]);
            }

            points[0] = points[0] with { Events = points[0].Events - events, Censored = points[0].Censored - censored };
        }

        return points.MoveToImmutable();
    }

    // Exact among those still followed at the time given, where none of them was censored.
    private SurvivalPoint AllAfter(SurvivalPoint point, int start)
    {
        var complete = _table.IsCompleteAfter(start);
        var left = complete ? _table.AtRisk[start + 1] : 0;
        return complete ? point with { Interval = Inference.Complement(Proportions.ClopperPearson(left, left, Level).Interval! with { Method = ProbabilityInterval.AllRule }) } : point;
    }

    private SurvivalPoint Conditional(SurvivalPoint point, double ratio, double before)
    {
        var row = _table.LastRowAt(point.Time);
        var error = ratio * Math.Sqrt(Math.Max(0, (row < 0 ? 0 : _greenwood[row]) - before));
        var interval = error == 0 ? Inference.Complement(ProbabilityInterval.None(point.AtRisk, Level)) : ProbabilityInterval.Of(ratio, error, _transformation, Level);
        return point with { Estimate = ratio, StandardError = error, Interval = interval };
    }

    /// <summary>The time by which a share of the subjects has had the event.</summary>
    /// <param name="probability">Share of events, 0 &lt; p &lt; 1; 0.5 is the median.</param>
    /// <returns>The first time at which the curve is at or below 1 − p; where it is level at exactly 1 − p, the middle of that step.</returns>
    /// <exception cref="ArgumentException">The probability is not between 0 and 1.</exception>
    /// <remarks>Brookmeyer and Crowley (1982), Biometrics 38:29–41, on the curve's own interval type. R: <c>quantile(fit, p)</c>.</remarks>
    public SurvivalQuantile Quantile(double probability)
    {
        if (!(probability > 0 && probability < 1))
        {
            throw new ArgumentException($"probability must lie between 0 and 1, not {probability}.", nameof(probability));
        }

        var target = 1 - probability;
        var estimate = FirstReaching(i => _survival[i], target, "the curve does not come down to the quantile");
        var z = -Distributions.Tail.NormalQuantile((1 - Level) / 2);
        var low = FirstReaching(i => EndsAt(i, z).Low, target, "the lower limit of the curve does not come down to the quantile");
        var high = FirstReaching(i => EndsAt(i, z).High, target, "the upper limit of the curve does not come down to the quantile");
        return new SurvivalQuantile(probability, estimate, new ConfidenceInterval(low, high, Level, $"Brookmeyer–Crowley, {ProbabilityInterval.NameInR(_transformation)}"));
    }

    /// <summary>The median event time: <see cref="Quantile"/> at 0.5.</summary>
    public SurvivalQuantile Median() => Quantile(0.5);

    /// <summary>Restricted mean survival time to a horizon.</summary>
    /// <param name="horizon">τ &gt; 0, in the unit of time; at most the last end of follow-up, unless the curve has reached 0.</param>
    /// <returns>Area under the curve from 0 to τ with Greenwood-type standard error and normal interval.</returns>
    /// <exception cref="ArgumentException">The horizon is not positive and finite.</exception>
    /// <remarks>Var = Σ (area from t to τ)² d / (n (n − d)). R: <c>print(fit, rmean = τ)</c>; survRM2 gives the same.</remarks>
    public RestrictedMean RestrictedMeanTo(double horizon)
    {
        if (!(horizon > 0 && double.IsFinite(horizon)))
        {
            throw new ArgumentException($"horizon must be positive and finite, not {horizon}.", nameof(horizon));
        }

        var reason = ReasonAgainst(horizon);
        if (reason.Length > 0)
        {
            return new RestrictedMean(
                horizon, Quantity.NotEstimable(reason), Quantity.NotEstimable(reason), ConfidenceInterval.NotEstimable(reason, Level, "normal"));
        }

        var (area, variance, end) = (0.0, 0.0, horizon);
        for (var i = _table.LastRowAt(horizon); i >= 0; i--)
        {
            area += _survival[i] * (end - _table.Times[i]);
            end = _table.Times[i];
            double n = _table.AtRisk[i];
            double d = _table.Events[i, 0];
            variance += n > d ? area * area * d / (n * (n - d)) : 0;
        }

        area += end;
        if (variance == 0)
        {
            const string none = "no event before the horizon: no variance";
            return new RestrictedMean(horizon, area, Quantity.NotEstimable(none), ConfidenceInterval.NotEstimable(none, Level, "normal"));
        }

        var error = Math.Sqrt(variance);
        var margin = -Distributions.Tail.NormalQuantile((1 - Level) / 2) * error;
        return new RestrictedMean(horizon, area, error, new ConfidenceInterval(area - margin, area + margin, Level, "normal"));
    }

    private static (double[] Survival, double[] Greenwood) Steps(EventTable table)
    {
        var (survival, greenwood) = (new double[table.Times.Length], new double[table.Times.Length]);
        var (s, sum) = (1.0, 0.0);
        for (var i = 0; i < survival.Length; i++)
        {
            double n = table.AtRisk[i];
            double d = table.Events[i, 0];
            if (d > 0)
            {
                s *= (n - d) / n;
                sum += n > d ? d / (n * (n - d)) : double.PositiveInfinity;
            }

            survival[i] = s;
            greenwood[i] = sum;
        }

        return (survival, greenwood);
    }

    private ImmutableArray<SurvivalPoint> AllPoints()
    {
        var points = ImmutableArray.CreateBuilder<SurvivalPoint>(_survival.Length);
        for (var i = 0; i < _survival.Length; i++)
        {
            points.Add(Point(_table.Times[i], i, _table.AtRisk[i], _table.Events[i, 0], _table.Censored[i]));
        }

        return points.MoveToImmutable();
    }

    // A curve at 0 has no variance and so no ends.
    private (double Low, double High) EndsAt(int row, double z) => _survival[row] == 0
        ? (double.NaN, double.NaN)
        : ProbabilityInterval.Ends(_survival[row], _survival[row] * Math.Sqrt(_greenwood[row]), _transformation, z);

    private SurvivalPoint Point(double time, int row, int atRisk, int events, int censored)
    {
        var reason = ReasonAgainst(time);
        var method = ProbabilityInterval.NameInR(_transformation);
        if (reason.Length > 0)
        {
            return new SurvivalPoint(
                time, atRisk, events, censored, Quantity.NotEstimable(reason), Quantity.NotEstimable(reason), ConfidenceInterval.NotEstimable(reason, Level, method));
        }

        var survival = row < 0 ? 1 : _survival[row];
        if (survival == 0)
        {
            const string zero = "the last subject at risk had the event: the curve is at 0 and has no Greenwood variance";
            return new SurvivalPoint(
                time, atRisk, events, censored, 0, Quantity.NotEstimable(zero), Inference.Complement(ProbabilityInterval.All(_table, zero, Level)));
        }

        var error = row < 0 ? 0 : survival * Math.Sqrt(_greenwood[row]);
        var interval = error == 0 ? Inference.Complement(ProbabilityInterval.None(atRisk, Level)) : ProbabilityInterval.Of(survival, error, _transformation, Level);
        return new SurvivalPoint(time, atRisk, events, censored, survival, error, interval);
    }

    private string ReasonAgainst(double time)
    {
        if (_survival.Length == 0)
        {
            return NoSubjects;
        }

        return time > _table.Times[^1] && _survival[^1] > 0 ? "the time is beyond the last follow-up of the group" : string.Empty;
    }

    private Quantity FirstReaching(Func<int, double> curve, double target, string reason)
    {
        if (_survival.Length == 0)
        {
            return Quantity.NotEstimable(NoSubjects);
        }

        var first = 0;
        while (first < _survival.Length && !(curve(first) <= target + Tolerance))
        {
            first++;
        }

        if (first == _survival.Length)
        {
            return Quantity.NotEstimable(reason);
        }

        if (curve(first) < target - Tolerance)
        {
            return _table.Times[first];
        }

        // Level at exactly the target: any time of the step is a quantile; the middle of the step is taken, as in R.
        var next = first + 1;
        while (next < _survival.Length && !(curve(next) < target - Tolerance))
        {
            next++;
        }

        return (_table.Times[first] + _table.Times[Math.Min(next, _survival.Length - 1)]) / 2;
    }
}
