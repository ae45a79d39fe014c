using System.Collections.Immutable;
using StudyAnalysis.Data;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Engine;

/// <summary>What the analyses of one run see: one evaluator for all, so that nothing is computed twice.</summary>
/// <remarks>Not for use by several threads at a time.</remarks>
public sealed class AnalysisContext : IAnalysisContext
{
    private readonly ExpressionEvaluator _evaluator;
    private readonly Availability _availability;
    private readonly VariableReader _variables;
    private readonly PopulationReader _populations;
    private readonly EndpointReader _endpoints;

    /// <summary>A context.</summary>
    /// <param name="data">The data, cut.</param>
    /// <param name="language">Language of labels, reasons and sentences.</param>
    /// <param name="seed">Seed of random methods.</param>
    public AnalysisContext(StudyData data, Language language, ulong seed)
    {
        Data = data;
        Language = language;
        Seed = seed;
        _evaluator = new ExpressionEvaluator(data, language);
        _availability = new Availability(_evaluator);
        _variables = new VariableReader(_evaluator);
        _populations = new PopulationReader(_evaluator);
        _endpoints = new EndpointReader(_evaluator);
    }

    /// <inheritdoc/>
    public StudyData Data { get; }

    /// <inheritdoc/>
    public StudyDefinition Definition => Data.Definition;

    /// <inheritdoc/>
    public Language Language { get; }

    /// <inheritdoc/>
    public ulong Seed { get; }

    /// <inheritdoc/>
    public bool AllowsInference => Definition.Plan.AllowsInference(Data.AsOf);

    /// <inheritdoc/>
    public AnalysisUnits Units(string population) => _populations.Read(population);

    /// <inheritdoc/>
    public Variable Variable(string reference, AnalysisUnits units) => _variables.Read(reference, units);

    /// <inheritdoc/>
    public ImmutableArray<MarkerReading> Marker(string marker, string timePoint, AnalysisUnits units)
    {
        var readings = _evaluator.Markers.Read(marker, timePoint);
        return [.. units.PatientRows.Select(p => readings[p])];
    }

    /// <inheritdoc/>
    public string? Unavailable(string reference, string level)
    {
        var plan = Definition.Plan;
        if (plan.Endpoints.FirstOrDefault(e => e.Id == reference) is { } endpoint)
        {
            return _availability.OfEndpoint(endpoint);
        }

        if (plan.Populations.FirstOrDefault(p => p.Id == reference) is { } population)
        {
            return _availability.OfPopulation(population);
        }

        var table = TableOf(level);
        if (!_variables.IsVariable(reference, table))
        {
            return plan.Markers.Any(m => m.Id == reference) ? _availability.OfMarker(reference)
                : Definition.Dictionary.Find(reference) is not null ? _availability.OfTable(reference)
                : UnavailableExpression(reference, table);
        }

        return UnavailableExpression(reference, table);
    }

    /// <inheritdoc/>
    public TimeToEvent Endpoint(string endpoint, AnalysisUnits units, bool scheduled = true) => _endpoints.Read(endpoint, units, scheduled);

    /// <inheritdoc/>
    public ImmutableArray<Value> Evaluate(SourcedExpression expression, string table, ImmutableArray<int> rows) =>
        _evaluator.Evaluate(expression, table, rows);

    /// <inheritdoc/>
    public SourcedExpression Parse(string source, string table, string jsonPath)
    {
        var expression = ExpressionParser.Parse(source, jsonPath);
        // Compiling looks up every name, so that a wrong one fails here and not at some row.
        _ = _evaluator.Compile(expression.Root, table);
        return expression;
    }

    /// <inheritdoc/>
    public ImmutableArray<int> ChildRows(string parentTable, int parentRow, string childTable) =>
        _evaluator.Graph.ChildRows(parentTable, parentRow, childTable);

    internal string? Unavailable(OptionReference reference, string level) => reference.Kind switch
    {
        ReferenceKind.Variable or ReferenceKind.Cluster => UnavailableExpression(reference.Reference, TableOf(level)),
        ReferenceKind.Marker => _availability.OfMarker(reference.Reference),
        ReferenceKind.Endpoint => _availability.OfEndpoint(Definition.Plan.Endpoints.First(e => e.Id == reference.Reference)),
        ReferenceKind.Population => UnavailablePopulation(reference.Reference),
        ReferenceKind.Table => _availability.OfTable(reference.Reference),
        _ => null,
    };

    internal string? UnavailablePopulation(string population) =>
        _availability.OfPopulation(Definition.Plan.Populations.First(p => p.Id == population));

    private string? UnavailableExpression(string source, string table) =>
        _availability.Of(ExpressionParser.Parse(source, "$"), table);

    private string TableOf(string level) => Definition.Plan.LevelOf(level).Table;
}
