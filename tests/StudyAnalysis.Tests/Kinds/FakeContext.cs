using System.Collections.Immutable;
using System.Text.Json;
using StudyAnalysis.Blocks;
using StudyAnalysis.Data;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Tests.Kinds;

/// <summary>A context made by hand: one level, one population ("all"), variables and expressions given as values per unit.</summary>
internal sealed class FakeContext : IAnalysisContext
{
    private readonly Dictionary<string, Variable> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Value[]> _expressions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TimeToEvent> _endpoints = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<int>[]> _children = new(StringComparer.Ordinal);
    private readonly HashSet<string> _absent = new(StringComparer.Ordinal);
    private readonly int _count;

    public FakeContext(int count, Language language = Language.English, AnalysisPlan? plan = null, ImmutableArray<DataTable> tables = default, DateOnly? asOf = null)
    {
        _count = count;
        Language = language;
        Definition = new StudyDefinition
        {
            Folder = "fake",
            Dictionary = new DataDictionary { Name = "fake", Version = "1", Tables = tables.IsDefault ? [] : [.. tables.Select(t => t.Schema)] },
            Plan = plan ?? Plan(),
            DictionaryHash = string.Empty,
            PlanHash = string.Empty,
        };
        Data = new StudyData(Definition, tables.IsDefault ? [] : tables, asOf ?? new DateOnly(2026, 6, 30), 0, true, string.Empty);
    }

    public StudyData Data { get; }

    public StudyDefinition Definition { get; }

    public Language Language { get; }

    public ulong Seed => 1;

    public bool AllowsInference => true;

    public static AnalysisPlan Plan() => new()
    {
        Study = new StudyFacts { Id = "fake", Title = LocalizedText.Same("Fake") },
        Version = "1",
        Date = new DateOnly(2026, 1, 1),
        Levels = [new Level("patient", "patients", LocalizedText.Of("patient", "patient"), LocalizedText.Of("patients", "patients"))],
        Populations = [new Population { Id = "all", Label = LocalizedText.Same("Everybody"), Level = "patient", Steps = [] }],
        TimePoints =
        [
            new TimePoint("t0", LocalizedText.Of("start", "début"), 0, -30, 0),
            new TimePoint("t1", LocalizedText.Of("later", "après"), 30, 21, 45),
        ],
        Markers = [new Marker { Id = "m", Label = LocalizedText.Same("Marker M"), Table = "assays", Value = new SourcedExpression(new Expression.Missing(), "v", "$") }],
        Analyses = [],
    };

    public static DataTable Table(string name, params (string Field, FieldType Type, Value[] Values)[] columns)
    {
        var fields = columns.Select(c => new FieldSchema { Name = c.Field, Type = c.Type }).ToImmutableArray();
        var rows = columns[0].Values.Length;
        return new DataTable(
            new TableSchema { Name = name, Sheet = name, Fields = fields },
            [.. columns.Select((c, i) => new Column(fields[i], c.Values, new CellReference[rows], new string?[rows]))],
            rows,
            true,
            []);
    }

    /// <summary>A table of one coded column and texts as typed: what the codes do not list is refused, as at import.</summary>
    public static DataTable Typed(string name, params (FieldSchema Field, string?[] Typed)[] columns)
    {
        var rows = columns[0].Typed.Length;
        return new DataTable(
            new TableSchema { Name = name, Sheet = name, Fields = [.. columns.Select(c => c.Field)] },
            [.. columns.Select(c => new Column(c.Field, [.. c.Typed.Select(t => Parsed(c.Field, t))], new CellReference[rows], c.Typed))],
            rows,
            true,
            []);
    }

    private static Value Parsed(FieldSchema field, string? typed) => typed switch
    {
        null => Value.Missing("not stated"),
        _ when field.Codes.Any(c => c.Value == typed) => Value.Of(typed),
        _ when field.Codes.IsEmpty && double.TryParse(typed, System.Globalization.CultureInfo.InvariantCulture, out var number) => Value.Of(number),
        _ => Value.Missing("refused at import"),
    };

    public FakeContext Numbers(string reference, params double?[] values) => Values(reference, [.. values.Select(v => v is { } x ? Value.Of(x) : Value.Missing())]);

    public FakeContext Values(string reference, Value[] values, bool log2 = false, string? unit = null)
    {
        _variables[reference] = new Variable
        {
            Reference = reference, Label = "L:" + reference, Unit = unit, Type = VariableType.Numeric, IsLog2 = log2, Values = [.. values],
        };
        return this;
    }

