using System.Text.Json;
using StudyAnalysis.Data;
using StudyAnalysis.Data.Truncation;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Tests.Fixtures;

/// <summary>Builds a small study in code: tables as text, the plan piece by piece.</summary>
/// <remarks><code>
/// var data = new StudyBuilder()
///     .Table("patients", """
///         id text key | index date | arm text codes=A,B | age number
///         P1          | 2026-01-05 | A                  | 61
///         P2          | 2026-01-07 | B                  | ?refused
///         """)
///     .Table("visits", """
///         patient text ->patients.id | date date role=row-date | crp number
///         P1                         | 2026-02-05              | &lt;0.5
///         """)
///     .AsOf("2026-06-30").Origin("index")
///     .Derived("old", "patient", FieldType.Boolean, "age &gt;= 60")
///     .Population("all", "patient")
///     .Build();
/// </code>
/// The first table is the patients' and the level "patient". The first line of a table names its fields: name, type (text integer number
/// boolean date datetime month), then any of: key, -&gt;table.field, codes=a,b,c, ordered, unit=u, role=row-date, knownOn=field, censored. Below: one row a line, cells
/// between "|". An empty cell is missing, "?why" missing with a reason, "&lt;3" and "&gt;9" are beyond the limit of quantification.</remarks>
internal sealed class StudyBuilder
{
    private readonly List<DataTable> _tables = [];
    private readonly List<Level> _levels = [];
    private readonly List<TimePoint> _timePoints = [];
    private readonly List<Marker> _markers = [];
    private readonly List<DerivedVariable> _derived = [];
    private readonly List<Population> _populations = [];
    private readonly List<Endpoint> _endpoints = [];
    private readonly List<AnalysisSpec> _analyses = [];
    private SourcedExpression? _origin;
    private DateOnly _asOf = new(2026, 12, 31);
    private DateOnly? _lock;

    /// <summary>Adds a table.</summary>
    public StudyBuilder Table(string name, string text)
    {
        _tables.Add(TableText.Parse(name, text));
        return Level(_levels.Count == 0 ? "patient" : name, name);
    }

    /// <summary>Adds a level; every table already is one under its own name, the first as "patient".</summary>
    public StudyBuilder Level(string id, string table)
    {
        _levels.Add(new Level(id, table, LocalizedText.Of(id, id), LocalizedText.Of(id + "s", id + "s")));
        return this;
    }

    /// <summary>Makes a table an optional sheet that is not in the workbook.</summary>
    public StudyBuilder Absent(string table) => Replace(table, t => new DataTable(
        t.Schema, t.Pick([]).Columns, 0, isPresent: false, [.. t.Schema.Fields.Select(f => f.Name)]));

    /// <summary>Makes a field an optional column that is not in the workbook.</summary>
    public StudyBuilder Absent(string table, string field) => Replace(table, t => new DataTable(
        t.Schema,
        [.. t.Columns.Select(c => c.Field.Name == field ? new Column(c.Field, new Value[t.RowCount], new CellReference[t.RowCount], new string?[t.RowCount]) : c)],
        t.RowCount, isPresent: true, t.AbsentFields.Add(field)));

    /// <summary>The data cut, yyyy-MM-dd; 2026-12-31 when not called.</summary>
    public StudyBuilder AsOf(string date)
    {
        _asOf = TableText.Day(date);
        return this;
    }

    /// <summary>Day 0, an expression at patient level.</summary>
    public StudyBuilder Origin(string expression)
    {
        _origin = Expr(expression);
        return this;
    }

    /// <summary>A planned time point.</summary>
    public StudyBuilder TimePoint(string id, double nominalDay, double from, double to)
    {
        _timePoints.Add(new TimePoint(id, LocalizedText.Same(id), nominalDay, from, to));
        return this;
    }

    /// <summary>A marker.</summary>
    public StudyBuilder Marker(
        string id, string table, string value, string? where = null, string? timePoint = null, string? date = null, string scale = "identity",
        string[]? homogeneous = null, string? unit = null)
    {
        _markers.Add(new Marker
        {
            Id = id, Label = LocalizedText.Same(id), Table = table, Value = Expr(value), Where = Maybe(where), TimePoint = Maybe(timePoint),
            Date = Maybe(date), Scale = scale, Homogeneous = [.. (homogeneous ?? []).Select(Expr)], Unit = unit,
        });
        return this;
    }

    /// <summary>A derived variable.</summary>
    public StudyBuilder Derived(string id, string level, FieldType type, string expression, string[]? codes = null, bool ordered = false)
    {
        _derived.Add(new DerivedVariable
        {
            Id = id, Label = LocalizedText.Same(id), Level = level, Type = type, Expression = Expr(expression), Ordered = ordered,
            Codes = [.. (codes ?? []).Select(TableText.CodeOf)],
        });
        return this;
    }

