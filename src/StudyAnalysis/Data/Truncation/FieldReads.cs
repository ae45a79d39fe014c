using StudyAnalysis.Schema;

namespace StudyAnalysis.Data.Truncation;

/// <summary>A field of a table.</summary>
internal readonly record struct FieldName(string Table, string Field);

/// <summary>Which fields of a row, or of the rows above it, an expression reads. Derived variables are followed; rows below are not.</summary>
internal sealed class FieldReads(ExpressionEvaluator evaluator)
{
    /// <summary>Fields whose value can become the value of the expression, or a term of it: not those that only decide.</summary>
    public HashSet<FieldName> Passed(SourcedExpression? expression, string table) => Collect(expression, table, withConditions: false);

    /// <summary>All fields read.</summary>
    public HashSet<FieldName> Read(SourcedExpression? expression, string table) => Collect(expression, table, withConditions: true);

    /// <summary>The field that an expression is, or null when it is anything else.</summary>
    public FieldName? Bare(SourcedExpression? expression, string table) =>
        expression?.Root is Expression.Name { Field: not "asOf" } name && evaluator.FindDerived(name.Table ?? table, name.Field) is null
            ? new FieldName(name.Table ?? table, name.Field)
            : null;

    /// <summary>The expression behind the names of derived variables: itself when it is no such name.</summary>
    public (Expression Root, string Table) Resolve(Expression expression, string table)
    {
        while (expression is Expression.Name name && evaluator.FindDerived(name.Table ?? table, name.Field) is { } derived)
        {
            (expression, table) = (derived.Variable.Expression.Root, name.Table ?? table);
        }

        return (expression, table);
    }

    /// <summary>Whether an expression holds a condition, so that "missing" can mean that it was not fulfilled.</summary>
    public bool IsConditional(Expression expression, string table)
    {
        var (root, owner) = Resolve(expression, table);
        return root switch
        {
            Expression.Conditional => true,
            Expression.Aggregate aggregate => aggregate.Where is not null,
            Expression.Unary unary => IsConditional(unary.Operand, owner),
            Expression.Binary binary => IsConditional(binary.Left, owner) || IsConditional(binary.Right, owner),
            Expression.Call call => call.Arguments.Any(a => IsConditional(a, owner)),
            _ => false,
        };
    }

    private HashSet<FieldName> Collect(SourcedExpression? expression, string table, bool withConditions)
    {
        var fields = new HashSet<FieldName>();
        if (expression is not null)
        {
            Walk(expression.Root, table, withConditions, fields);
        }

        return fields;
    }

    private void Walk(Expression expression, string table, bool withConditions, HashSet<FieldName> fields)
    {
        switch (expression)
        {
            case Expression.Name name:
                WalkName(name, table, withConditions, fields);
                break;
            case Expression.Unary unary when withConditions || unary.Operator == UnaryOperator.Negate:
                Walk(unary.Operand, table, withConditions, fields);
                break;
            case Expression.Binary binary when withConditions || IsArithmetic(binary.Operator):
                Walk(binary.Left, table, withConditions, fields);
                Walk(binary.Right, table, withConditions, fields);
                break;
            case Expression.In choice when withConditions:
                Walk(choice.Operand, table, withConditions, fields);
                break;
            case Expression.IsMissing missing when withConditions:
                Walk(missing.Operand, table, withConditions, fields);
                break;
            case Expression.Conditional conditional:
                WalkConditional(conditional, table, withConditions, fields);
                break;
            case Expression.Call call:
                call.Arguments.ToList().ForEach(a => Walk(a, table, withConditions, fields));
                break;
            default:
                break;
        }
    }

    private void WalkName(Expression.Name name, string table, bool withConditions, HashSet<FieldName> fields)
    {
        var owner = name.Table ?? table;
        if (evaluator.FindDerived(owner, name.Field) is { } derived)
        {
            Walk(derived.Variable.Expression.Root, owner, withConditions, fields);
        }
        else if (name is not { Table: null, Field: "asOf" })
        {
            fields.Add(new FieldName(owner, name.Field));
        }
    }

    private void WalkConditional(Expression.Conditional conditional, string table, bool withConditions, HashSet<FieldName> fields)
    {
        if (withConditions)
        {
            Walk(conditional.Condition, table, withConditions, fields);
        }

        Walk(conditional.Then, table, withConditions, fields);
        Walk(conditional.Else, table, withConditions, fields);
    }

    private static bool IsArithmetic(BinaryOperator op) =>
        op is BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.Divide;
}
