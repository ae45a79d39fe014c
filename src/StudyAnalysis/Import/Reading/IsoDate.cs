using System.Globalization;
using System.Text.RegularExpressions;

namespace StudyAnalysis.Import.Reading;

/// <summary>Dates of cells that hold them as text (ECMA-376 18.18.11): ISO 8601 and nothing else.</summary>
internal static partial class IsoDate
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss",
    ];

    /// <summary>Days since 1970-01-01 of a text, or why it has none.</summary>
    public static RawDamage Read(string text, out double days)
    {
        if (DateTime.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            days = (date - DateTime.UnixEpoch).TotalDays;
            return RawDamage.None;
        }

        days = 0;
        return WithZone().IsMatch(text) ? RawDamage.DateWithZone : TimeAlone().IsMatch(text) ? RawDamage.DateWithoutDay : RawDamage.DateNotIso;
    }

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T[\d:.]+\s*(Z|[+-]\d{2}:?\d{0,2})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WithZone();

    [GeneratedRegex(@"^T?\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TimeAlone();
}
