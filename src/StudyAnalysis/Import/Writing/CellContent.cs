namespace StudyAnalysis.Import.Writing;

/// <summary>How a written cell looks.</summary>
public enum CellStyle
{
    /// <summary>Plain.</summary>
    Normal,

    /// <summary>Bold on grey, wrapped: the header row.</summary>
    Header,

    /// <summary>Large and bold: the title of a sheet.</summary>
    Title,

    /// <summary>Wrapped, aligned to the top: running text.</summary>
    Wrapped,

    /// <summary>Bold on yellow, wrapped: a warning nobody should miss.</summary>
    Alert,
}

/// <summary>Kinds of written cells.</summary>
public enum CellContentKind
{
    /// <summary>Nothing.</summary>
    Blank,

    /// <summary>Text; never run as a formula.</summary>
    Text,

    /// <summary>Number.</summary>
    Number,

    /// <summary>Calendar date.</summary>
    Date,

    /// <summary>Date with time of day.</summary>
    DateTime,

    /// <summary>True or false.</summary>
    Truth,
}

/// <summary>One cell to write.</summary>
public readonly record struct CellContent
{
    // Serial 0 of the 1900 date system as it is right from March 1900 on.
    private static readonly DateTime SerialOrigin = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    private CellContent(CellContentKind kind, double number, string? text, CellStyle style)
    {
        Kind = kind;
        Number = number;
        Text = text ?? string.Empty;
        Style = style;
    }

    /// <summary>Nothing.</summary>
    public static CellContent Blank => default;

    /// <summary>Kind; the default value is blank.</summary>
    public CellContentKind Kind { get; }

    /// <summary>The number; of a date its serial in the 1900 system; of a truth 0 or 1.</summary>
    public double Number { get; }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>Look.</summary>
    public CellStyle Style { get; }

    /// <summary>A text; empty gives a blank cell, unless it has a style.</summary>
    public static CellContent Of(string? text, CellStyle style = CellStyle.Normal) =>
        string.IsNullOrEmpty(text) && style == CellStyle.Normal ? Blank : new(CellContentKind.Text, 0, text, style);

    /// <summary>A finite number.</summary>
    /// <exception cref="ArgumentException">The number is not finite: a workbook has no cell for it.</exception>
    public static CellContent Of(double number) => double.IsFinite(number)
        ? new(CellContentKind.Number, number, null, CellStyle.Normal)
        : throw new ArgumentException("A cell holds finite numbers only.", nameof(number));

    /// <summary>True or false.</summary>
    public static CellContent Of(bool truth) => new(CellContentKind.Truth, truth ? 1 : 0, null, CellStyle.Normal);

    /// <summary>A calendar date from 1 March 1900 on.</summary>
    public static CellContent Of(DateOnly day) =>
        new(CellContentKind.Date, Serial(day.ToDateTime(TimeOnly.MinValue)), null, CellStyle.Normal);

    /// <summary>A date with time of day, from 1 March 1900 on.</summary>
    public static CellContent Of(DateTime date) => new(CellContentKind.DateTime, Serial(date), null, CellStyle.Normal);

    private static double Serial(DateTime date) => date >= new DateTime(1900, 3, 1, 0, 0, 0, DateTimeKind.Unspecified)
        ? (date.Ticks - SerialOrigin.Ticks) / (double)TimeSpan.TicksPerDay
        : throw new ArgumentOutOfRangeException(nameof(date), "Workbooks hold dates from 1900-03-01 on; write earlier ones as text.");
}
