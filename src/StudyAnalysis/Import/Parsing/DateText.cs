using System.Globalization;

namespace StudyAnalysis.Import.Parsing;

/// <summary>Dates typed as text, read by declared strptime formats and by nothing else.</summary>
internal static class DateText
{
    private static readonly string[][] Months =
    [
        ["january", "janvier", "jan", "janv"], ["february", "fevrier", "feb", "fev", "fevr"], ["march", "mars", "mar"],
        ["april", "avril", "apr", "avr"], ["may", "mai"], ["june", "juin", "jun"], ["july", "juillet", "jul", "juil"],
        ["august", "aout", "aug", "aou"], ["september", "septembre", "sep", "sept"], ["october", "octobre", "oct"],
        ["november", "novembre", "nov"], ["december", "decembre", "dec"],
    ];

    /// <summary>The date of a text in one format; null when the text does not have it or there is no such day.</summary>
    public static DateTime? Parse(string text, string format)
    {
        var fields = new Fields();
        var at = 0;
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] == '%' && i + 1 < format.Length)
            {
                if (!fields.Read(format[++i], text, ref at))
                {
                    return null;
                }
            }
            else if (at < text.Length && (text[at] == format[i] || (Folding.IsSpace(text[at]) && Folding.IsSpace(format[i]))))
            {
                at++;
            }
            else
            {
                return null;
            }
        }

        return at == text.Length ? fields.ToDate() : null;
    }

    /// <summary>The format with day and month exchanged; null when it has not both.</summary>
    public static string? Swapped(string format) =>
        format.Contains("%d", StringComparison.Ordinal) && format.Contains("%m", StringComparison.Ordinal)
            ? format.Replace("%d", "%\0", StringComparison.Ordinal).Replace("%m", "%d", StringComparison.Ordinal).Replace("%\0", "%m", StringComparison.Ordinal)
            : null;

    private struct Fields
    {
        private int _year = 1;
        private int _month = 1;
        private int _day = 1;
        private int _hour;
        private int _minute;
        private int _second;

        public Fields()
        {
        }

        public bool Read(char directive, string text, ref int at) => directive switch
        {
            'Y' => Digits(text, ref at, 4, 4, out _year),
            'y' => Digits(text, ref at, 2, 2, out _year) && Century(),
            'm' => Digits(text, ref at, 1, 2, out _month),
            'd' => Digits(text, ref at, 1, 2, out _day),
            'H' => Digits(text, ref at, 1, 2, out _hour),
            'M' => Digits(text, ref at, 1, 2, out _minute),
            'S' => Digits(text, ref at, 1, 2, out _second),
            'b' or 'B' => MonthName(text, ref at),
            _ => false,
        };

        public readonly DateTime? ToDate() =>
            _year is >= 1 and <= 9999 && _month is >= 1 and <= 12 && _day >= 1 && _day <= DateTime.DaysInMonth(_year, _month)
            && _hour < 24 && _minute < 60 && _second < 60
                ? new DateTime(_year, _month, _day, _hour, _minute, _second, DateTimeKind.Unspecified)
                : null;

        // POSIX: 69–99 are 1969–1999, 00–68 are 2000–2068.
        private bool Century()
        {
            _year += _year >= 69 ? 1900 : 2000;
            return true;
        }

        private bool MonthName(string text, ref int at)
        {
            var end = at;
            while (end < text.Length && (char.IsLetter(text[end]) || text[end] == '.'))
            {
                end++;
            }

            var name = Folding.Strong(text[at..end]);
            _month = Array.FindIndex(Months, m => m.Contains(name)) + 1;
            at = end;
            return _month > 0;
        }

        private static bool Digits(string text, ref int at, int minimum, int maximum, out int number)
        {
            var end = at;
            while (end < text.Length && end - at < maximum && char.IsAsciiDigit(text[end]))
            {
                end++;
            }

            var digits = end - at;
            number = digits > 0 ? int.Parse(text.AsSpan(at, digits), NumberStyles.None, CultureInfo.InvariantCulture) : 0;
            at = end;
            return digits >= minimum;
        }
    }
}
