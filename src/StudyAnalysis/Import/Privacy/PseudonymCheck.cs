using System.Globalization;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import.Privacy;

/// <summary>Pseudonyms that give the patient away: made of letters alone, or of a date.</summary>
internal static class PseudonymCheck
{
    private static readonly LocalizedText Initials = LocalizedText.Of("initials", "initiales");
    private static readonly LocalizedText Date = LocalizedText.Of("a date", "une date");
    private static readonly string[] DateForms = ["ddMMyy", "ddMMyyyy", "yyyyMMdd", "yyMMdd"];

    /// <summary>What the pseudonyms of a column are made of, or null. Only a habit of the whole column counts: one number may look like a date by chance.</summary>
    public static LocalizedText? Find(IReadOnlyCollection<string> pseudonyms)
    {
        var distinct = pseudonyms.Distinct(StringComparer.Ordinal).ToArray();
        return distinct.Length == 0 ? null
            : distinct.Count(IsInitials) * 2 > distinct.Length ? Initials
            : distinct.Count(HasDate) * 2 > distinct.Length ? Date
            : HasVaryingInitials(distinct) ? Initials
            : null;
    }

    private static bool IsInitials(string text) => text.Length is >= 2 and <= 4 && text.All(char.IsLetter);

    private static bool HasDate(string text)
    {
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        return digits.Length is 6 or 8 && Array.Exists(DateForms, f =>
            f.Length == digits.Length
            && DateTime.TryParseExact(digits, f, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date.Year is > 1900 and < 2100);
    }

    // A study or site prefix is shared; two or three letters that change from patient to patient are initials.
    private static bool HasVaryingInitials(string[] distinct)
    {
        var prefixes = distinct
            .Select(t => string.Concat(t.TakeWhile(char.IsLetter)).ToUpperInvariant())
            .Where(p => p.Length is 2 or 3)
            .ToArray();
        return prefixes.Length >= 6 && prefixes.Length * 2 > distinct.Length
            && prefixes.Distinct(StringComparer.Ordinal).Count() * 2 > distinct.Length;
    }
}
