using StudyAnalysis.Schema;

namespace StudyAnalysis.Data;

/// <summary>Whether an expression can have a value at all in this workbook, given the optional sheets and columns left out.</summary>
/// <remarks>Not available is what can only be missing: a comparison or sum with an absent field is, <c>min(a, absent)</c> and
/// <c>a or absent</c> are not. <c>absent is missing</c> says nothing of the patients, and counts as not available as well.</remarks>
public sealed class Availability
{
    // The word "missing" never gives a value either, but nothing of the workbook is to blame.
    private const string Never = "";

    private readonly ExpressionEvaluator _evaluator;
    private readonly Language _language;

    /// <summary>Availability in the workbook of an evaluator, with reasons in its language.</summary>
    public Availability(ExpressionEvaluator evaluator)
    {
        _evaluator = evaluator;
        _language = evaluator.Language;
    }

    private StudyData Data => _evaluator.Data;

    /// <summary>Why an expression cannot have a value, or null when it can.</summary>
    public string? Of(SourcedExpression? expression, string table) => expression is null ? null : Blame(Reason(expression.Root, table));

    /// <summary>Why a marker cannot have a value, or null when it can.</summary>
    public string? OfMarker(string marker) => Blame(MarkerReason(Data.Definition.Plan.Markers.First(m => m.Id == marker)));

    /// <summary>Why an endpoint cannot be had, or null when it can.</summary>
    public string? OfEndpoint(Endpoint endpoint)
    {
        var table = Data.Definition.Plan.LevelOf(endpoint.Level).Table;
        return OfTable(table) ?? Of(endpoint.AtRisk, table) ?? Of(endpoint.Origin, table) ?? Of(endpoint.Censor, table)
            ?? OfAll(endpoint.Events, table) ?? OfAll(endpoint.Competing, table);
    }

    /// <summary>Why a population cannot be had, or null when it can.</summary>
    public string? OfPopulation(Population population)
    {
        var plan = Data.Definition.Plan;
        var table = plan.LevelOf(population.Level).Table;
        return (population.From is null ? null : OfPopulation(plan.Populations.First(p => p.Id == population.From)))
            ?? OfTable(table)
            ?? population.Steps.Select(s => Of(s.Keep, table)).FirstOrDefault(r => r is not null);
    }

    /// <summary>Why a table is absent, or null when it is there.</summary>
    public string? OfTable(string table) => Data[table].IsPresent ? null : AbsentTable(Data[table].Schema, _language);

    internal static string AbsentTable(TableSchema table, Language language) => language.Pick(
        $"the sheet “{table.Sheet}” is not in the workbook", $"la feuille « {table.Sheet} » n'est pas dans le classeur");

    private static string? Blame(string? reason) => reason == Never ? null : reason;

    private string? OfAll(IEnumerable<EventSource> sources, string table) =>
        Blame(All(sources.Select(s => Reason(s.At.Root, table) ?? (s.When is null ? null : Reason(s.When.Root, table)))));

    private string? Reason(Expression? expression, string table) => expression switch
    {
        Expression.Missing => Never,
        Expression.Name name => NameReason(name, table),
        Expression.MarkerAt marker => MarkerReason(Data.Definition.Plan.Markers.First(m => m.Id == marker.Marker)),
        Expression.Unary unary => Reason(unary.Operand, table),
        Expression.Binary { Operator: BinaryOperator.And or BinaryOperator.Or } binary =>
            All([Reason(binary.Left, table), Reason(binary.Right, table)]),
        Expression.Binary binary => Any([Reason(binary.Left, table), Reason(binary.Right, table)]),
        Expression.In choice => Reason(choice.Operand, table),
        Expression.IsMissing missing => Reason(missing.Operand, table),
        Expression.Conditional c => Blame(Reason(c.Condition, table)) ?? All([Reason(c.Then, table), Reason(c.Else, table)]),
        Expression.Call { Function: ScalarFunction.Min or ScalarFunction.Max } call => All(call.Arguments.Select(a => Reason(a, table))),
        Expression.Call call => Any(call.Arguments.Select(a => Reason(a, table))),
        Expression.Aggregate aggregate => AggregateReason(aggregate, table),
        _ => null,
    };

    private string? NameReason(Expression.Name name, string table)
    {
        if (name is { Table: null, Field: "asOf" })
        {
            return null;
        }

        var owner = Data[name.Table ?? table];
        if (_evaluator.FindDerived(owner.Schema.Name, name.Field) is { } derived)
        {
            return Reason(derived.Variable.Expression.Root, owner.Schema.Name);
        }

        if (!owner.IsPresent)
        {
            return AbsentTable(owner.Schema, _language);
        }

        return owner.AbsentFields.Contains(name.Field) ? AbsentColumn(owner.Schema, owner.Schema.Find(name.Field)!) : null;
    }

    private string AbsentColumn(TableSchema table, FieldSchema field)
    {
        var title = field.Title.IsEmpty ? field.Headers.FirstOrDefault(field.Name) : field.Title.In(_language);
        return _language.Pick(
            $"the column “{title}” of the sheet “{table.Sheet}” is not in the workbook",
            $"la colonne « {title} » de la feuille « {table.Sheet} » n'est pas dans le classeur");
    }

    private string? MarkerReason(Marker marker) =>
        OfTable(marker.Table) ?? Any(
            new[] { marker.Value, marker.Where, marker.TimePoint, marker.Date }.Select(e => e is null ? null : Reason(e.Root, marker.Table)));

    private string? AggregateReason(Expression.Aggregate aggregate, string table) =>
        OfTable(aggregate.Table)
        ?? Any([
            Reason(aggregate.Of, aggregate.Table), Reason(aggregate.Where, aggregate.Table),
            Reason(aggregate.By, aggregate.Table), Reason(aggregate.Near, table)]);

    private static string? Any(IEnumerable<string?> reasons)
    {
        var found = reasons.OfType<string>().ToList();
        return found.Find(r => r != Never) ?? found.FirstOrDefault();
    }

    private static string? All(IEnumerable<string?> reasons)
    {
        var all = reasons.ToList();
        return all.Count > 0 && all.TrueForAll(r => r is not null) ? Any(all) : null;
    }
}
