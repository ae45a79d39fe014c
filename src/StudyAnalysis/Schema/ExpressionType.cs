using System.Collections.Immutable;

namespace StudyAnalysis.Schema;

/// <summary>What an expression gives.</summary>
internal enum ExpressionKind
{
    /// <summary>Missing, or unknown because of a fault already reported: fits everywhere.</summary>
    Any,

    Number,

    Text,

    Truth,

    Date,
}

/// <summary>Type of an expression; of texts also the codes it can give, empty when it can be any text.</summary>
internal sealed record ExpressionType(ExpressionKind Kind, ImmutableArray<string> Codes)
{
    public static ExpressionType Any { get; } = new(ExpressionKind.Any, []);

    public static ExpressionType Number { get; } = new(ExpressionKind.Number, []);

    public static ExpressionType Text { get; } = new(ExpressionKind.Text, []);

    public static ExpressionType Truth { get; } = new(ExpressionKind.Truth, []);

    public static ExpressionType Date { get; } = new(ExpressionKind.Date, []);

    public static ExpressionType Of(FieldType type, ImmutableArray<Code> codes) => type switch
    {
        FieldType.Text => new ExpressionType(ExpressionKind.Text, [.. codes.Select(c => c.Value)]),
        FieldType.Integer or FieldType.Number or FieldType.Year => Number,
        FieldType.Boolean => Truth,
        _ => Date,
    };

    public static string Describe(ExpressionKind kind) => kind switch
    {
        ExpressionKind.Number => "a number",
        ExpressionKind.Text => "a text",
        ExpressionKind.Truth => "true or false",
        ExpressionKind.Date => "a date",
        _ => "anything",
    };
}
