using System.Globalization;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli;

/// <summary>Two values of one number in words, with as many digits as it takes to tell them apart.</summary>
internal static class NumberDifference
{
    // As R's all.equal: below √ε numbers count as equal.
    private const double Tolerance = 1.5e-8;
    private const int MostDigits = 17;

    /// <summary>"22% → 23%"; null when nothing of the number differs.</summary>
    /// <param name="before">The number.</param>
    /// <param name="after">The number with the same name in the other report.</param>
    /// <param name="language">Language of the screen.</param>
    /// <param name="sameWriting">Whether both reports write numbers alike, so that what they show can be compared.</param>
    public static string? Of(SavedNumber before, SavedNumber after, Language language, bool sameWriting)
    {
        var equal = AreEqual(before.Value, after.Value);
        if (!equal && before is { Value: { } x } && after is { Value: { } y } && before.Shown == after.Shown && before.Unit == after.Unit)
        {
            return Digits(x, y, before.Shown, language);
        }

        var (old, now) = (Whole(before), Whole(after));
        if (equal && (old == now || (!sameWriting && before.Unit == after.Unit)))
        {
            return null;
        }

        return old != now ? $"{old} → {now}" : $"{Exact(before, language)} → {Exact(after, language)}";
    }

    /// <summary>A number with its unit, and what is to be known of it.</summary>
    public static string Whole(SavedNumber number)
    {
        var text = number.Unit.Length == 0 || number.Value is null ? number.Shown : $"{number.Shown} {number.Unit}";
        return number.Warning.Length == 0 ? text : $"{text} ({number.Warning})";
    }

    private static string Exact(SavedNumber number, Language language) =>
        number.Value?.ToString("R", CultureInfo.InvariantCulture) ?? language.Pick("no number", "pas de nombre");

    private static string Digits(double before, double after, string shown, Language language)
    {
        var (scale, sign) = shown.TrimEnd().EndsWith('%') ? (100, language.Pick("%", "\u00A0%")) : (1, string.Empty);
        for (var digits = 3; ; digits++)
        {
            if (digits == MostDigits || Written(before * scale, digits) != Written(after * scale, digits))
            {
                return Pair(digits);
            }
        }

        // One more, so that 21.96 → 22.22 does not read 22 → 22.2; one digit fewer may differ by rounding alone, and then it takes still more.
        string Pair(int differing)
        {
            var digits = Math.Min(differing + 1, MostDigits);
            while (digits < MostDigits && Written(before * scale, digits) == Written(after * scale, digits))
            {
                digits++;
            }

            return $"{Written(before * scale, digits)}{sign} → {Written(after * scale, digits)}{sign}";
        }

        string Written(double value, int digits)
        {
            var text = value.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            return language.Pick(text, text.Replace('.', ','));
        }
    }

    private static bool AreEqual(double? a, double? b) => (a, b) switch
    {
        (null, null) => true,
        ({ } x, { } y) => Math.Abs(x - y) <= Tolerance * Math.Max(Math.Abs(x), Math.Abs(y)),
        _ => false,
    };
}