    public FakeContext Codes(string reference, bool ordered, string[] codes, params string?[] values)
    {
        _variables[reference] = new Variable
        {
            Reference = reference,
            Label = "L:" + reference,
            Type = ordered ? VariableType.Ordered : VariableType.Nominal,
            Categories = [.. codes.Select(c => new Code(c, LocalizedText.Same(c.ToUpperInvariant()), [], null, false))],
            Values = [.. values.Select(v => v is null ? Value.Missing() : Value.Of(v))],
        };
        return this;
    }

    public FakeContext Truths(string reference, params bool?[] values)
    {
        _variables[reference] = new Variable
        {
            Reference = reference, Label = "L:" + reference, Type = VariableType.Truth, Values = [.. Truths(values)],
        };
        return this;
    }

    public FakeContext Dates(string reference, params DateOnly?[] values)
    {
        _variables[reference] = new Variable
        {
            Reference = reference, Label = "L:" + reference, Type = VariableType.Date,
            Values = [.. values.Select(v => v is { } d ? Value.Of(d) : Value.Missing())],
        };
        return this;
    }

    public FakeContext Expression(string source, params bool?[] values) => ExpressionValues(source, [.. Truths(values)]);

    public FakeContext ExpressionValues(string source, params Value[] values)
    {
        _expressions[source] = values;
        return this;
    }

    public FakeContext WithEndpoint(TimeToEvent endpoint)
    {
        _endpoints[endpoint.Endpoint.Id] = endpoint;
        return this;
    }

    public FakeContext Children(string table, params ImmutableArray<int>[] rows)
    {
        _children[table] = rows;
        return this;
    }

    public FakeContext Absent(string reference)
    {
        _absent.Add(reference);
        return this;
    }

    public AnalysisUnits Units(string population)
    {
        var found = Definition.Plan.Populations.First(p => p.Id == population);
        return new AnalysisUnits
        {
            Level = Definition.Plan.Levels.First(l => l.Id == found.Level),
            Label = found.Label.In(Language),
            Rows = [.. Enumerable.Range(0, _count)],
            PatientRows = [.. Enumerable.Range(0, _count)],
            Total = _count,
            Excluded = [],
        };
    }

    public Variable Variable(string reference, AnalysisUnits units)
    {
        var all = _variables[reference];
        return all with { Values = [.. units.Rows.Select(r => all.Values[r])] };
    }

    public string? Unavailable(string reference, string level) => _absent.Contains(reference) ? "the sheet is absent" : null;

    public TimeToEvent Endpoint(string endpoint, AnalysisUnits units, bool scheduled = true) => _endpoints[endpoint];

    public ImmutableArray<Value> Evaluate(SourcedExpression expression, string table, ImmutableArray<int> rows) =>
        [.. rows.Select(r => _expressions[expression.Source][r])];

    public SourcedExpression Parse(string source, string table, string jsonPath) => new(new Expression.Missing(), source, jsonPath);

    public ImmutableArray<int> ChildRows(string parentTable, int parentRow, string childTable) => _children[childTable][parentRow];

    /// <summary>Runs a kind on options written as JSON.</summary>
    public AnalysisResult Run(string kind, string options, AnalysisRole role = AnalysisRole.Exploratory)
    {
        using var json = JsonDocument.Parse(options);
        return AllKinds.All[kind].Analyze(this, new AnalysisSpec
        {
            Id = "an",
            Title = LocalizedText.Same("Title"),
            Question = LocalizedText.Same("Question?"),
            Role = role,
            Kind = kind,
            Population = "all",
            Decisive = "true",
            Options = json.RootElement.Clone(),
            JsonPath = "$.analyses[0]",
        });
    }

    /// <summary>The content of a result as its section composes it.</summary>
    public static ResultContent Compose(AnalysisResult result) => AllKinds.Sections[result.Kind].Compose(result);

    /// <summary>A text with its numbers in full precision, for comparing words.</summary>
    public static string Words(RichText text) => string.Concat(text.Inlines.Select(i => i switch
    {
        Inline.Text t => t.Content,
        Inline.Strong s => s.Content,
        Inline.Code c => c.Content,
        Inline.Reference r => r.Content,
        Inline.Number n => "[" + (n.Statistic.Value.IsEstimable ? n.Statistic.Value.ToString() : "?") + "]",
        _ => string.Empty,
    }));

    private static IEnumerable<Value> Truths(bool?[] values) => values.Select(v => v is { } b ? Value.Of(b) : Value.Missing());
}
