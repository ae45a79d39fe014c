using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import;

/// <summary>Units of a field as people write them.</summary>
internal static partial class Units
{
    /// <summary>Factor from a written unit to the field's unit; null when the field does not accept it.</summary>
    public static double? Factor(FieldSchema field, string text)
    {
        var units = All(field);
        var written = Normal(text);
        foreach (var comparison in (ReadOnlySpan<StringComparison>)[StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase])
        {
            // G/L and g/L differ: without case only when one unit of the field fits.
            var factors = units.Where(u => string.Equals(Normal(u.Unit), written, comparison)).Select(u => u.Factor).Distinct().ToArray();
            if (factors.Length == 1)
            {
                return factors[0];
            }
        }

        return null;
    }

    /// <summary>Factor of a unit as it stands behind a header, where people write "in cm" and "nmol per L"; null when the field does not accept it.</summary>
    public static double? HeaderFactor(FieldSchema field, string text)
    {
        var unit = Preposition().Replace(Folding.Trim(text), string.Empty);
        return Factor(field, text) ?? Factor(field, unit) ?? Factor(field, Quotient().Replace(unit, "/")) ?? Factor(field, LeadingQuotient().Replace(unit, string.Empty));
    }

    /// <summary>The field's unit and the accepted ones.</summary>
    public static ImmutableArray<AcceptedUnit> All(FieldSchema field) =>
        field.Unit is { } unit ? field.AcceptedUnits.Insert(0, new AcceptedUnit(unit, 1)) : field.AcceptedUnits;

    /// <summary>The accepted units for a message.</summary>
    public static string List(FieldSchema field) => string.Join(", ", All(field).Select(u => u.Unit).Distinct(StringComparer.Ordinal));

    /// <summary>Multiplication by a unit's factor without the noise of binary fractions: 0.001 divides by 1000.</summary>
    public static double Scale(double value, double factor)
    {
        var inverse = Math.Round(1 / factor);
        var isReciprocal = factor is > 0 and < 1 && Math.Abs((inverse * factor) - 1) < 1e-12;
        return isReciprocal ? value / inverse : value * factor;
    }

    private static string Normal(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in IsPlain(text) ? text : text.Normalize(NormalizationForm.FormKC))
        {
            if (!Folding.IsSpace(c) && c is not ('^' or '*' or '×' or '·' or '.' or '[' or ']' or '{' or '}'))
            {
                result.Append(c is 'μ' or 'µ' ? 'u' : c);
            }
        }

        var isPower = result.Length > 3 && result[0] is 'x' or 'X' && result[1] == '1' && result[2] == '0';
        return isPower ? result.ToString(1, result.Length - 1) : result.ToString();
    }

    [GeneratedRegex(@"^(in|en)\s+(?=\S)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Preposition();

    [GeneratedRegex(@"(^|\s+)(per|par)\s+(?=\S)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quotient();

    [GeneratedRegex(@"^(per|par)\s+(?=\S)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LeadingQuotient();

    private static bool IsPlain(string text) => Ascii.IsValid(text) || text.Any(c => char.IsSurrogate(c) || c >= '\uFFFE');
}
