using System.Text.RegularExpressions;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Engine;

/// <summary>Units as people write them. results.json and the dictionary keep the UCUM code.</summary>
public static partial class UnitText
{
    /// <summary>"10*9/L" is 10⁹/L, "kg/m2" is kg/m², "a" is years; what stands in braces is an annotation and is left as a word.</summary>
    /// <param name="ucum">A UCUM code; empty for numbers without unit.</param>
    /// <param name="language">Language of the words.</param>
    public static string Of(string? ucum, Language language) => ucum switch
    {
        null or "" or "1" => string.Empty,
        "a" => language.Pick("years", "ans"),
        "mo" => language.Pick("months", "mois"),
        "wk" => language.Pick("weeks", "semaines"),
        "d" => language.Pick("days", "jours"),
        "h" => language.Pick("hours", "heures"),
        _ => Exponent().Replace(Power().Replace(ucum, m => "10" + Raised(m.Groups["power"].Value)), m => Raised(m.Value)).Replace("{", string.Empty, StringComparison.Ordinal).Replace("}", string.Empty, StringComparison.Ordinal),
    };

    private static string Raised(string digits) => string.Concat(digits.Select(c => c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c - '0']));

    [GeneratedRegex(@"10[*^](?<power>-?[0-9]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Power();

    [GeneratedRegex(@"(?<=[A-Za-z])[0-9]+\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Exponent();
}
