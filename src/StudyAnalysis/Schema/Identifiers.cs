namespace StudyAnalysis.Schema;

/// <summary>Finds what names patients: a pseudonym or worse, a key that holds it, and derived variables whose value it can become.</summary>
internal sealed class Identifiers(DefinitionNames names)
{
    /// <summary>Whether the values of a field or derived variable name patients.</summary>
    /// <param name="table">Table of the rows; null: not known, so that nothing can be said.</param>
    /// <param name="name">Field or derived variable.</param>
    public bool Names(string? table, string name) => Names(table, name, names.Plan.Derived.Length);

    // A derived variable uses earlier ones; in a plan that breaks this, looking no later keeps the search finite.
    private bool Names(string? table, string name, int before)
    {
        if (table is null || names.Dictionary.Find(table) is not { } schema)
        {
            return false;
        }

        if (names.FindDerived(table, name) is >= 0 and var at)
        {
            return at < before && IsPassed(names.Plan.Derived[at].Expression.Root, table, at);
        }

        return schema.Find(name) is { Role: FieldRole.Pseudonym or FieldRole.DirectIdentifier }
            || schema.ForeignKeys.Any(k => k.Fields.IndexOf(name) is >= 0 and var i && i < k.TargetFields.Length && k.Table != table && Names(k.Table, k.TargetFields[i], before));
    }

    // Conditions and counts only decide; what they read is not shown.
    private bool IsPassed(Expression expression, string table, int before) => expression switch
    {
        Expression.Name name => Names(name.Table ?? table, name.Field, before),
        Expression.Conditional choice => IsPassed(choice.Then, table, before) || IsPassed(choice.Else, table, before),
        Expression.Unary unary => IsPassed(unary.Operand, table, before),
        Expression.Binary { Operator: BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.Divide } binary =>
            IsPassed(binary.Left, table, before) || IsPassed(binary.Right, table, before),
        Expression.Call call => call.Arguments.Any(a => IsPassed(a, table, before)),
        Expression.Aggregate { Of: { } value } aggregate => IsPassed(value, aggregate.Table, before),
        _ => false,
    };
}
