using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli;

/// <summary>Options that take a number within a range; what is no such number is refused in words, whatever was typed.</summary>
internal static class NumberOption
{
    /// <summary>A whole number.</summary>
    public static Option<int> Whole(string name, string helpName, int value, (int From, int To) range, string description, Language language) =>
        Of(name, helpName, value, range, description, language.Pick("a whole number", "un entier"), NumberStyles.AllowLeadingSign, language);

    /// <summary>A finite number, with a decimal point.</summary>
    public static Option<double> Real(string name, string helpName, double value, (double From, double To) range, string description, Language language) =>
        Of(name, helpName, value, range, description, language.Pick("a number", "un nombre"), NumberStyles.Float, language);

    private static Option<T> Of<T>(
        string name, string helpName, T value, (T From, T To) range, string description, string kind, NumberStyles styles, Language language)
        where T : struct, INumber<T> => new(name)
    {
        HelpName = helpName,
        Description = description,
        DefaultValueFactory = _ => value,
        CustomParser = result => Parse(result, name, range, kind, styles, language),
    };

    private static T Parse<T>(ArgumentResult result, string name, (T From, T To) range, string kind, NumberStyles styles, Language language)
        where T : struct, INumber<T>
    {
        var text = result.Tokens is [{ Value: var typed }] ? typed : string.Empty;
        if (T.TryParse(text, styles, CultureInfo.InvariantCulture, out var number) && number >= range.From && number <= range.To)
        {
            return number;
        }

        var (from, to) = (range.From.ToString(null, CultureInfo.InvariantCulture), range.To.ToString(null, CultureInfo.InvariantCulture));
        result.AddError(language.Pick(
            $"{name} takes {kind} from {from} to {to}, not '{text}'.",
            $"{name} attend {kind} de {from} à {to}, et non « {text} »."));
        return range.From;
    }
}
