using System.Globalization;

namespace StudyAnalysis.Data;

/// <summary>What a value is.</summary>
public enum ValueKind
{
    /// <summary>Nothing there, with a reason.</summary>
    Missing,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A text or code.</summary>
    Text,

    /// <summary>True or false.</summary>
    Truth,

    /// <summary>A date, with or without time of day.</summary>
    Date,
}

/// <summary>How a number relates to the limits of quantification.</summary>
public enum Qualifier
{
    /// <summary>As measured (=).</summary>
    Exact,

    /// <summary>Below the lower limit; the number is the limit.</summary>
    BelowLimit,

    /// <summary>Above the upper limit; the number is the limit.</summary>
    AboveLimit,
}

/// <summary>One value of a study: a number (with qualifier), text, truth, date, or missing with its reason.</summary>
public readonly record struct Value
{
    private readonly double _number;
    private readonly string? _text;

    private Value(ValueKind kind, double number, string? text, Qualifier qualifier)
    {
        Kind = kind;
        _number = number;
        _text = text;
        Qualifier = qualifier;
    }

    /// <summary>What it is. The default value is missing without a reason.</summary>
    public ValueKind Kind { get; }

    /// <summary>Relation to the limits of quantification; Exact for everything but numbers.</summary>
    public Qualifier Qualifier { get; }

    /// <summary>Whether there is nothing.</summary>
    public bool IsMissing => Kind == ValueKind.Missing;

    /// <summary>The number; of a truth 0 or 1; of a date the days since 1970-01-01 with the fraction of the day.</summary>
    /// <exception cref="InvalidOperationException">The value is text or missing.</exception>
    public double Number => Kind is ValueKind.Number or ValueKind.Truth or ValueKind.Date ? _number : throw Wrong("number");

    /// <summary>The text or code.</summary>
    /// <exception cref="InvalidOperationException">The value is not text.</exception>
    public string Text => Kind == ValueKind.Text ? _text! : throw Wrong("text");

    /// <summary>True or false.</summary>
    /// <exception cref="InvalidOperationException">The value is not a truth.</exception>
    public bool Truth => Kind == ValueKind.Truth ? _number != 0 : throw Wrong("true or false");

    /// <summary>The date with its time of day, to the millisecond.</summary>
    /// <exception cref="InvalidOperationException">The value is not a date.</exception>
    public DateTime Date => Kind == ValueKind.Date
        ? DateTime.UnixEpoch.AddMilliseconds(Math.Round(_number * 86_400_000))
        : throw Wrong("date");

    /// <summary>The calendar day.</summary>
    /// <exception cref="InvalidOperationException">The value is not a date.</exception>
    public DateOnly Day => DateOnly.FromDateTime(Date);

    /// <summary>Why it is missing; empty when it is not, or when nobody said.</summary>
    public string MissingReason => Kind == ValueKind.Missing ? _text ?? string.Empty : string.Empty;

    /// <summary>Missing, for a reason.</summary>
    public static Value Missing(string reason = "") => new(ValueKind.Missing, 0, reason, Qualifier.Exact);

    /// <summary>A number.</summary>
    public static Value Of(double number, Qualifier qualifier = Qualifier.Exact) => new(ValueKind.Number, number, null, qualifier);

    /// <summary>A text or code.</summary>
    public static Value Of(string text) => new(ValueKind.Text, 0, text, Qualifier.Exact);

    /// <summary>True or false.</summary>
    public static Value Of(bool truth) => new(ValueKind.Truth, truth ? 1 : 0, null, Qualifier.Exact);

    /// <summary>A calendar date.</summary>
    public static Value Of(DateOnly day) => OfDays(day.DayNumber - EpochDay);

    /// <summary>A date with time of day.</summary>
    public static Value Of(DateTime date) => OfDays((date.Ticks - DateTime.UnixEpoch.Ticks) / (double)TimeSpan.TicksPerDay);

    /// <summary>A date given in days since 1970-01-01.</summary>
    public static Value OfDays(double days) => new(ValueKind.Date, days, null, Qualifier.Exact);

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        ValueKind.Missing => "missing",
        ValueKind.Text => _text!,
        ValueKind.Truth => _number != 0 ? "true" : "false",
        ValueKind.Date => Date.TimeOfDay == TimeSpan.Zero
            ? Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : Date.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        _ => Prefix + _number.ToString("R", CultureInfo.InvariantCulture),
    };

    private const int EpochDay = 719_162;

    private string Prefix => Qualifier switch { Qualifier.BelowLimit => "<", Qualifier.AboveLimit => ">", _ => string.Empty };

    private InvalidOperationException Wrong(string wanted) => new($"The value {ToString()} is not a {wanted}.");
}
