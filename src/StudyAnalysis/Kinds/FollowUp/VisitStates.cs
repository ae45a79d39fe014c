using StudyAnalysis.Data;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.FollowUp;

/// <summary>Finds what became of each scheduled visit of each unit.</summary>
/// <remarks>Days count from the unit's origin, by calendar day; the window is the schedule's. A visit not done that lies in a window is missed. No visit
/// applies after a fatal event, nor after the end that the plan states.</remarks>
internal sealed class VisitStates
{
    private readonly AnalysisUnits _units;
    private readonly double _cut;
    private readonly double?[] _origins;
    private readonly double?[] _stops;
    private readonly (double Day, bool Done)[][] _visits;

    public VisitStates(ResultBuilder result, AnalysisUnits units, Endpoint endpoint, SourcedExpression origin)
    {
        _units = units;
        _cut = result.Context.Data.CutDay;
        _origins = Days(result.Context.Evaluate(origin, units.Level.Table, units.Rows));
        var plan = result.Context.Definition.Plan;
        var stop = result.Options.TextOrNull("stop");
        KnowsDeaths = stop is not null || FatalEvents.Any(plan, endpoint.Level) || FatalEvents.Any(plan, plan.Levels[0].Id);
        _stops = [.. Deaths(result, units).Zip(Ends(result, units, stop), Earlier)];
        _visits = Visits(result, units);
    }

    /// <summary>Whether the plan says after which events no visit applies.</summary>
    public bool KnowsDeaths { get; }

    /// <summary>Number of units in each state of a visit, in the order of <see cref="VisitStatus"/>.</summary>
    public int[] Count(ScheduledVisit visit)
    {
        var counts = new int[Enum.GetValues<VisitStatus>().Length];
        for (var i = 0; i < _units.Count; i++)
        {
            counts[(int)Of(i, visit)]++;
        }

        return counts;
    }

    private VisitStatus Of(int unit, ScheduledVisit visit)
    {
        if (_origins[unit] is not { } origin)
        {
            return VisitStatus.NotApplicable;
        }

        var (from, to) = (origin + visit.WindowStart, origin + visit.WindowEnd);
        var within = _visits[unit].Where(v => v.Day >= from && v.Day <= to).ToArray();
        if (within.Any(v => v.Done))
        {
            return VisitStatus.Observed;
        }

        if (_stops[unit] is { } stop && stop <= to)
        {
            return VisitStatus.NotApplicable;
        }

        if (within.Length > 0)
        {
            return VisitStatus.Missed;
        }

        return _cut <= to ? VisitStatus.NotYetDue : _visits[unit].Any(v => v.Day > to) ? VisitStatus.Missed : VisitStatus.Overdue;
    }

    private static double?[] Ends(ResultBuilder result, AnalysisUnits units, string? stop) => stop is null
        ? new double?[units.Count]
        : Days(result.Context.Evaluate(result.Context.Parse(stop, units.Level.Table, result.Options.Path("stop")), units.Level.Table, units.Rows));

    private static IEnumerable<double?> Deaths(ResultBuilder result, AnalysisUnits units)
    {
        var context = result.Context;
        var own = FatalEvents.Days(context.Data, units.Level.Id, units.Rows, context.Evaluate);
        var patient = context.Definition.Plan.Levels[0].Id;
        return patient == units.Level.Id ? own : own.Zip(FatalEvents.Days(context.Data, patient, units.PatientRows, context.Evaluate), Earlier);
    }

    private static double? Earlier(double? a, double? b) => a is { } first && b is { } second ? Math.Min(first, second) : a ?? b;

    private static (double Day, bool Done)[][] Visits(ResultBuilder result, AnalysisUnits units)
    {
        var options = result.Options.Object("visits") ?? throw result.Options.Problem("visits", "nothing", "an object with table and date");
        var table = options.Text("table");
        var dates = result.Context.Data[table][options.Text("date")];
        var done = options.TextOrNull("done") is { } source ? result.Context.Parse(source, table, options.Path("done")) : null;
        return [.. units.Rows.Select(row =>
        {
            var rows = result.Context.ChildRows(units.Level.Table, row, table);
            var isDone = done is null ? null : result.Context.Evaluate(done, table, rows).ToArray();
            return rows.Select((r, i) => (Date: dates[r], Done: isDone is null || (isDone[i].Kind == ValueKind.Truth && isDone[i].Truth)))
                .Where(v => !v.Date.IsMissing).Select(v => (Math.Floor(v.Date.Number), v.Done)).ToArray();
        })];
    }

    private static double?[] Days(IEnumerable<Value> dates) => [.. dates.Select(d => d.IsMissing ? (double?)null : Math.Floor(d.Number))];
}
