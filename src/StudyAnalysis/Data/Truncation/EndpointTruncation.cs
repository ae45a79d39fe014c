using System.Collections.Immutable;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Data.Truncation;

/// <summary>Finds, on the whole data, which events of an endpoint lie after the cut and who is known to be followed up to it.</summary>
internal sealed class EndpointTruncation
{
    private readonly ExpressionEvaluator _whole;
    private readonly double _asOf;
    private readonly ImmutableArray<EventSource> _sources;
    private readonly int _rows;

    public EndpointTruncation(ExpressionEvaluator whole, FieldReads reads, Endpoint endpoint)
    {
        _whole = whole;
        Endpoint = endpoint;
        Table = whole.Data.Definition.Plan.LevelOf(endpoint.Level).Table;
        _asOf = Value.Of(whole.Data.AsOf).Number;
        _sources = [.. endpoint.Events, .. endpoint.Competing];
        _rows = whole.Data[Table].RowCount;
        Contacts = ContactFields(reads);
        HasStart = endpoint.Origin is not null || whole.Data.Definition.Plan.Origin is not null;
        Limits = [.. Enumerable.Range(0, _rows).Select(Limit)];
        Whens = [.. _sources.Select(s => s.When is null ? [.. Enumerable.Repeat(Value.Of(true), _rows)] : whole.Evaluate(s.When, Table))];
        NotYet = [.. _sources.Select((s, i) => After(s, Whens[i]))];
        IsSeenLater = SeenLater(reads);
    }

    public Endpoint Endpoint { get; }

    /// <summary>Table of the endpoint's units.</summary>
    public string Table { get; }

    /// <summary>Fields that hold the last contact, or the follow-up time; empty when the endpoint is censored at the visits themselves.</summary>
    public ImmutableHashSet<FieldName> Contacts { get; }

    /// <summary>Whether a date says when a unit's time begins.</summary>
    public bool HasStart { get; }

    /// <summary>Days from each row's start to the cut; +∞ without a start.</summary>
    public ImmutableArray<double> Limits { get; }

    /// <summary>For each source the value of its condition in each row; true without one.</summary>
    public ImmutableArray<ImmutableArray<Value>> Whens { get; }

    /// <summary>For each source the rows in which it lies after the cut.</summary>
    public ImmutableArray<ImmutableArray<bool>> NotYet { get; }

    /// <summary>Rows known to be followed up to the cut.</summary>
    public ImmutableArray<bool> IsSeenLater { get; }

    /// <summary>Whether an event of a row lies after the cut.</summary>
    public bool HasLaterEvent(int row) => Enumerable.Range(0, _sources.Length).Any(s => NotYet[s][row] && !IsFalse(Whens[s][row]));

    /// <summary>Rows in which an event is known by its status alone, without a time.</summary>
    public IEnumerable<(EventSource Source, IEnumerable<int> Rows)> Undated(FieldReads reads) =>
        from pair in _sources.Index()
        where EventStatus.StatesEvent(reads, pair.Item, Table)
        let at = _whole.Evaluate(pair.Item.At, Table)
        select (pair.Item, Enumerable.Range(0, _rows).Where(r => at[r].IsMissing && Whens[pair.Index][r] is { Kind: ValueKind.Truth, Truth: true }));

    public EndpointCut Cut() => new(NotYet, IsSeenLater, Endpoint.Origin is null ? Limits : []);

    private static bool IsFalse(Value value) => value is { Kind: ValueKind.Truth, Truth: false };

    private double Limit(int row)
    {
        var start = Endpoint.Origin is { } own ? _whole.Evaluate(own, Table, row) : PlanStart(row);
        return start.Kind == ValueKind.Date ? _asOf - Math.Floor(start.Number) : double.PositiveInfinity;
    }

    private Value PlanStart(int row)
    {
        if (_whole.Data.Definition.Plan.Origin is not { } origin)
        {
            return default;
        }

        var patient = _whole.Graph.ParentRow(Table, row, _whole.PatientTable);
        return patient < 0 ? default : _whole.Evaluate(origin, _whole.PatientTable, patient);
    }

    private ImmutableArray<bool> After(EventSource source, ImmutableArray<Value> whens) =>
        [.. _whole.Evaluate(source.At, Table).Select((at, row) => !IsFalse(whens[row]) && IsAfter(at, row))];

    private bool IsAfter(Value time, int row) => Endpoint.Origin is null
        ? time.Kind == ValueKind.Number && time.Number > Limits[row]
        : time.Kind == ValueKind.Date && Math.Floor(time.Number) > _asOf;

    /// <summary>A date of an event is no last contact, unless the same column holds either and a condition says which.</summary>
    private ImmutableHashSet<FieldName> ContactFields(FieldReads reads)
    {
        if (Endpoint.CensoredAt == Endpoint.LastAssessment)
        {
            return [];
        }

        var plan = _whole.Data.Definition.Plan;
        var starts = reads.Passed(Endpoint.Origin, Table).Concat(reads.Passed(plan.Origin, _whole.PatientTable)).ToHashSet();
        var passed = reads.Passed(Endpoint.Censor, Table).Where(f => IsTime(f) && !starts.Contains(f)).ToArray();
        var events = _sources.SelectMany(s => reads.Passed(s.At, Table)).ToHashSet();
        var pure = passed.Where(f => !events.Contains(f)).ToImmutableHashSet();
        var unconditional = _sources.Where(s => s.When is null).SelectMany(s => reads.Passed(s.At, Table)).ToHashSet();
        return pure.IsEmpty ? [.. passed.Where(f => !unconditional.Contains(f))] : pure;
    }

    private bool IsTime(FieldName name) => _whole.Data[name.Table].Schema.Find(name.Field)?.Type
        is FieldType.Date or FieldType.DateTime or FieldType.Number or FieldType.Integer;

    private ImmutableArray<bool> SeenLater(FieldReads reads)
    {
        if (Endpoint.CensoredAt == Endpoint.LastAssessment || (Contacts.IsEmpty && Endpoint.Origin is not null))
        {
            return [.. new bool[_rows]];
        }

        var censor = _whole.Evaluate(Endpoint.Censor, Table);
        var addsDays = Endpoint.Origin is null || reads.Passed(Endpoint.Censor, Table).Any(f => Contacts.Contains(f) && !IsDate(f));
        return
        [
            .. Enumerable.Range(0, _rows).Select(row => HasLaterEvent(row) || Contacts.Any(f => IsLaterContact(f, row)) || (addsDays && IsAfter(censor[row], row))),
        ];
    }

    private bool IsDate(FieldName name) => _whole.Data[name.Table].Schema.Find(name.Field)?.Type is FieldType.Date or FieldType.DateTime;

    private bool IsLaterContact(FieldName field, int row)
    {
        var owner = _whole.Graph.ParentRow(Table, row, field.Table);
        return owner >= 0 && _whole.Data[field.Table][field.Field][owner] is { Kind: ValueKind.Date } date && Math.Floor(date.Number) > _asOf;
    }
}
