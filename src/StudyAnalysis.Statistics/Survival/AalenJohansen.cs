using System.Collections.Immutable;
using System.Globalization;

namespace StudyAnalysis.Statistics.Survival;

/// <summary>Which variance a cumulative incidence carries. They agree in large samples and differ in small ones.</summary>
public enum CumulativeIncidenceVariance
{
    /// <summary>Greenwood type, with multinomial increments, as <c>survfit</c> with several event types gives.</summary>
    Greenwood,

    /// <summary>Aalen's (1978) with independent increments for each cause and the finite-population factor for ties, as <c>cmprsk::cuminc</c> gives.</summary>
    Aalen,
}

/// <summary>One point of a cumulative incidence, or the curve read at a time.</summary>
/// <param name="Time">Time, in the unit of the data.</param>
/// <param name="AtRisk">Under observation and free of every event just before the time.</param>
/// <param name="Events">Events of the cause at the time; where read at times, since the time read before.</param>
/// <param name="Estimate">Probability of the cause up to and including the time.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Interval">Pointwise interval.</param>
public sealed record CumulativeIncidencePoint(
    double Time, int AtRisk, int Events, Quantity Estimate, Quantity StandardError, ConfidenceInterval Interval);

/// <summary>The cumulative incidence of one cause in the presence of the others.</summary>
public sealed record CumulativeIncidenceCurve
{
    private readonly EventTable _table;
    private readonly int _place;
    private readonly double[] _estimate;
    private readonly double[] _error;
    private readonly bool _everyoneFailed;
    private readonly ConfidenceTransformation _transformation;
    private readonly double _level;
    private readonly Lazy<ImmutableArray<CumulativeIncidencePoint>> _points;

    internal CumulativeIncidenceCurve(
        int cause, EventTable table, double[] estimate, double[] error, bool everyoneFailed, ConfidenceTransformation transformation, double level)
    {
        Cause = cause;
        (_table, _estimate, _error, _everyoneFailed, _transformation, _level) = (table, estimate, error, everyoneFailed, transformation, level);
        _place = table.PlaceOf(cause);
        for (var i = 0; _place >= 0 && i < estimate.Length; i++)
        {
            Events += table.Events[i, _place];
        }

        _points = new Lazy<ImmutableArray<CumulativeIncidencePoint>>(AllPoints);
    }

    /// <summary>Code of the cause.</summary>
    public int Cause { get; }

    /// <summary>Events of the cause.</summary>
    public int Events { get; }

    /// <summary>One point at every distinct end of follow-up, ascending.</summary>
    /// <remarks>Made when first asked for.</remarks>
    public ImmutableArray<CumulativeIncidencePoint> Points => _points.Value;

    /// <summary>The curve at times of interest.</summary>
    /// <param name="times">Times, ascending, finite.</param>
    /// <returns>A point for each; not estimable beyond the last end of follow-up, unless everyone has had an event.</returns>
    /// <exception cref="ArgumentException">A time is not finite, or the times do not ascend.</exception>
    /// <remarks>R: <c>cmprsk::timepoints(fit, times)</c> or <c>summary(survfit, times)</c>.</remarks>
    public ImmutableArray<CumulativeIncidencePoint> At(params ReadOnlySpan<double> times)
    {
        Guard.Finite(times, nameof(times));
        var points = ImmutableArray.CreateBuilder<CumulativeIncidencePoint>(times.Length);
        var last = -1;
        for (var k = 0; k < times.Length; k++)
        {
            if (k > 0 && times[k] < times[k - 1])
            {
                throw new ArgumentException($"times[{k}] is before times[{k - 1}]; times must ascend.", nameof(times));
            }

            var (row, events) = (_table.LastRowAt(times[k]), 0);
            for (var i = last + 1; i <= row; i++)
            {
                events += EventsAt(i);
            }

            last = Math.Max(last, row);
            points.Add(Point(times[k], row, _table.AtRiskAt(times[k]), events));
        }

        return points.MoveToImmutable();
    }

