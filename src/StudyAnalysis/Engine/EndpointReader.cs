using System.Collections.Immutable;
using StudyAnalysis.Data;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Engine;

/// <summary>Reads endpoints: for each unit at risk the days from origin, and the cause.</summary>
internal sealed class EndpointReader(ExpressionEvaluator evaluator)
{
    public TimeToEvent Read(string id, AnalysisUnits units, bool scheduled)
    {
        var endpoint = evaluator.Data.Definition.Plan.Endpoints.FirstOrDefault(e => e.Id == id)
            ?? throw new KeyNotFoundException($"The plan has no endpoint {id}.");
        if (endpoint.Level != units.Level.Id)
        {
            throw new ArgumentException($"The endpoint {id} is at level {endpoint.Level}, the units at level {units.Level.Id}.", nameof(units));
        }

        units = AtRisk(endpoint, units);
        var clock = new EndpointClock(evaluator, endpoint);
        var outcomes = units.Rows.Select(clock.Read).ToList();
        var left = outcomes.CountBy(o => o.Excluded).ToDictionary();
        var reasons = new EndpointReasons(evaluator.Language, endpoint);
        foreach (var reason in reasons.InOrder)
        {
            units = units.Keep([.. outcomes.Select(o => o.Excluded != reason)], reasons.Text(reason));
            outcomes.RemoveAll(o => o.Excluded == reason);
        }

        return Result(endpoint, units, outcomes, scheduled) with
        {
            UnknownStatus = left.GetValueOrDefault(EndpointExclusion.UnknownStatus),
            UndatedEvents = left.GetValueOrDefault(EndpointExclusion.NoEventTime),
            UndatedCompeting = left.GetValueOrDefault(EndpointExclusion.NoCompetingTime),
        };
    }

    private AnalysisUnits AtRisk(Endpoint endpoint, AnalysisUnits units)
    {
        if (endpoint.AtRisk is null)
        {
            return units;
        }

        var reason = endpoint.AtRiskReason.In(evaluator.Language);
        reason = reason.Length > 0 ? reason : evaluator.Language.Pick("not at risk", "non exposé au risque");
        var values = evaluator.Evaluate(endpoint.AtRisk, units.Level.Table, units.Rows);
        units = units.Keep([.. values.Select(v => v.IsMissing || v.Truth)], reason);
        return units.Keep(
            [.. values.Where(v => v.IsMissing || v.Truth).Select(v => !v.IsMissing)], PopulationReader.NotKnown(reason, evaluator.Language));
    }

    private TimeToEvent Result(Endpoint endpoint, AnalysisUnits units, List<EndpointOutcome> outcomes, bool scheduled) => new()
    {
        Endpoint = endpoint,
        Units = units,
        Times = [.. outcomes.Select(o => Time(endpoint, o, scheduled))],
        RawTimes = [.. outcomes.Select(o => o.Time)],
        Causes = [.. outcomes.Select(o => o.Cause)],
        IntervalStarts = IntervalStarts(endpoint, units, outcomes, scheduled),
        IsSeenLater = [.. outcomes.Select(o => o.IsSeenLater)],
        EventSources = [.. outcomes.Select(o => o.Source)],
        CauseIds = [endpoint.Events.Length == 1 ? endpoint.Events[0].Id : endpoint.Id, .. endpoint.Competing.Select(c => c.Id)],
        CauseLabels =
        [
            (endpoint.Events.Length == 1 ? endpoint.Events[0].Label : endpoint.Label).In(evaluator.Language),
            .. endpoint.Competing.Select(c => c.Label.In(evaluator.Language)),
        ],
    };

    // What ends at the data cut was not found at a visit of that day: the visit's nominal day may lie after the cut.
    private static double Time(Endpoint endpoint, EndpointOutcome outcome, bool scheduled) =>
        scheduled && !outcome.EndsAtCut ? VisitSchedule.Snap(endpoint.Schedule, outcome.Time) : outcome.Time;

    // Only an event of interest is looked for at visits, and not one of those that are exact; competing events and ends of observation are known to the day.
    private ImmutableArray<double> IntervalStarts(Endpoint endpoint, AnalysisUnits units, List<EndpointOutcome> outcomes, bool scheduled)
    {
        var visits = new AssessmentReader(evaluator, endpoint);
        return [.. outcomes.Select((o, i) => IsExact(endpoint, o)
            ? Time(endpoint, o, scheduled)
            : Math.Min(visits.LastNegative(units.Rows[i], o.Source, o.Time), Time(endpoint, o, scheduled)))];
    }

    private static bool IsExact(Endpoint endpoint, EndpointOutcome outcome) => outcome.Cause != 1
        || endpoint.Events.First(e => e.Id == outcome.Source).IsExact
        || (endpoint.Schedule.IsEmpty && endpoint.Assessments is null);
}
