using System.Globalization;

namespace StudyAnalysis.Statistics.Plan;

/// <summary>How many parameters a model can carry.</summary>
/// <param name="LimitingCount">Events (survival), or the rarer of events and non-events (binary outcome).</param>
/// <param name="PerParameter">Limiting count over the parameters; not estimable without parameters.</param>
/// <param name="LargestModel">Parameters that keep to the rule.</param>
/// <param name="Rule">Events per parameter the rule wants.</param>
/// <param name="Note">A sentence for the reader.</param>
public sealed record EventsPerVariableResult(int LimitingCount, Quantity PerParameter, int LargestModel, double Rule, string Note);

/// <summary>Events per variable: the rule that keeps models small.</summary>
/// <remarks>Source: Peduzzi et al. (1996), J Clin Epidemiol 49:1373–1379 (logistic); Peduzzi et al. (1995), 48:1503–1510 (Cox); Vittinghoff and McCulloch
/// (2007), Am J Epidemiol 165:710–718 (5 to 9 may do). R: none, <c>events / parameters</c>. Parameters, not variables: a factor of k levels has k − 1.</remarks>
public static class EventsPerVariable
{
    /// <summary>For a survival model: events count.</summary>
    /// <param name="events">Events, at least 0.</param>
    /// <param name="parameters">Parameters without the intercept, at least 0.</param>
    /// <param name="rule">Events per parameter wanted, above 0.</param>
    /// <exception cref="ArgumentException">A negative count or a rule that is not positive.</exception>
    public static EventsPerVariableResult Survival(int events, int parameters, double rule = 10) => Compute(events, parameters, rule);

    /// <summary>For a binary outcome: the rarer outcome counts.</summary>
    /// <param name="events">Units with the event, at least 0.</param>
    /// <param name="nonEvents">Units without, at least 0.</param>
    /// <param name="parameters">Parameters without the intercept, at least 0.</param>
    /// <param name="rule">Events per parameter wanted, above 0.</param>
    /// <exception cref="ArgumentException">A negative count or a rule that is not positive.</exception>
    public static EventsPerVariableResult Binary(int events, int nonEvents, int parameters, double rule = 10)
    {
        SampleSizeSearch.AtLeast(nonEvents, 0, nameof(nonEvents));
        return Compute(Math.Min(events, nonEvents), parameters, rule);
    }

    private static EventsPerVariableResult Compute(int events, int parameters, double rule)
    {
        SampleSizeSearch.AtLeast(events, 0, nameof(events));
        SampleSizeSearch.AtLeast(parameters, 0, nameof(parameters));
        if (!(rule > 0 && double.IsFinite(rule)))
        {
            throw new ArgumentException($"Events per parameter are positive and finite, not {rule}.", nameof(rule));
        }

        var largest = (int)Math.Floor(events / rule);
        var ratio = parameters == 0 ? Quantity.NotEstimable("no parameters") : (double)events / parameters;
        var note = string.Create(
            CultureInfo.InvariantCulture,
            $"{events} events carry {largest} parameters at {rule} each; the model has {parameters}{(parameters > largest ? ", too many" : string.Empty)}");
        return new(events, ratio, largest, rule, note);
    }
}
