using System.Collections.Immutable;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Data;

/// <summary>The rows of a marker's table with what decides about them, computed once per marker.</summary>
internal sealed class MarkerRows
{
    private readonly ExpressionEvaluator _evaluator;
    private readonly Marker _marker;
    private readonly ImmutableArray<Value> _values;
    private readonly ImmutableArray<Value> _eligible;
    private readonly ImmutableArray<Value> _timePoints;
    private readonly ImmutableArray<Value> _dates;
    private readonly int[]? _samples;
    private readonly ImmutableArray<string> _unusable;

    public MarkerRows(ExpressionEvaluator evaluator, Marker marker)
    {
        _evaluator = evaluator;
        _marker = marker;
        _values = evaluator.Evaluate(marker.Value, marker.Table);
        _eligible = Optional(marker.Where);
        _timePoints = Optional(marker.TimePoint);
        _dates = Optional(marker.Date);
        _samples = SampleTable() is { } table ? evaluator.Graph.LinksOrThrow(marker.Table, table) : null;
        _unusable = FindUnusable();
    }

    public bool HasTimePoints => _marker.TimePoint is not null;

    public bool HasDates => _marker.Date is not null;

    public ImmutableArray<int> OfPatient(int patient) =>
        _evaluator.Graph.ChildRows(_evaluator.PatientTable, patient, _marker.Table);

    public bool IsPlanned(int row, TimePoint timePoint) =>
        !HasTimePoints || (_timePoints[row] is { Kind: ValueKind.Text } planned && planned.Text == timePoint.Id);

    public Value Date(int row) => HasDates ? _dates[row] : default;

    /// <summary>Why a row cannot be used; empty when it can.</summary>
    public string Unusable(int row) => _unusable[row];

    public string In(LocalizedText reason) => reason.In(_evaluator.Language);

    /// <summary>What rows of one sample have in common.</summary>
    public (int Parent, double Date) Sample(int row) => _samples is not null && _samples[row] >= 0
        ? (_samples[row], 0)
        : (-1, HasDates ? _dates[row].Number : 0);

    /// <summary>Whether the patient has any row after the window, or of a later planned time point.</summary>
    public bool HasLater(int patient, TimePoint timePoint, double windowEnd)
    {
        var later = _evaluator.Data.Definition.Plan.TimePoints
            .Where(t => t.NominalDay > timePoint.NominalDay).Select(t => t.Id).ToHashSet(StringComparer.Ordinal);
        return OfPatient(patient).Any(r =>
            (HasDates && !_dates[r].IsMissing && Math.Floor(_dates[r].Number) > windowEnd)
            || (HasTimePoints && _timePoints[r] is { Kind: ValueKind.Text } planned && later.Contains(planned.Text)));
    }

    /// <summary>One value from the replicates of a sample.</summary>
    public Value Pool(ImmutableArray<int> rows) => ReplicatePool.Pool(
        rows.Select(r => _values[r]).ToImmutableArray(), _marker.Scale == "log2", _evaluator.Language);

    private ImmutableArray<Value> Optional(SourcedExpression? expression) =>
        expression is null ? [] : _evaluator.Evaluate(expression, _marker.Table);

    // The nearest table above the marker's, unless that is the patients: then there is no row that stands for the sample.
    private string? SampleTable() => _evaluator.Data[_marker.Table].Schema.ForeignKeys.Select(k => k.Table)
        .FirstOrDefault(t => t != _marker.Table && t != _evaluator.PatientTable && _evaluator.Graph.IsBelow(t, _evaluator.PatientTable));

    private ImmutableArray<string> FindUnusable()
    {
        var reasons = new string[_values.Length];
        for (var row = 0; row < reasons.Length; row++)
        {
            reasons[row] = Reason(row);
        }

        foreach (var field in _marker.Homogeneous)
        {
            Homogeneous(field, reasons);
        }

        return [.. reasons];
    }

    private string Reason(int row)
    {
        if (!_eligible.IsEmpty && _eligible[row] is not { IsMissing: false, Truth: true })
        {
            return In(MissingReasons.NotEligibleSample);
        }

        if (!_values[row].IsMissing)
        {
            return string.Empty;
        }

        var reason = _values[row].MissingReason;
        return reason.Length == 0 || reason == In(MissingReasons.NotStated) ? In(MissingReasons.NotMeasured) : reason;
    }

    private void Homogeneous(SourcedExpression field, string[] reasons)
    {
        var values = _evaluator.Evaluate(field, _marker.Table);
        var counted = Enumerable.Range(0, reasons.Length).Where(r => reasons[r].Length == 0).ToList();
        var found = counted.Where(r => !values[r].IsMissing).Select(r => values[r].ToString()).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).ToList();
        var name = Title(field);
        var mixed = _evaluator.Language.Pick(
            $"not pooled: {name} is {string.Join(" and ", found)}", $"non mis en commun : {name} vaut {string.Join(" et ", found)}");
        foreach (var row in counted.Where(_ => found.Count > 1))
        {
            reasons[row] = mixed;
        }
    }

    private string Title(SourcedExpression field)
    {
        var name = field.Root as Expression.Name;
        var schema = name is null ? null : _evaluator.Data[name.Table ?? _marker.Table].Schema.Find(name.Field);
        return schema is null || schema.Title.IsEmpty ? field.Source : schema.Title.In(_evaluator.Language);
    }
}