    /// <summary>A population whose steps are (reason, expression).</summary>
    public StudyBuilder Population(string id, string level, params (string Reason, string Keep)[] steps) => Population(id, level, null, steps);

    /// <summary>A population that starts from another.</summary>
    public StudyBuilder Population(string id, string level, string? from, params (string Reason, string Keep)[] steps)
    {
        _populations.Add(new Population
        {
            Id = id, Label = LocalizedText.Same(id), Level = level, From = from,
            Steps = [.. steps.Select((s, i) => new PopulationStep($"step{i + 1}", LocalizedText.Same(s.Reason), Expr(s.Keep)))],
        });
        return this;
    }

    /// <summary>An endpoint; events and competing events are (id, at, when or null).</summary>
    public StudyBuilder Endpoint(
        string id, string? origin, (string Id, string At, string? When)[] events, string censor, string level = "patient",
        (string Id, string At, string? When)[]? competing = null, string? atRisk = null, string lateCompeting = "counts", double? horizon = null,
        string? exact = null, string censoredAt = StudyAnalysis.Schema.Endpoint.LastContact, bool? fatalEvents = null,
        params (string Id, double Nominal, double From, double To)[] schedule)
    {
        _endpoints.Add(new Endpoint
        {
            Id = id, Label = LocalizedText.Same(id), Level = level, Origin = Maybe(origin), Censor = Expr(censor), AtRisk = Maybe(atRisk),
            AtRiskReason = LocalizedText.Same("not at risk"), Events = [.. events.Select(e => Event(e) with { IsExact = e.Id == exact, IsFatal = fatalEvents })],
            Competing = [.. (competing ?? []).Select(Event)], LateCompeting = lateCompeting, Horizon = horizon, CensoredAt = censoredAt,
            Schedule = [.. schedule.Select(v => new ScheduledVisit(v.Id, LocalizedText.Same(v.Id), v.Nominal, v.From, v.To))],
        });
        return this;
    }

    /// <summary>An analysis; <paramref name="options"/> is its JSON object without the common properties.</summary>
    public StudyBuilder Analysis(
        string id, string kind, string options = "{}", string population = "all", AnalysisRole role = AnalysisRole.Exploratory,
        string? decisive = null, string? family = null, string? landmark = null, int? firstReportableN = null, int? firstReportableEvents = null,
        double confLevel = 0.95)
    {
        using var json = JsonDocument.Parse(options);
        _analyses.Add(new AnalysisSpec
        {
            Id = id, Title = LocalizedText.Same(id), Question = LocalizedText.Same(id + "?"), Role = role, Kind = kind, Population = population,
            Decisive = decisive, Family = family, Landmark = landmark, ConfLevel = confLevel, FirstReportableN = firstReportableN,
            FirstReportableEvents = firstReportableEvents, Options = json.RootElement.Clone(), JsonPath = $"$.analyses[{_analyses.Count}]",
        });
        return this;
    }

    /// <summary>Locks the database: p values are shown at data cuts from this day on.</summary>
    public StudyBuilder LockDatabase(string date)
    {
        _lock = TableText.Day(date);
        return this;
    }

    /// <summary>The data with its definition, cut at <see cref="AsOf"/>.</summary>
    public StudyData Build()
    {
        var definition = new StudyDefinition
        {
            Folder = "", DictionaryHash = "d", PlanHash = "p", Plan = Plan(),
            Dictionary = new DataDictionary { Name = "fixture", Version = "1", Tables = [.. _tables.Select(t => t.Schema)] },
        };
        return DataCut.Apply(new StudyData(definition, [.. _tables], _asOf, 0, isSynthetic: true, "w"));
    }

    /// <summary>An analysis context on the data.</summary>
    public AnalysisContext Context(Language language = Language.English, ulong seed = 1) => new(Build(), language, seed);

    private AnalysisPlan Plan() => new()
    {
        Study = new StudyFacts { Id = "fixture", Title = LocalizedText.Same("fixture") },
        Version = "1",
        Date = new DateOnly(2026, 1, 1),
        Levels = [.. _levels],
        TimePoints = [.. _timePoints],
        Origin = _origin,
        Markers = [.. _markers],
        Derived = [.. _derived],
        Populations = [.. _populations],
        Endpoints = [.. _endpoints],
        Analyses = [.. _analyses],
        DatabaseLock = _lock,
    };

    private static SourcedExpression Expr(string source) => ExpressionParser.Parse(source, "$");

    private static SourcedExpression? Maybe(string? source) => source is null ? null : Expr(source);

    private static EventSource Event((string Id, string At, string? When) e) => new(e.Id, LocalizedText.Same(e.Id), Expr(e.At), Maybe(e.When));

    private StudyBuilder Replace(string table, Func<DataTable, DataTable> change)
    {
        var at = _tables.FindIndex(t => t.Schema.Name == table);
        _tables[at] = change(_tables[at]);
        return this;
    }
}
