using System.Collections.Immutable;
using System.Text.Json;

namespace StudyAnalysis.Schema;

/// <summary>Checks one text that refers to something, by what its schema says it is.</summary>
internal sealed class ReferenceChecker(DefinitionNames names)
{
    private const string File = "plan.json";

    private readonly ExpressionChecker _expressions = new(names);
    private readonly Identifiers _identifiers = new(names);

    /// <summary>Faults of a reference; empty when it is in order.</summary>
    /// <param name="text">The reference.</param>
    /// <param name="level">Level of the analysis it belongs to, or null outside analyses.</param>
    public ImmutableArray<DefinitionProblem> Check(FormattedText text, string? level)
    {
        var problems = Meant(text, level);
        return problems.IsEmpty && NamesSomebody(text, level) ? [Problem(text, $"\"{text.Text}\", which names patients", "a variable that names nobody: values of this one would stand in the report")] : problems;
    }

    private ImmutableArray<DefinitionProblem> Meant(FormattedText text, string? level) => text.Format switch
    {
        "analysis" => Known(text, "an analysis", names.Plan.Analyses.Select(a => a.Id)),
        "population" => Known(text, "a population", names.Plan.Populations.Select(p => p.Id)),
        "timePoint" => Known(text, "a time point", names.Plan.TimePoints.Select(t => t.Id)),
        "marker" => Known(text, "a marker", names.Plan.Markers.Select(m => m.Id)),
        "table" => Known(text, "a table", names.Tables),
        "childTable" => ChildTable(text, level),
        "endpoint" => Endpoint(text, level),
        "markerField" => Field(text, names.Plan.Markers.FirstOrDefault(m => m.Id == Around(text, "marker"))?.Table),
        "rowField" => Field(text, Around(text, "table")),
        "rowDateField" => DateField(text, Around(text, "table")),
        "rowCondition" => Expressed(text, Around(text, "table"), ExpressionKind.Truth),
        "variable" or "clusterVariable" => Variable(text, level is null ? null : names.TableOf(level)),
        "scaledVariable" or "dateVariable" or "termVariable" or "groupVariable" or "orderedGroupVariable" => Typed(text, level is null ? null : names.TableOf(level)),
        "condition" => Expressed(text, level is null ? null : names.TableOf(level), ExpressionKind.Truth),
        "dateExpression" => Expressed(text, level is null ? null : names.TableOf(level), ExpressionKind.Date),
        _ => throw new ArgumentOutOfRangeException(nameof(text), text.Format, "unknown format"),
    };

    // A cluster is only counted; whatever else is named here shows its values.
    private bool NamesSomebody(FormattedText text, string? level) => text.Format switch
    {
        "rowField" => _identifiers.Names(Around(text, "table"), text.Text),
        "markerField" => _identifiers.Names(names.Plan.Markers.FirstOrDefault(m => m.Id == Around(text, "marker"))?.Table, text.Text),
        "variable" or "scaledVariable" or "termVariable" or "groupVariable" or "orderedGroupVariable" =>
            level is not null && ExpressionParser.TryParse(text.Text, text.JsonPath, out var expression, out _)
            && expression.Root is Expression.Name name && _identifiers.Names(name.Table ?? names.TableOf(level), name.Field),
        _ => false,
    };

    private ImmutableArray<DefinitionProblem> Endpoint(FormattedText text, string? level)
    {
        if (names.Plan.Endpoints.FirstOrDefault(e => e.Id == text.Text) is not { } endpoint)
        {
            return Known(text, "an endpoint", names.Plan.Endpoints.Select(e => e.Id));
        }

        return level is null || endpoint.Level == level
            ? []
            : [Problem(text, $"\"{text.Text}\" of level {endpoint.Level}", $"an endpoint of level {level}, as the population")];
    }

    private ImmutableArray<DefinitionProblem> Field(FormattedText text, string? table) =>
        table is not null && names.Dictionary.Find(table) is { } schema ? Known(text, $"a field of {table}", schema.Fields.Select(f => f.Name)) : [];

    private ImmutableArray<DefinitionProblem> DateField(FormattedText text, string? table)
    {
        var unknown = Field(text, table);
        return unknown.IsEmpty && table is not null && VariableScale.Of(names, text.Text, table) is { } scale && scale.Refusal("dateVariable", null) is { } allowed
            ? [Problem(text, $"\"{text.Text}\", {scale.Description}", allowed)]
            : unknown;
    }

    // Rows of a table are counted per unit only where they belong to one.
    private ImmutableArray<DefinitionProblem> ChildTable(FormattedText text, string? level)
    {
        var unknown = Known(text, "a table", names.Tables);
        if (!unknown.IsEmpty || level is null || names.TableOf(level) is not { } table || names.HoldsRowsOf(table, text.Text))
        {
            return unknown;
        }

        return [Problem(text, $"\"{text.Text}\", whose rows belong to no {level}", $"a table with rows of the population's units: {string.Join(", ", names.DescendantsOf(table).Prepend(table))}")];
    }

    private ImmutableArray<DefinitionProblem> Expressed(FormattedText text, string? table, ExpressionKind wanted)
    {
        if (table is null || names.Dictionary.Find(table) is null)
        {
            return [];
        }

        return ExpressionParser.TryParse(text.Text, text.JsonPath, out var expression, out var problem)
            ? _expressions.Check(expression, table, wanted)
            : [problem];
    }

    // A variable is a name, not a whole expression. A marker belongs to the patient of a unit at any level.
    private ImmutableArray<DefinitionProblem> Variable(FormattedText text, string? table)
    {
        if (table is null)
        {
            return [];
        }

        if (!ExpressionParser.TryParse(text.Text, text.JsonPath, out var expression, out _)
            || expression.Root is (not (Expression.Name or Expression.MarkerAt)) or Expression.Name { Table: null, Field: "asOf" })
        {
            return [Problem(text, $"\"{text.Text}\"", "a variable: a field or derived variable, table.field of a parent, or marker@timePoint")];
        }

        return _expressions.Check(expression, expression.Root is Expression.MarkerAt ? names.PatientTable : table);
    }

    private ImmutableArray<DefinitionProblem> Typed(FormattedText text, string? table)
    {
        var unknown = Variable(text, table);
        return table is null || !unknown.IsEmpty || VariableScale.Of(names, text.Text, table) is not { } scale || scale.Refusal(text.Format, Around(text, "as")) is not { } allowed
            ? unknown
            : [Problem(text, $"\"{text.Text}\", {scale.Description}", allowed)];
    }

    private static string? Around(FormattedText text, string name) => text.Around.Reverse()
        .Where(o => o.ValueKind == JsonValueKind.Object)
        .Select(o => o.TextOrNull(name)).FirstOrDefault(found => found is not null);

    private static ImmutableArray<DefinitionProblem> Known(FormattedText text, string what, IEnumerable<string> allowed) =>
        allowed.Contains(text.Text) ? [] : [Problem(text, $"\"{text.Text}\"", $"{what}: {Nearest.Suggest(text.Text, allowed)}")];

    private static DefinitionProblem Problem(FormattedText text, string found, string allowed) => new(File, text.JsonPath, found, allowed);
}
