using System.Globalization;
using System.Text.RegularExpressions;
using StudyAnalysis.Data;
using StudyAnalysis.Import.Reading;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import.Parsing;

/// <content>Numbers, units and limits of quantification.</content>
internal sealed partial class ColumnParser
{
    /// <summary>No measurement of a patient is larger; products and powers of such numbers stay within what the statistics can compute with.</summary>
    private const double Largest = 1e30;

    private ParsedCell Number(in RawCell cell, string text, in RowContext row)
    {
        if (cell.Kind == RawKind.Date || cell.Style == RawStyle.Date)
        {
            return ParsedCell.Refused("date-in-number", "IMP-023", FieldText.Kind(_field));
        }

        if (cell.Kind == RawKind.Truth)
        {
            return NotANumber();
        }

        if (row.IsUnitRefused || (row.IsUnitMissing && _headerFactor is null))
        {
            return row.IsUnitRefused
                ? new ParsedCell(Value.Missing(TableBuilder.RefusedReason), CellOutcome.Refused, "unit-not-accepted")
                : ParsedCell.Refused("unit-missing", "IMP-041", Units.List(_field));
        }

        if (row.IsUnitContradicted)
        {
            return new ParsedCell(Value.Missing(TableBuilder.RefusedReason), CellOutcome.Refused, "unit-contradicted");
        }

        var factor = row.UnitFactor ?? _headerFactor ?? 1;
        if (cell.Kind == RawKind.Number)
        {
            var isPercent = cell.Style == RawStyle.Percent && _field.Unit == "%";
            return Finish(isPercent ? cell.Number * 100 : cell.Number, factor, Qualifier.Exact, isPercent ? "percent-format" : string.Empty, row);
        }

        return Limit().Match(text) is { Success: true } limit ? Limited(limit, factor, row) : FromText(text, factor, Qualifier.Exact, row);
    }

    private ParsedCell NotANumber() => ParsedCell.Refused("not-a-number", "IMP-020", FieldText.NumberRange(_field));

    private ParsedCell FromText(string text, double factor, Qualifier qualifier, in RowContext row)
    {
        var reading = NumberText.Read(text, _marks, _settings.Marks, out var number, out var rule);
        string? bare = null;
        if (reading == NumberText.Reading.None && UnitSuffix(text, out bare, out var written))
        {
            factor = written;
            reading = NumberText.Read(bare, _marks, _settings.Marks, out number, out _);
            rule = "unit-in-cell";
        }

        return reading switch
        {
            NumberText.Reading.Number => Finish(number, factor, qualifier, rule, row),
            NumberText.Reading.Ambiguous when qualifier == Qualifier.Exact => ParsedCell.Refused("ambiguous-number", "IMP-022", FieldText.TypeAsNumber),
            NumberText.Reading.Ambiguous => AmbiguousLimit(bare ?? text, factor, qualifier, row),
            _ => NotANumber(),
        };
    }

    // Laboratories write their limits as <15.625: the reading that is the limit itself is no guess.
    private ParsedCell AmbiguousLimit(string text, double factor, Qualifier qualifier, in RowContext row)
    {
        var (asDecimal, asGroups) = NumberText.BothReadings(text);
        double?[] limits = qualifier == Qualifier.BelowLimit ? [row.Lower, _field.Lloq] : [row.Upper, _field.Uloq];
        foreach (var limit in limits)
        {
            if (IsSame(limit, asDecimal, factor))
            {
                return Finish(asDecimal, factor, qualifier, "number-from-text", row);
            }

            if (IsSame(limit, asGroups, factor))
            {
                return Finish(asGroups, factor, qualifier, "thousands-separator", row);
            }
        }

        return ParsedCell.Refused("ambiguous-number", "IMP-022", FieldText.WriteLimit(qualifier == Qualifier.BelowLimit ? "<" : ">", text));
    }

    private static bool IsSame(double? limit, double number, double factor) =>
        limit is { } stated && Math.Abs(stated - Units.Scale(number, factor)) <= 1e-9 * Math.Abs(stated);

