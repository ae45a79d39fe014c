using Deedle;
using StudyAnalysis.Data;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;

namespace StudyAnalysis;

/// <content>Frames: tables, measurements over time, pairs, variables, endpoints.</content>
public sealed partial class Cohort
{
    private const string PatientColumn = "patient";

    /// <summary>A table as a Deedle frame; pseudonyms and other keys are running numbers, the same in every table, and free texts are left out.
    /// A field with limits of quantification has a second column, field.qualifier, with "=", "&lt;" or "&gt;".</summary>
    /// <param name="table">Table name.</param>
    /// <exception cref="KeyNotFoundException">There is no such table; the message lists those there are.</exception>
    public Frame<int, string> Frame(string table)
    {
        if (_data.Definition.Dictionary.Find(table) is not { } schema)
        {
            throw new KeyNotFoundException($"There is no table \"{table}\"; there is {Nearest.Suggest(table, _data.Tables.Select(t => t.Schema.Name))}");
        }

        var frame = _data.Frame(table, schema.Fields.Where(f => f.Role is not (FieldRole.FreeText or FieldRole.DirectIdentifier)).Select(f =>
            KeyValuePair.Create(f.Name, KeyNumbers.IsKey(schema, f) ? Sparse(KeyNumbers.Of(_data, table, f.Name)) : null)));
        FrameUnits.Set(frame, schema.Fields.Where(f => f.Unit is not null).Select(f => KeyValuePair.Create(f.Name, Unit(f.Unit))));
        return frame;
    }

    /// <summary>Measurements over time in long form: one row a patient, marker and time point that was observed or missed, for the population in use.
    /// Columns: patient (running number), marker, timePoint, day (after day 0), value, qualifier ("=", "&lt;", "&gt;"), log2 (of markers analysed so), status.</summary>
    /// <param name="markers">Marker ids; none: all markers of the plan.</param>
    /// <exception cref="KeyNotFoundException">The plan has no such marker.</exception>
    public Frame<int, string> Markers(params string[] markers)
    {
        var rows = (from marker in (markers.Length > 0 ? markers : [.. Plan.Markers.Select(m => m.Id)]).Select(Marker)
                    from point in Plan.TimePoints
                    let readings = _context.Value.Marker(marker.Id, point.Id, Units)
                    from i in Enumerable.Range(0, readings.Length)
                    select (Marker: marker, Point: point.Id, Unit: i, Reading: readings[i])).ToArray();
        var frame = Build(
            (PatientColumn, Sparse(rows.Select(r => (double?)Units.PatientRows[r.Unit] + 1))),
            ("marker", Sparse(rows.Select(r => r.Marker.Id))),
            ("timePoint", Sparse(rows.Select(r => r.Point))),
            ("day", Sparse(rows.Select(r => r.Reading.Day))),
            ("value", Sparse(rows.Select(r => Number(r.Reading.Value)))),
            ("qualifier", Sparse(rows.Select(r => r.Reading.Value.IsMissing ? null : Sign(r.Reading.Value)))),
            ("log2", Sparse(rows.Select(r => r.Marker.Scale == "log2" ? Log2(r.Reading.Value) : null))),
            ("status", Sparse(rows.Select(r => r.Reading.Status.ToString()))));
        var units = rows.Select(r => r.Marker.Unit).Distinct(StringComparer.Ordinal).ToArray();
        FrameUnits.Set(frame, [new("day", Unit("d")), .. units is [{ } unit] ? [new("value", Unit(unit))] : Array.Empty<KeyValuePair<string, string>>()]);
        return frame;
    }

    /// <summary>A marker before and after, one row a unit of the population with both: from, to, ratio, log2 ratio, and the two qualifiers.</summary>
    /// <param name="marker">Marker id.</param>
    /// <param name="from">Time point id.</param>
    /// <param name="to">Time point id.</param>
    /// <exception cref="KeyNotFoundException">The plan has no such marker or time point.</exception>
    public Frame<int, string> Pairs(string marker, string from, string to)
    {
        _ = Marker(marker);
        var (first, second) = (_context.Value.Marker(marker, TimePoint(from), Units), _context.Value.Marker(marker, TimePoint(to), Units));
        var both = Enumerable.Range(0, Units.Count).Where(i => !first[i].Value.IsMissing && !second[i].Value.IsMissing).ToArray();
        var ratio = both.Select(i => first[i].Value.Number > 0 ? second[i].Value.Number / first[i].Value.Number : (double?)null).ToArray();
        var frame = Build(
            (PatientColumn, Sparse(both.Select(i => (double?)Units.PatientRows[i] + 1))),
            (from, Sparse(both.Select(i => Number(first[i].Value)))),
            (to, Sparse(both.Select(i => Number(second[i].Value)))),
            ("ratio", Sparse(ratio)),
            ("log2 ratio", Sparse(ratio.Select(r => r > 0 ? Math.Log2(r.Value) : (double?)null))),
            (from + " qualifier", Sparse(both.Select(i => Sign(first[i].Value)))),
            (to + " qualifier", Sparse(both.Select(i => Sign(second[i].Value)))));
        FrameUnits.Set(frame, Marker(marker).Unit is { } unit ? [new(from, Unit(unit)), new(to, Unit(unit))] : []);
        return frame;
    }

