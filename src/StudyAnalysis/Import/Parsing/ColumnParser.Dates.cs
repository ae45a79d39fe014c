using System.Globalization;
using StudyAnalysis.Data;
using StudyAnalysis.Import.Reading;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import.Parsing;

/// <content>Dates and years.</content>
internal sealed partial class ColumnParser
{
    // 1950-01-01 in days: a smaller bare number in a date column is a year or a count, not a serial.
    private const double EarliestBareSerial = -7305;

    private ParsedCell Date(in RawCell cell, string text) => cell.Kind switch
    {
        RawKind.Date => Finished(cell.Number, string.Empty),
        RawKind.Truth => NotADate(),
        RawKind.Number => FromSerial(cell, text),
        _ => FromDateText(text),
    };

    private ParsedCell FromSerial(in RawCell cell, string text)
    {
        if (Serial.ToDays(cell.Number, _settings.Uses1904) is { } days && (cell.Style == RawStyle.Date || days >= EarliestBareSerial))
        {
            return Finished(days, cell.Style == RawStyle.Date ? string.Empty : "serial-to-date");
        }

        if (cell.Style == RawStyle.Date)
        {
            return ParsedCell.Refused("no-such-day", "IMP-026");
        }

        // 20260131 as a number, when the field declares %Y%m%d.
        return ByFormats(text) is { } date ? Finished(Value.Of(date).Number, "text-to-date") : NotADate();
    }

    private ParsedCell FromDateText(string text)
    {
        if (ByFormats(text) is not { } found)
        {
            return NotADate();
        }

        var isUnclear = _contradictsFormat && found.Day <= 12 && found.Day != found.Month && DateByIso(text) is null;
        return isUnclear
            ? ParsedCell.Refused("date-contradicted", "IMP-025", FieldText.Formats(_formats.Take(1)))
            : Finished(Value.Of(found).Number, "text-to-date");
    }

    private ParsedCell Finished(double days, string rule)
    {
        if (_field.Type == FieldType.YearMonth)
        {
            var day = Value.OfDays(Math.Floor(days)).Day;
            var first = new DateOnly(day.Year, day.Month, 1);
            return ParsedCell.Of(Value.Of(first), day.Day == 1 ? rule : "day-dropped");
        }

        var hasTime = days != Math.Floor(days);
        return _field.Type == FieldType.Date && hasTime
            ? ParsedCell.Converted(Value.OfDays(Math.Floor(days)), "time-dropped")
            : ParsedCell.Of(Value.OfDays(days), rule);
    }

    private ParsedCell NotADate() => ParsedCell.Refused("not-a-date", "IMP-024", FieldText.Formats(_formats));

    private DateTime? ByFormats(string text)
    {
        foreach (var format in _formats)
        {
            if (DateText.Parse(text, format) is { } date)
            {
                return date;
            }
        }

        return null;
    }

    private static DateTime? DateByIso(string text) => text.Length >= 10 ? DateText.Parse(text[..10], "%Y-%m-%d") : null;

    private ParsedCell Year(in RawCell cell, string text)
    {
        var isFullDate = cell.Kind == RawKind.Date || cell.Style == RawStyle.Date || IsFullDate(text)
            || (cell.Kind == RawKind.Number && cell.Number >= 10_000);
        if (isFullDate)
        {
            return ParsedCell.Redacted("date-in-year", "IMP-028");
        }

        var isYear = text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        if (!isYear || cell.Kind == RawKind.Truth)
        {
            return ParsedCell.Refused("not-a-year", "IMP-020", FieldText.NumberRange(_field));
        }

        var year = int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
        return ParsedCell.Of(Value.Of(year), cell.Kind == RawKind.Text ? "number-from-text" : string.Empty);
    }

    private static bool IsFullDate(string text) => text.Length >= 6 && text.Count(char.IsAsciiDigit) >= 4
        && (text.Count(c => c is '/' or '-' or '.') >= 2 || Folding.Words(text).Count == 3);
}