    private bool UnitSuffix(string text, out string bare, out double factor)
    {
        var end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '.' or ',' or '+' or '-' || Folding.IsSpace(text[end])))
        {
            end++;
        }

        bare = Folding.Trim(text[..end]);
        var unit = bare.Length > 0 ? Units.Factor(_field, text[end..]) : null;
        factor = unit ?? 1;
        return unit is not null;
    }

    private ParsedCell Limited(Match match, double factor, in RowContext row)
    {
        if (!_field.Censored)
        {
            return ParsedCell.Refused("limit-not-accepted", "IMP-032", FieldText.NumberRange(_field));
        }

        var qualifier = match.Groups["sign"].Value == "<" ? Qualifier.BelowLimit : Qualifier.AboveLimit;
        var stated = qualifier == Qualifier.BelowLimit ? row.Lower ?? _field.Lloq : row.Upper ?? _field.Uloq;
        var rest = match.Groups["rest"].Value;
        if (rest.Length == 0 || LimitName().IsMatch(rest))
        {
            return stated is { } limit
                ? ParsedCell.Converted(Value.Of(limit, qualifier), "stated-limit")
                : ParsedCell.Refused("limit-unknown", "IMP-033");
        }

        var parsed = FromText(rest, factor, qualifier, row);
        if (parsed.Outcome == CellOutcome.Refused)
        {
            return parsed;
        }

        var differs = stated is { } other && Math.Abs(other - parsed.Value.Number) > 1e-9 * Math.Abs(other);
        parsed = parsed.Rule == "number-from-text" ? ParsedCell.Used(parsed.Value) : parsed;
        return differs ? parsed with { Issue = new Issue("IMP-042", stated!.Value.ToString("R", CultureInfo.InvariantCulture)) } : parsed;
    }

    private ParsedCell Finish(double number, double factor, Qualifier qualifier, string rule, in RowContext row)
    {
        var scaled = factor == 1 ? number : Units.Scale(number, factor);
        if (_field.Type == FieldType.Integer && scaled != Math.Floor(scaled))
        {
            return ParsedCell.Refused("not-whole", "IMP-021", FieldText.NumberRange(_field));
        }

        if (Math.Abs(scaled) > Largest)
        {
            return TooLarge();
        }

        // The hard range comes first: a code such as -99 is no value below a limit.
        if (qualifier == Qualifier.Exact && (scaled < _field.Minimum || scaled > _field.Maximum))
        {
            return OutOfRange(scaled);
        }

        var applied = factor == 1 ? rule : "unit";
        return _field.Censored && qualifier == Qualifier.Exact ? AgainstLimits(scaled, applied, row) : ParsedCell.Of(Value.Of(scaled, qualifier), applied);
    }

    // A laboratory cannot vouch for a number outside its limits: it is kept as the limit, and asked about.
    private ParsedCell AgainstLimits(double number, string rule, in RowContext row)
    {
        var kept = Value.Of(number);
        if ((row.Lower ?? _field.Lloq) is { } lower && number < lower)
        {
            kept = Value.Of(lower, Qualifier.BelowLimit);
        }
        else if ((row.Upper ?? _field.Uloq) is { } upper && number > upper)
        {
            kept = Value.Of(upper, Qualifier.AboveLimit);
        }

        return kept.Qualifier == Qualifier.Exact
            ? ParsedCell.Of(kept, rule)
            : ParsedCell.Converted(kept, "outside-limits") with { Issue = new Issue("IMP-034", kept.ToString(), FieldText.MissingCode(number)) };
    }

    // <31.2, > 5000, OOR <, < LLOQ; anything after the sign is looked at later.
    [GeneratedRegex(@"^(?:OOR)?\s*(?<sign>[<>])\s*(?<rest>[^<>=≤≥]*)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Limit();

    [GeneratedRegex(@"^(LLOQ|ULOQ|LOQ|LIQ|LSQ|OOR)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LimitName();
}
