using StudyAnalysis.Statistics.Survival;

namespace StudyAnalysis.Statistics.Regress;

/// <summary>The outcome of an elastic-net model, which decides the likelihood.</summary>
public sealed class ElasticNetOutcome
{
    private readonly double[] _values;
    private readonly bool[] _events;

    private ElasticNetOutcome(ElasticNetFamily family, double[] values, bool[] events)
    {
        Family = family;
        _values = values;
        _events = events;
    }

    /// <summary>The likelihood.</summary>
    public ElasticNetFamily Family { get; }

    /// <summary>Number of observations.</summary>
    public int Rows => Family == ElasticNetFamily.Logistic ? _events.Length : _values.Length;

    internal double[] Values => _values;

    internal bool[] Events => _events;

    /// <summary>A continuous outcome. glmnet: <c>family = "gaussian"</c>.</summary>
    /// <param name="values">n finite values.</param>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static ElasticNetOutcome Linear(double[] values)
    {
        Guard.Finite(values, nameof(values));
        return new(ElasticNetFamily.Linear, (double[])values.Clone(), []);
    }

    /// <summary>An event yes/no. glmnet: <c>family = "binomial"</c>.</summary>
    /// <param name="events">n outcomes.</param>
    public static ElasticNetOutcome Logistic(IReadOnlyList<bool> events) => new(ElasticNetFamily.Logistic, [], [.. events]);

    /// <summary>Times to an event, ties as Breslow. glmnet: <c>family = "cox"</c>.</summary>
    /// <param name="time">End of follow-up of each.</param>
    /// <param name="status">true where the end is the event.</param>
    /// <exception cref="ArgumentException">Different lengths, or a time not finite.</exception>
    public static ElasticNetOutcome Cox(double[] time, IReadOnlyList<bool> status)
    {
        time = SurvivalInput.Checked(time, status.Count, nameof(status));
        return new(ElasticNetFamily.Cox, (double[])time.Clone(), [.. status]);
    }

    internal ElasticNetOutcome Of(int[] rows) => new(
        Family,
        Family == ElasticNetFamily.Logistic ? [] : [.. rows.Select(i => _values[i])],
        Family == ElasticNetFamily.Linear ? [] : [.. rows.Select(i => _events[i])]);

    internal string? Problem() => Rows < 2 ? "fewer than two observations"
        : Family == ElasticNetFamily.Linear ? Describe.Inference.IsConstant(_values) ? "the outcome is constant" : null
        : !_events.Contains(true) ? "no event"
        : Family == ElasticNetFamily.Logistic && !_events.Contains(false) ? "only events" : null;
}

/// <summary>The likelihood of an elastic-net model.</summary>
public enum ElasticNetFamily
{
    /// <summary>Least squares.</summary>
    Linear,

    /// <summary>Binomial with the logit link.</summary>
    Logistic,

    /// <summary>Proportional hazards.</summary>
    Cox,
}
