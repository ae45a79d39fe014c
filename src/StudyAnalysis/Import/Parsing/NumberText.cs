using System.Globalization;
using System.Text.RegularExpressions;

namespace StudyAnalysis.Import.Parsing;

/// <summary>Numbers typed as text.</summary>
internal static partial class NumberText
{
    /// <summary>How a text was read as a number.</summary>
    internal enum Reading
    {
        /// <summary>Not a number.</summary>
        None,

        /// <summary>A number.</summary>
        Number,

        /// <summary>A number that can be read in two ways.</summary>
        Ambiguous,
    }

    /// <summary>Reads a number; 1,234 and 1.234 are numbers only where other cells of the <paramref name="column"/> prove the decimal sign and
    /// nothing in the <paramref name="workbook"/> contradicts them.</summary>
    public static Reading Read(string text, NumberMarks column, NumberMarks workbook, out double number, out string rule)
    {
        rule = "number-from-text";
        number = 0;
        var plain = Normal(text);
        if (Plain().IsMatch(plain))
        {
            return Grouped('.').IsMatch(plain) && !column.ProvesDecimal('.', workbook) ? Reading.Ambiguous : Parse(plain, out number);
        }

        if (CommaDecimal().IsMatch(plain))
        {
            rule = "decimal-comma";
            return Grouped(',').IsMatch(plain) && !column.ProvesDecimal(',', workbook) ? Reading.Ambiguous : Parse(plain.Replace(',', '.'), out number);
        }

        rule = "thousands-separator";
        if (SpaceGroups().IsMatch(plain))
        {
            return Parse(plain.Replace(" ", string.Empty, StringComparison.Ordinal).Replace("'", string.Empty, StringComparison.Ordinal).Replace(',', '.'), out number);
        }

        if (PointGroups().IsMatch(plain))
        {
            return Parse(plain.Replace(".", string.Empty, StringComparison.Ordinal).Replace(',', '.'), out number);
        }

        return CommaGroups().IsMatch(plain) ? Parse(plain.Replace(",", string.Empty, StringComparison.Ordinal), out number) : Reading.None;
    }

    /// <summary>The two readings of an ambiguous number: its one sign as the decimal sign, and as a separator of thousands.</summary>
    public static (double AsDecimal, double AsGroups) BothReadings(string text)
    {
        var plain = Normal(text).Replace(',', '.');
        Parse(plain, out var asDecimal);
        Parse(plain.Replace(".", string.Empty, StringComparison.Ordinal), out var asGroups);
        return (asDecimal, asGroups);
    }

    /// <summary>Whether the text shows that its writer uses the comma as decimal sign: 3,5 or 1.234,5.</summary>
    public static bool ShowsComma(string text) => Core(text) is var plain && ((CommaDecimal().IsMatch(plain) && !Grouped(',').IsMatch(plain))
        || (plain.Contains(',', StringComparison.Ordinal) && (PointGroups().IsMatch(plain) || SpaceGroups().IsMatch(plain))));

    /// <summary>Whether the text shows that its writer uses the point as decimal sign: 3.5 or 1,234.5.</summary>
    public static bool ShowsPoint(string text) => Core(text) is var plain && ((PointDecimal().IsMatch(plain) && !Grouped('.').IsMatch(plain))
        || (plain.Contains('.', StringComparison.Ordinal) && (CommaGroups().IsMatch(plain) || SpaceGroups().IsMatch(plain))));

    /// <summary>Whether the text shows that its writer groups thousands by commas: 1,234,567 or 1,234.5.</summary>
    public static bool GroupsByComma(string text) => CommaGroups().IsMatch(Core(text));

    /// <summary>Whether the text shows that its writer groups thousands by points: 1.234.567 or 1.234,5.</summary>
    public static bool GroupsByPoint(string text) => PointGroups().IsMatch(Core(text));

    // A unit behind the number says nothing about its signs. What follows < or > does not count at all: limits are copied from the laboratory.
    private static string Core(string text)
    {
        var plain = Normal(text);
        var end = plain.Length;
        while (end > 0 && !char.IsAsciiDigit(plain[end - 1]))
        {
            end--;
        }

        return plain[..end];
    }

    private static Reading Parse(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number) ? Reading.Number : Reading.None;

    private static string Normal(string text) => Folding.Trim(text)
        .Replace('\u00A0', ' ').Replace('\u202F', ' ').Replace('\u2009', ' ').Replace('\u2212', '-').Replace('\u2019', '\'');

    private static Regex Grouped(char sign) => sign == ',' ? OneCommaGroup() : OnePointGroup();

    [GeneratedRegex(@"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Plain();

    [GeneratedRegex(@"^[+-]?\d+\.\d+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PointDecimal();

    [GeneratedRegex(@"^[+-]?\d*,\d+([eE][+-]?\d{1,3})?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CommaDecimal();

    [GeneratedRegex(@"^[+-]?[1-9]\d{0,2},\d{3}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OneCommaGroup();

    [GeneratedRegex(@"^[+-]?[1-9]\d{0,2}\.\d{3}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OnePointGroup();

    [GeneratedRegex(@"^[+-]?\d{1,3}(?<sign>[ '])\d{3}(\k<sign>\d{3})*([.,]\d+)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SpaceGroups();

    [GeneratedRegex(@"^[+-]?\d{1,3}(\.\d{3}){2,}(,\d+)?$|^[+-]?\d{1,3}\.\d{3},\d+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PointGroups();

    [GeneratedRegex(@"^[+-]?\d{1,3}(,\d{3}){2,}(\.\d+)?$|^[+-]?\d{1,3},\d{3}\.\d+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CommaGroups();
}
