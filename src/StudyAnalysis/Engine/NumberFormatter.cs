using System.Globalization;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Engine;

/// <summary>Numbers as text. The only place where a result is rounded: text, tables, figures and results.json all show what this gives.</summary>
/// <remarks>English: decimal point, "45%". French: decimal comma, "45 %". Both: a true minus sign, non-breaking spaces between thousands from
/// 10 000 on, p never below its floor.</remarks>
public static class NumberFormatter
{
    private const double SmallestP = 0.001;
    private const char NoBreak = '\u00A0';

    /// <summary>A statistic as the report shows it, without its unit; "not estimable" where there is no number (the reason stands beside it).</summary>
    public static string Format(Statistic statistic, Language language) => !statistic.Value.IsEstimable
        ? language.Pick("not estimable", "non estimable")
        : double.IsInfinity(statistic.Value.Value) && IsTime(statistic)
            ? language.Pick("not reached", "non atteint")
            : Format(statistic.Value.Value, statistic.Format, language);

    /// <summary>A statistic in a sentence: with the reason when there is no number.</summary>
    public static string Explain(Statistic statistic, Language language) => statistic.Value.IsEstimable
        ? Format(statistic, language)
        : language.Pick($"not estimable because {statistic.Value.Reason}", $"non estimable{NoBreak}: {statistic.Value.Reason}");

    /// <summary>A number in a format.</summary>
    /// <param name="value">The number; infinity gives ∞.</param>
    /// <param name="format">Style and digits.</param>
    /// <param name="language">Language of the separators.</param>
    public static string Format(double value, NumberFormat format, Language language) => double.IsInfinity(value)
        ? value > 0 ? "∞" : "−∞"
        : format.Style switch
        {
            NumberStyle.Count => Fixed(value, 0, language),
            NumberStyle.Fixed => Fixed(value, format.Digits, language),
            NumberStyle.Significant => Significant(value, format.Digits, language),
            NumberStyle.Percent => Fixed(100 * value, format.Digits, language) + language.Pick("%", $"{NoBreak}%"),
            _ => P(value, language),
        };

    /// <summary>A date for people: 4 August 2026; 4 août 2026.</summary>
    public static string Date(DateOnly date, Language language)
    {
        string[] english = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
        string[] french = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];
        var day = date.Day == 1 ? language.Pick("1", "1er") : date.Day.ToString(CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{day}{NoBreak}{language.Pick(english, french)[date.Month - 1]}{NoBreak}{date.Year}");
    }

    private static bool IsTime(Statistic statistic) => statistic.Name is "median" or "p25" or "p75"
        || statistic.Context.Contains("survival", StringComparison.Ordinal) || statistic.Context.Contains("followUp", StringComparison.Ordinal);

    private static string Fixed(double value, int decimals, Language language)
    {
        // Decimal keeps the double's shortest digits: 2.675 rounds as it is written, half away from zero as readers expect.
        var text = Math.Abs(value) < 7e27
            ? Math.Round((decimal)value, Math.Min(decimals, 28), MidpointRounding.AwayFromZero).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : value.ToString("E2", CultureInfo.InvariantCulture);
        return Localize(text, language);
    }

    private static string Significant(double value, int digits, Language language)
    {
        if (value == 0)
        {
            return Fixed(0, 0, language);
        }

        var magnitude = Math.Abs(value);
        if (magnitude is < 1e-4 or >= 1e9)
        {
            return Scientific(value, digits, language);
        }

        var exponent = Exponent(magnitude, digits);
        return Fixed(value, Math.Max(0, digits - 1 - exponent), language);
    }

    /// <summary>Decimal exponent after rounding: 9.996 with three digits is 10.0, not 10.00.</summary>
    private static int Exponent(double magnitude, int digits)
    {
        var text = magnitude.ToString("E" + (digits - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return int.Parse(text.AsSpan(text.IndexOf('E', StringComparison.Ordinal) + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    private static string Scientific(double value, int digits, Language language)
    {
        var text = value.ToString("E" + (digits - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var at = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = int.Parse(text.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var raised = string.Concat(exponent.ToString(CultureInfo.InvariantCulture).Select(c => c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c - '0']));
        return $"{Localize(text[..at], language)}{NoBreak}×{NoBreak}10{raised}";
    }

    private static string P(double p, Language language) => p switch
    {
        < SmallestP => "<" + Localize("0.001", language),
        < 0.00995 => Fixed(p, 4, language),
        > 0.9995 => ">" + Localize("0.999", language),
        _ => Fixed(p, 3, language),
    };

    private static string Localize(string invariant, Language language)
    {
        var negative = invariant[0] == '-';
        var digits = negative ? invariant[1..] : invariant;
        if (digits.All(c => c is '0' or '.'))
        {
            negative = false;
        }

        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var (whole, fraction) = point < 0 ? (digits, string.Empty) : (digits[..point], digits[(point + 1)..]);
        for (var i = whole.Length - 3; i > 0 && whole.Length > 4 && !invariant.Contains('E', StringComparison.Ordinal); i -= 3)
        {
            whole = whole.Insert(i, NoBreak.ToString());
        }

        return (negative ? "−" : string.Empty) + whole + (fraction.Length == 0 ? string.Empty : language.Pick(".", ",") + fraction);
    }
}