    /// <summary>Variables of the population in use, one row a unit: fields, derived variables, table.field of a parent, or marker@timePoint.</summary>
    /// <param name="references">Names as in plan.json.</param>
    /// <exception cref="KeyNotFoundException">There is no such variable at this level.</exception>
    public Frame<int, string> Variables(params string[] references)
    {
        var variables = references.Select(r => _context.Value.Variable(r, Units)).ToArray();
        var frame = Build([(PatientColumn, Sparse(Units.PatientRows.Select(r => (double?)r + 1))), .. variables.Select(v => (v.Reference, Column(v)))]);
        FrameUnits.Set(frame, UnitsOf(variables));
        return frame;
    }

    /// <summary>An endpoint on the population in use, one row a unit at risk: days since origin, event (true or false), code (0 censored, 1 the event, 2 and more
    /// what competes with it), cause ("censored", the event, a competing event).</summary>
    /// <param name="endpoint">Endpoint id.</param>
    /// <param name="variables">Variables of the same units to stand beside it, named as for <see cref="Variables"/>.</param>
    /// <exception cref="KeyNotFoundException">The plan has no such endpoint, and the message lists those it has; or there is no such variable.</exception>
    public Frame<int, string> Endpoint(string endpoint, params string[] variables)
    {
        if (!Plan.Endpoints.Any(e => e.Id == endpoint))
        {
            throw new KeyNotFoundException($"The plan has no endpoint \"{endpoint}\"; it has {Nearest.Suggest(endpoint, Plan.Endpoints.Select(e => e.Id))}");
        }

        var times = _context.Value.Endpoint(endpoint, Units);
        var beside = variables.Select(r => _context.Value.Variable(r, times.Units)).ToArray();
        var frame = Build([
            (PatientColumn, Sparse(times.Units.PatientRows.Select(r => (double?)r + 1))),
            ("days", Sparse(times.Times.Select(t => (double?)t))),
            ("event", Sparse(times.Causes.Select(c => (bool?)(c == 1)))),
            ("code", Sparse(times.Causes.Select(c => (double?)c))),
            ("cause", Sparse(times.Causes.Select((c, i) => c == 0 ? Language.Pick("censored", "censuré") : c == 1 ? Event(times, i) : times.CauseLabels[c - 1]))),
            .. beside.Select(v => (v.Reference, Column(v)))]);
        FrameUnits.Set(frame, [new("days", Unit("d")), .. UnitsOf(beside)]);
        return frame;
    }

    // Of an endpoint of several events, which one it was.
    private string Event(TimeToEvent times, int unit) =>
        times.Endpoint.Events.FirstOrDefault(e => e.Id == times.EventSources[unit])?.Label.In(Language) ?? times.CauseLabels[0];

    internal Variable Variable(string reference) => _context.Value.Variable(reference, Units);

    internal string TimePointLabel(string id) => Plan.TimePoints.First(t => t.Id == id).Label.In(Language);

    private Marker Marker(string id) => Plan.Markers.FirstOrDefault(m => m.Id == id)
        ?? throw new KeyNotFoundException($"The plan has no marker \"{id}\"; it has {Nearest.Suggest(id, Plan.Markers.Select(m => m.Id))}");

    private string TimePoint(string id) => Plan.TimePoints.Any(t => t.Id == id)
        ? id
        : throw new KeyNotFoundException($"The plan has no time point \"{id}\"; it has {Nearest.Suggest(id, Plan.TimePoints.Select(t => t.Id))}");

    private IEnumerable<KeyValuePair<string, string>> UnitsOf(IEnumerable<Variable> variables) =>
        variables.Where(v => v.Unit is not null).Select(v => KeyValuePair.Create(v.Reference, Unit(v.Unit)));

    private string Unit(string? ucum) => UnitText.Of(ucum, Language);

    private static ISeries<int> Column(Variable variable) => variable.Type switch
    {
        VariableType.Nominal or VariableType.Ordered => Sparse(variable.Values.Select(v => v.IsMissing ? null : v.ToString())),
        VariableType.Truth => Sparse(variable.Values.Select(v => v.IsMissing ? (bool?)null : v.Truth)),
        VariableType.Date => Sparse(variable.Values.Select(v => v.IsMissing ? (DateTime?)null : v.Date)),
        _ => Sparse(variable.Values.Select(Number)),
    };

    private static double? Number(Value value) => value.IsMissing ? null : value.Number;

    private static double? Log2(Value value) => Number(value) is { } number and > 0 ? Math.Log2(number) : null;

    private static string Sign(Value value) => value.Qualifier switch
    {
        Qualifier.BelowLimit => "<",
        Qualifier.AboveLimit => ">",
        _ => "=",
    };

    private static Series<int, T> Sparse<T>(IEnumerable<T?> values)
        where T : struct => values.Select((v, i) => KeyValuePair.Create(i, v is { } there ? new OptionalValue<T>(there) : OptionalValue<T>.Missing)).ToSparseSeries();

    private static Series<int, string> Sparse(IEnumerable<string?> values) =>
        values.Select((v, i) => KeyValuePair.Create(i, v is null ? OptionalValue<string>.Missing : new OptionalValue<string>(v))).ToSparseSeries();

    private static Frame<int, string> Build(params IReadOnlyList<(string Name, ISeries<int> Series)> columns) =>
        new(columns.Select(c => c.Name), columns.Select(c => c.Series));
}
