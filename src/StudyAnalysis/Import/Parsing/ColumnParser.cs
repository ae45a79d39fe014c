using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using StudyAnalysis.Data;
using StudyAnalysis.Import.Reading;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import.Parsing;

/// <summary>Gives the cells of one column their meaning, by the rules of its field and nothing else.</summary>
internal sealed partial class ColumnParser
{
    // A spreadsheet keeps 15 digits of a number.
    private const double LongestNumber = 1e15;
    private readonly FieldSchema _field;
    private readonly ParseSettings _settings;
    private readonly CodeIndex? _codes;
    private readonly Regex? _pattern;
    private readonly Dictionary<string, MissingCode> _missing;
    private readonly ImmutableArray<string> _formats;
    private readonly double? _headerFactor;
    private readonly NumberMarks _marks = new();
    private bool _contradictsFormat;

    public ColumnParser(FieldSchema field, double? headerFactor, ParseSettings settings)
    {
        _field = field;
        _headerFactor = headerFactor;
        _settings = settings;
        _codes = field.IsCoded ? new CodeIndex(field) : null;
        _pattern = field.Pattern is { } p ? new Regex($"^(?:{p})$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)) : null;
        _missing = field.MissingCodes.DistinctBy(m => Folding.Light(m.Text)).ToDictionary(m => Folding.Light(m.Text), StringComparer.Ordinal);
        _formats = Formats(field);
    }

    /// <summary>The field.</summary>
    public FieldSchema Field => _field;

    private bool IsNumeric => _field.Type is FieldType.Number or FieldType.Integer;

    private bool IsDate => _field.Type is FieldType.Date or FieldType.DateTime or FieldType.YearMonth;

    /// <summary>Looks at a cell before any is parsed: what a column shows as a whole decides what is ambiguous in it.</summary>
    public void Observe(in RawCell cell)
    {
        if (cell.Kind != RawKind.Text || cell.Text is not { } text)
        {
            return;
        }

        if (IsNumeric)
        {
            _marks.Observe(text);
            _settings.Marks.Add(_marks);
        }
        else if (IsDate && !_contradictsFormat)
        {
            var trimmed = Folding.Trim(text);
            _contradictsFormat = ByFormats(trimmed) is null
                && _formats.Any(f => DateText.Swapped(f) is { } swapped && DateText.Parse(trimmed, swapped) is not null);
        }
    }

    /// <summary>The meaning of a cell; <paramref name="display"/> is its text as shown.</summary>
    public ParsedCell Parse(in RawCell cell, string display, in RowContext row)
    {
        switch (cell.Kind)
        {
            case RawKind.Error:
                return ParsedCell.Refused("error-cell", "IMP-038");
            case RawKind.Nothing:
                return ParsedCell.Refused("formula-without-value", "IMP-039");
            case RawKind.Damaged:
                return ParsedCell.Refused("damaged-cell", "IMP-043", FieldText.Damage(cell.Damage));
            default:
                break;
        }

        var text = Folding.Trim(display);
        if (text.Length == 0)
        {
            return new ParsedCell(Value.Missing(), CellOutcome.Ignored, "blank-text");
        }

        if (_missing.Count > 0 && cell.Style != RawStyle.Date && _missing.TryGetValue(Folding.Light(text), out var code))
        {
            return code.Reason is { } reason
                ? ParsedCell.Converted(Value.Missing(reason.In(Language.English)), "missing-code")
                : ParsedCell.Refused("ambiguous-missing-code", "IMP-031");
        }

        return Checked(_codes is not null ? Coded(cell, text) : Typed(cell, text, row));
    }

    private ParsedCell Typed(in RawCell cell, string text, in RowContext row) => _field.Type switch
    {
        FieldType.Number or FieldType.Integer => Number(cell, text, row),
        FieldType.Boolean => Truth(cell, text),
        FieldType.Date or FieldType.DateTime or FieldType.YearMonth => Date(cell, text),
        FieldType.Year => Year(cell, text),
        _ => FreeText(cell, text),
    };

    private ParsedCell FreeText(in RawCell cell, string text)
    {
        if (_pattern is not null && !IsMatch(text))
        {
            // Where a pseudonym should stand, a name may.
            return _field.Role == FieldRole.Pseudonym
                ? ParsedCell.Redacted("pattern", "IMP-037", _field.Pattern!)
                : ParsedCell.Refused("pattern", "IMP-037", _field.Pattern!);
        }

        if (IsDateCell(cell))
        {
            return ParsedCell.Refused("date-in-text", "IMP-023", FieldText.Kind(_field));
        }

        var parsed = ParsedCell.Of(Value.Of(text), cell.Kind == RawKind.Text && cell.Text!.Length != text.Length ? "trimmed" : string.Empty);
        return cell.Kind != RawKind.Number ? parsed
            : Math.Abs(cell.Number) >= LongestNumber ? parsed with { Issue = new Issue("IMP-045") }
            : cell.Style is RawStyle.Shaped or RawStyle.Percent ? parsed with { Issue = new Issue("IMP-044", text) }
            : parsed;
    }

    private static bool IsDateCell(in RawCell cell) => cell.Kind == RawKind.Date || (cell.Kind == RawKind.Number && cell.Style == RawStyle.Date);

    private bool IsMatch(string text)
    {
        try
        {
            return _pattern!.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            // A pattern of the definition that needs this long on a cell cannot vouch for it.
            return false;
        }
    }

    private ParsedCell Coded(in RawCell cell, string text)
    {
        if (IsDateCell(cell))
        {
            return ParsedCell.Refused("date-in-code", "IMP-023", FieldText.Kind(_field));
        }

        var typed = cell.Kind == RawKind.Truth && _field.Type == FieldType.Boolean ? (cell.Number != 0 ? "true" : "false") : text;
        if (_codes!.Find(typed) is { } code)
        {
            return ParsedCell.Of(OfType(code), code.Value == text ? string.Empty : "code");
        }

        return _field.Type == FieldType.Boolean
            ? Truth(cell, text)
            : ParsedCell.Refused("unknown-code", "IMP-030", FieldText.Codes(_field), FieldText.Suggestion(_codes.Nearest(text)));
    }

    // A coded number stays a number, a coded truth a truth: codes only say which ones are allowed.
    private Value OfType(Code code) => _field.Type switch
    {
        FieldType.Number or FieldType.Integer or FieldType.Year
            when double.TryParse(code.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => Value.Of(number),
        FieldType.Boolean when TruthOf(code.Value) is { } truth => Value.Of(truth),
        _ => Value.Of(code.Value),
    };

    private static ParsedCell Truth(in RawCell cell, string text)
    {
        if (cell.Kind == RawKind.Truth)
        {
            return ParsedCell.Used(Value.Of(cell.Number != 0));
        }

        var isDate = cell.Style == RawStyle.Date || cell.Kind == RawKind.Date;
        return !isDate && TruthOf(text) is { } truth
            ? ParsedCell.Converted(Value.Of(truth), "yes-no")
            : ParsedCell.Refused("not-yes-no", "IMP-029");
    }

    private static bool? TruthOf(string text) => Folding.Light(text) switch
    {
        "oui" or "o" or "yes" or "y" or "x" or "vrai" or "true" or "1" => true,
        "non" or "n" or "no" or "faux" or "false" or "0" => false,
        _ => null,
    };

    private ParsedCell Checked(ParsedCell parsed)
    {
        if (parsed.Outcome == CellOutcome.Refused || parsed.Value.Kind is not (ValueKind.Number or ValueKind.Date))
        {
            return parsed;
        }

        var number = parsed.Value.Number;
        var isDate = parsed.Value.Kind == ValueKind.Date;

        // A value below a limit may be anything smaller: only the side that stays certain is checked.
        if ((number < _field.Minimum && parsed.Value.Qualifier != Qualifier.AboveLimit)
            || (number > _field.Maximum && parsed.Value.Qualifier != Qualifier.BelowLimit))
        {
            return OutOfRange(number, isDate);
        }

        var isUnusual = (number < _field.PlausibleMinimum || number > _field.PlausibleMaximum) && parsed.Value.Qualifier == Qualifier.Exact;
        return isUnusual && parsed.Issue is null
            ? parsed with { Issue = new Issue("IMP-036", FieldText.Range(_field.PlausibleMinimum, _field.PlausibleMaximum, isDate)) }
            : parsed;
    }

    private ParsedCell OutOfRange(double number, bool isDate = false) => ParsedCell.Refused(
        "out-of-range", "IMP-035", FieldText.Range(_field.Minimum, _field.Maximum, isDate), isDate ? LocalizedText.Empty : FieldText.MissingCode(number));

    private ParsedCell TooLarge() => ParsedCell.Refused(
        "out-of-range", "IMP-035", FieldText.Range(_field.Minimum ?? -Largest, _field.Maximum ?? Largest, isDate: false), LocalizedText.Empty);

    private static ImmutableArray<string> Formats(FieldSchema field)
    {
        var standard = field.Type switch
        {
            FieldType.DateTime => ImmutableArray.Create("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d"),
            FieldType.YearMonth => ["%Y-%m"],
            _ => ["%Y-%m-%d"],
        };
        return [.. field.DateFormats.Where(f => f is not ("default" or "any")).Concat(standard).Distinct(StringComparer.Ordinal)];
    }
}

/// <summary>What parsing needs to know about the workbook.</summary>
/// <param name="PlanDate">Date of the plan: what lies long before it is nothing of the study. Not the day of the run, which would change what is read.</param>
/// <param name="Uses1904">Whether serials count from 1904.</param>
internal sealed record ParseSettings(DateOnly PlanDate, bool Uses1904)
{
    /// <summary>Date of the plan in days since 1970-01-01.</summary>
    public double PlanDays { get; } = Value.Of(PlanDate).Number;

    /// <summary>What the numbers typed as text show in the whole workbook.</summary>
    public NumberMarks Marks { get; } = new();
}
