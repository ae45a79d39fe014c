using System.Collections.Immutable;

namespace StudyAnalysis.Schema;

/// <summary>What the values of a variable can be used for: what type they have, and whether their codes have an order.</summary>
/// <param name="Type">Type of the field or derived variable.</param>
/// <param name="Codes">Its codes.</param>
/// <param name="IsOrdered">Whether the definition says that its codes are ordered.</param>
/// <param name="IsMeasured">Whether its numbers are measured, so that every unit may have one of its own: they have a unit, or are those of a marker.</param>
internal sealed record VariableScale(FieldType Type, ImmutableArray<Code> Codes, bool IsOrdered, bool IsMeasured)
{
    /// <summary>The most groups that a table or a figure can show.</summary>
    public const int MostGroups = 12;

    private const string Scaled = "a number, a date, yes/no, or codes with \"ordered\": true";

    /// <summary>What stands there, for a message.</summary>
    public string Description => (Type, Codes.IsEmpty, IsOrdered) switch
    {
        (FieldType.Boolean, _, _) => "a yes/no",
        (FieldType.Date or FieldType.DateTime or FieldType.YearMonth, _, _) => "a date",
        (_, false, true) => "ordered codes",
        (_, false, false) => "codes without an order",
        (FieldType.Text, true, _) => "a text",
        _ => "a number",
    };

    /// <summary>Whether its values are numbers, of any scale.</summary>
    public bool IsNumber => !IsCategory && !IsDate && Type != FieldType.Boolean;

    private bool IsCategory => Type == FieldType.Text || !Codes.IsEmpty;

    private bool IsDate => Type is FieldType.Date or FieldType.DateTime or FieldType.YearMonth;

    /// <summary>The scale of a variable of rows of a table; null when there is no such variable.</summary>
    public static VariableScale? Of(DefinitionNames names, string variable, string table)
    {
        if (!ExpressionParser.TryParse(variable, "$", out var expression, out _))
        {
            return null;
        }

        if (expression.Root is not Expression.Name name)
        {
            return new VariableScale(FieldType.Number, [], false, IsMeasured: true);
        }

        var owner = name.Table ?? table;
        if (names.Dictionary.Find(owner)?.Find(name.Field) is { } field)
        {
            return new VariableScale(field.Type, field.Codes, field.Ordered, field.Unit is not null && field.Codes.IsEmpty);
        }

        return names.FindDerived(owner, name.Field) is >= 0 and var at
            ? OfDerived(names.Plan.Derived[at])
            : null;
    }

    /// <summary>What is allowed in its place; null when it fits.</summary>
    /// <param name="format">What the schema says the place takes.</param>
    /// <param name="enteredAs">How a model's term enters ("log2", "score", "category"), or null.</param>
    public string? Refusal(string format, string? enteredAs) => (format, enteredAs) switch
    {
        ("scaledVariable", _) => HasOrder ? null : Scaled,
        ("groupVariable", _) => GroupRefusal,
        ("orderedGroupVariable", _) => GroupRefusal ?? (HasOrder ? null : "groups in an order: codes with \"ordered\": true, yes/no, or numbers of few values"),
        ("dateVariable", _) => IsDate ? null : "a date",
        ("termVariable", "log2") => IsCategory || IsDate || Type == FieldType.Boolean ? "a number, of which a logarithm can be taken" : null,
        ("termVariable", "score") => HasOrder || Codes.Length == 2 || (!Codes.IsEmpty && Codes.All(c => c.Score is not null)) ? null : Scaled + ", or two codes, or codes that each have a \"score\"",
        ("termVariable", "category") => IsCategory || Type == FieldType.Boolean ? null : "codes or yes/no",
        _ => null,
    };

    private static VariableScale OfDerived(DerivedVariable derived) =>
        new(derived.Type, derived.Codes, derived.Ordered, derived.Unit is not null && derived.Codes.IsEmpty);

    private string? GroupRefusal => IsDate || IsMeasured ? "groups: codes, yes/no, or numbers of few values"
        : Codes.Length > MostGroups ? $"at most {MostGroups} groups; the dictionary has {Codes.Length} codes"
        : null;

    private bool HasOrder => !IsCategory || (IsOrdered && !Codes.IsEmpty);
}