    private ImmutableArray<CumulativeIncidencePoint> AllPoints() =>
        [.. Enumerable.Range(0, _estimate.Length).Select(i => Point(_table.Times[i], i, _table.AtRisk[i], EventsAt(i)))];

    private int EventsAt(int row) => _place < 0 ? 0 : _table.Events[row, _place];

    private CumulativeIncidencePoint Point(double time, int row, int atRisk, int events)
    {
        var reason = _estimate.Length == 0 ? "no subject in the group"
            : time > _table.Times[^1] && !_everyoneFailed ? "the time is beyond the last follow-up of the group"
            : string.Empty;
        if (reason.Length > 0)
        {
            var none = Quantity.NotEstimable(reason);
            return new CumulativeIncidencePoint(
                time, atRisk, events, none, none, ConfidenceInterval.NotEstimable(reason, _level, ProbabilityInterval.NameInR(_transformation)));
        }

        var (estimate, error) = row < 0 ? (0, 0) : (_estimate[row], _error[row]);
        var everyone = Events == _table.Subjects && row == _estimate.Length - 1;
        var interval = estimate == 0 ? ProbabilityInterval.None(atRisk, _level)
            : everyone ? ProbabilityInterval.All(_table, "everyone has had the event: no variance", _level)
            : ProbabilityInterval.Of(estimate, error, _transformation, _level);
        return new CumulativeIncidencePoint(time, atRisk, events, estimate, error, interval);
    }
}

/// <summary>Cumulative incidences of all causes of one group.</summary>
/// <param name="Method">Name, options and equal R call.</param>
/// <param name="SampleSize">Subjects.</param>
/// <param name="Curves">One curve a cause, in the order of the codes.</param>
public sealed record CumulativeIncidence(MethodDescription Method, int SampleSize, ImmutableArray<CumulativeIncidenceCurve> Curves);

/// <summary>The Aalen–Johansen estimate of cumulative incidence with competing risks: never 1 − Kaplan–Meier.</summary>
/// <remarks>Aalen and Johansen (1978), Scand J Stat 5:141–150. Variances propagate forward through the steps, so nothing cancels.
/// Oracles: tests/StudyAnalysis.Tests/Oracles/competing (R survfit and cmprsk), domain case J.</remarks>
public static class AalenJohansen
{
    /// <summary>The curves of one group.</summary>
    /// <param name="time">End of follow-up of each subject; any order, finite.</param>
    /// <param name="cause">0 where the end is a censoring, else the code of the event, 1, 2, …</param>
    /// <param name="entry">Start of observation; empty when from the origin.</param>
    /// <param name="causes">Number of causes, when the highest code may be absent from the group: a curve for each of 1, 2, …; 0 takes the codes met, and 1.</param>
    /// <param name="variance">Which variance.</param>
    /// <param name="transformation">Scale of the pointwise intervals.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>A curve for each cause; 0 all along where a cause never happened.</returns>
    /// <exception cref="ArgumentException">Lengths differ, a time is not finite, a code is negative or above <paramref name="causes"/>.</exception>
    /// <remarks>R: <c>survfit(Surv(time, factor(cause)) ~ 1, conf.type = …)</c>, or <c>cmprsk::cuminc(time, cause)</c> for the other variance.</remarks>
    public static CumulativeIncidence Estimate(
        ReadOnlySpan<double> time,
        ReadOnlySpan<int> cause,
        ReadOnlySpan<double> entry = default,
        int causes = 0,
        CumulativeIncidenceVariance variance = CumulativeIncidenceVariance.Greenwood,
        ConfidenceTransformation transformation = ConfidenceTransformation.LogLog,
        double level = 0.95)
    {
        SurvivalInput.Check(ref time, cause.Length, nameof(cause), ref entry);
        Guard.Level(level);
        var highest = SurvivalInput.CheckCauses(cause);
        if (causes > 0 && highest > causes)
        {
            throw new ArgumentException($"cause holds the code {highest}, but only {causes} causes are named.", nameof(cause));
        }

        if (causes > SurvivalInput.HighestCause)
        {
            throw new ArgumentException($"{causes} causes are asked for; at most {SurvivalInput.HighestCause} are taken.", nameof(causes));
        }

        int[] met = [.. cause.ToArray().Append(1).Where(c => c > 0).Distinct().Order()];
        var table = EventTable.Build(time, cause, entry, met);
        var (estimates, errors, left) = Propagate(table, variance);
        var never = new double[table.Times.Length];
        var everyoneFailed = table.Times.Length > 0 && left == 0;
        return new CumulativeIncidence(
            Describe(variance, transformation, level),
            time.Length,
            [.. (causes > 0 ? Enumerable.Range(1, causes) : met).Select(c => table.PlaceOf(c) is >= 0 and var k
                ? new CumulativeIncidenceCurve(c, table, estimates[k], errors[k], everyoneFailed, transformation, level)
                : new CumulativeIncidenceCurve(c, table, never, never, everyoneFailed, transformation, level))]);
    }

