using System.Collections.Immutable;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Data;

/// <summary>Values of markers at time points, one per patient; the rules are in data-schema/README.md.</summary>
/// <remarks>A sample is a row of the table above the marker's rows; where the marker's table hangs on the patient directly, the rows of one
/// date and time. Windows count calendar days after day 0. Two values in the fields a marker names as homogeneous, in any patient, refuse
/// the whole marker: serum and plasma are never pooled. A field left empty is no second value.</remarks>
public sealed class MarkerReader
{
    private readonly ExpressionEvaluator _evaluator;
    private readonly Dictionary<(string Marker, string TimePoint), ImmutableArray<MarkerReading>> _readings = [];
    private readonly Dictionary<string, MarkerRows> _rows = new(StringComparer.Ordinal);
    private ImmutableArray<Value>? _origins;

    internal MarkerReader(ExpressionEvaluator evaluator) => _evaluator = evaluator;

    private AnalysisPlan Plan => _evaluator.Data.Definition.Plan;

    /// <summary>A marker at a time point, one reading per row of the patient table.</summary>
    /// <exception cref="KeyNotFoundException">The plan has no such marker or time point.</exception>
    public ImmutableArray<MarkerReading> Read(string marker, string timePoint)
    {
        if (!_readings.TryGetValue((marker, timePoint), out var readings))
        {
            readings = ReadAll(marker, timePoint);
            _readings.Add((marker, timePoint), readings);
        }

        return readings;
    }

    /// <summary>The rows of a marker's table that count for one patient's value at a time point: replicates of the chosen sample, in sheet order.</summary>
    /// <param name="marker">Marker id.</param>
    /// <param name="timePoint">Time point id.</param>
    /// <param name="patientRow">Row of the patient table.</param>
    public ImmutableArray<int> Replicates(string marker, string timePoint, int patientRow)
    {
        var sample = SampleChooser.Choose(Rows(marker), TimePoint(timePoint), Origins()[patientRow], patientRow);
        return sample.Rows;
    }

    private ImmutableArray<MarkerReading> ReadAll(string markerId, string timePointId)
    {
        var rows = Rows(markerId);
        var timePoint = TimePoint(timePointId);
        var due = new DueRule(_evaluator, Plan);
        var patients = _evaluator.Data[_evaluator.PatientTable].RowCount;
        var readings = ImmutableArray.CreateBuilder<MarkerReading>(patients);
        for (var patient = 0; patient < patients; patient++)
        {
            var origin = Origins()[patient];
            var sample = SampleChooser.Choose(rows, timePoint, origin, patient);
            var value = sample.Rows.IsEmpty ? default : rows.Pool(sample.Rows);
            readings.Add(!sample.Rows.IsEmpty && !value.IsMissing
                ? new MarkerReading(value, MarkerStatus.Observed, sample.Day, sample.Rows.Length)
                : due.Without(rows, timePoint, origin, patient, sample.Rows.IsEmpty ? sample.Reason : value.MissingReason));
        }

        return readings.MoveToImmutable();
    }

    private MarkerRows Rows(string id)
    {
        if (!_rows.TryGetValue(id, out var rows))
        {
            var marker = Plan.Markers.FirstOrDefault(m => m.Id == id) ?? throw new KeyNotFoundException($"The plan has no marker {id}.");
            rows = new MarkerRows(_evaluator, marker);
            _rows.Add(id, rows);
        }

        return rows;
    }

    private TimePoint TimePoint(string id) =>
        Plan.TimePoints.FirstOrDefault(t => t.Id == id) ?? throw new KeyNotFoundException($"The plan has no time point {id}.");

    private ImmutableArray<Value> Origins()
    {
        _origins ??= Plan.Origin is { } origin
            ? _evaluator.Evaluate(origin, _evaluator.PatientTable)
            : [.. Enumerable.Repeat(default(Value), _evaluator.Data[_evaluator.PatientTable].RowCount)];
        return _origins.Value;
    }
}

/// <summary>Why there is no value, and whether one can still come.</summary>
internal sealed class DueRule(ExpressionEvaluator evaluator, AnalysisPlan plan)
{
    private readonly double _asOf = evaluator.Data.CutDay;
    private readonly double?[] _deaths = FatalEvents.Days(
        evaluator.Data, plan.Levels[0].Id, [.. Enumerable.Range(0, evaluator.Data[evaluator.PatientTable].RowCount)], evaluator.Evaluate);

    /// <param name="rows">The marker's rows.</param>
    /// <param name="timePoint">The time point.</param>
    /// <param name="origin">The patient's day 0.</param>
    /// <param name="patient">Row of the patient.</param>
    /// <param name="unusable">Why a sample that is there could not be used; empty when there is no sample.</param>
    public MarkerReading Without(MarkerRows rows, TimePoint timePoint, Value origin, int patient, string unusable)
    {
        if (plan.Origin is null)
        {
            return Reading(MarkerStatus.Missed, unusable.Length > 0 ? unusable : In(MissingReasons.NoSample));
        }

        if (origin.IsMissing)
        {
            return Reading(MarkerStatus.NotApplicable, In(MissingReasons.NoOrigin));
        }

        var end = Math.Floor(origin.Number) + timePoint.WindowEnd;
        if (unusable.Length > 0)
        {
            return Reading(MarkerStatus.Missed, unusable);
        }

        if (_deaths[patient] <= end)
        {
            return Reading(MarkerStatus.NotApplicable, In(MissingReasons.Died));
        }

        if (_asOf <= end)
        {
            return Reading(MarkerStatus.NotYetDue, In(MissingReasons.NotYetDue));
        }

        return rows.HasLater(patient, timePoint, end)
            ? Reading(MarkerStatus.Missed, In(MissingReasons.NoSample))
            : Reading(MarkerStatus.Overdue, In(MissingReasons.Overdue));
    }

    private static MarkerReading Reading(MarkerStatus status, string reason) => new(Value.Missing(reason), status, null, 0);

    private string In(LocalizedText reason) => reason.In(evaluator.Language);
}
