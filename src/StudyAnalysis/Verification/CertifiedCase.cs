using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics;

namespace StudyAnalysis.Verification;

/// <summary>One number of a case, as its source gives it.</summary>
/// <param name="Name">What it is, for example "beta"; empty where the case has one number only.</param>
/// <param name="Expected">The number as the source writes it, with all digits it gives.</param>
/// <param name="Precision">To how many significant digits the source knows it: 15 for certified and closed-form values.</param>
/// <param name="Required">Significant digits the library must agree to; fewer than <paramref name="Precision"/> only where the data are
/// ill-conditioned in double precision.</param>
public sealed record CertifiedNumber(string Name, string Expected, int Precision, int Required)
{
    /// <summary>Digits of double precision that every decimal number survives.</summary>
    public const int FullPrecision = 15;

    /// <summary>The expected value.</summary>
    public double Value => double.Parse(Expected, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>A number printed to these digits: each of them is required.</summary>
    public static CertifiedNumber Printed(string name, string expected)
    {
        var digits = expected.Split('e', 'E')[0].Where(char.IsAsciiDigit).SkipWhile(d => d == '0').Count();
        return new CertifiedNumber(name, expected, digits, digits);
    }

    /// <summary>A number known to full precision: certified, a closed form, or a count of arrangements.</summary>
    public static CertifiedNumber Full(string name, string expected, int required = 12) => new(name, expected, FullPrecision, required);

    /// <summary>Significant digits in which a number agrees with the expected one: all the source gives where it rounds to them, else the
    /// negative decimal logarithm of the relative difference, cut off.</summary>
    public int DigitsAgreed(Quantity got)
    {
        var (expected, actual) = (Value, got.ValueOrNaN);
        if (expected == actual)
        {
            return Precision;
        }

        var difference = Math.Abs(actual - expected);
        if (expected == 0 || !double.IsFinite(difference))
        {
            return 0;
        }

        // The half unit is widened by what a tie such as 0.0125 loses in binary.
        var halfUnit = 0.5 * Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(expected))) - Precision + 1);
        return difference <= halfUnit * (1 + 1e-9)
            ? Precision
            : (int)Math.Clamp(Math.Floor(-Math.Log10(difference / Math.Abs(expected))), 0, Precision);
    }
}

/// <summary>A computation whose result is published, certified or worked by hand.</summary>
/// <param name="Name">The data, and where they have several cases, which.</param>
/// <param name="Method">What is computed.</param>
/// <param name="Source">Where the expected numbers stand. Never this program.</param>
/// <param name="Numbers">The expected numbers.</param>
/// <param name="Compute">Gives the same numbers in the same order.</param>
public sealed record CertifiedCase(
    string Name, LocalizedText Method, string Source, ImmutableArray<CertifiedNumber> Numbers, Func<IReadOnlyList<Quantity>> Compute);