    private static MethodDescription Describe(CumulativeIncidenceVariance variance, ConfidenceTransformation transformation, double level)
    {
        var confType = ProbabilityInterval.NameInR(transformation);
        var greenwood = variance == CumulativeIncidenceVariance.Greenwood;
        var call = greenwood
            ? string.Create(CultureInfo.InvariantCulture, $"survfit(Surv(time, factor(cause)) ~ 1, conf.type = \"{confType}\", conf.int = {level})")
            : "cmprsk::cuminc(time, cause)";
        return new MethodDescription("Aalen–Johansen cumulative incidence", ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new KeyValuePair<string, string>[]
        {
            new("all events", ProbabilityInterval.AllRule),
            new("confidence type", confType),
            new("no event", ProbabilityInterval.NoneRule),
            new("variance", greenwood ? "Greenwood type (survfit)" : "Aalen (cuminc)"),
        }), call);
    }

    private static (double[][] Estimates, double[][] Errors, double Left) Propagate(EventTable table, CumulativeIncidenceVariance variance)
    {
        var (rows, causes) = (table.Times.Length, table.Causes);
        var estimates = Enumerable.Range(0, causes).Select(_ => new double[rows]).ToArray();
        var errors = Enumerable.Range(0, causes).Select(_ => new double[rows]).ToArray();
        var left = 1.0;
        for (var k = 0; k < causes; k++)
        {
            var state = new Incidence();
            for (var i = 0; i < rows; i++)
            {
                var all = table.AllEvents(i);
                if (all > 0)
                {
                    state.Step(table.AtRisk[i], table.Events[i, k], all - table.Events[i, k], variance);
                }

                estimates[k][i] = state.Estimate;
                errors[k][i] = Math.Sqrt(Math.Max(0, state.Variance));
            }

            left = state.Free;
        }

        return (estimates, errors, left);
    }

    // Delta method, one time after another: S → S(1 − h), F → F + S h₁, with the variance of (S, F) carried along.
    private sealed class Incidence
    {
        private double _varianceFree;
        private double _covariance;

        public double Free { get; private set; } = 1;

        public double Estimate { get; private set; }

        public double Variance { get; private set; }

        public void Step(double n, double own, double other, CumulativeIncidenceVariance kind)
        {
            var (h1, h) = (own / n, (own + other) / n);
            var (v1, v2, v12) = kind == CumulativeIncidenceVariance.Greenwood
                ? (own * (n - own) / (n * n * n), other * (n - other) / (n * n * n), -own * other / (n * n * n))
                : (Independent(own, n), Independent(other, n), 0);
            var square = Free * Free;
            Variance += (2 * h1 * _covariance) + (h1 * h1 * _varianceFree) + (square * v1);
            _covariance = ((1 - h) * (_covariance + (h1 * _varianceFree))) - (square * (v1 + v12));
            _varianceFree = ((1 - h) * (1 - h) * _varianceFree) + (square * (v1 + v2 + (2 * v12)));
            Estimate += Free * h1;
            Free = own + other == n ? 0 : Free * ((n - own - other) / n);
        }

        private static double Independent(double d, double n) => d > 1 ? d * (n - d) / ((n - 1) * n * n) : d / (n * n);
    }
}
