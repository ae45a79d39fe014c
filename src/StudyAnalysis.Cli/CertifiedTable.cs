using System.Collections.Immutable;
using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using StudyAnalysis.Schema;
using StudyAnalysis.Verification;

namespace StudyAnalysis.Cli;

/// <summary>The certified cases on the screen: one row a case, with the number of it that agrees least.</summary>
internal static class CertifiedTable
{
    /// <summary>From this width on, method and source have columns of their own.</summary>
    private const int Wide = 110;

    private static readonly Style Name = new(decoration: Decoration.Bold);

    public static void Write(ProgramHost host, Language language, ImmutableArray<VerifiedCase> cases)
    {
        var table = Screen.Table();
        var wide = host.Width >= Wide;
        string[] words = wide ? [language.Pick("Case", "Cas"), language.Pick("Method", "Méthode"), "Source"] : [language.Pick("Case, method, source", "Cas, méthode, source")];
        string[] numbers = wide ? [language.Pick("Expected", "Attendu"), language.Pick("Got", "Obtenu")] : [language.Pick("Expected, got", "Attendu, obtenu")];
        table.AddColumns(words);
        table.AddColumns([.. numbers.Select(n => new TableColumn(n) { NoWrap = true })]);
        table.AddColumn(new TableColumn(language.Pick("Digits", "Chiffres")) { NoWrap = true, Alignment = Justify.Right });
        foreach (var verified in cases)
        {
            table.AddRow(Cells(verified, wide, language));
        }

        Screen.Write(host, table);
        host.Output.WriteLine(Summary(cases, language));
    }

    /// <summary>On a narrow screen expected and got stand one above the other, digit under digit.</summary>
    private static IRenderable[] Cells(VerifiedCase verified, bool wide, Language language)
    {
        var (certified, worst) = (verified.Case, verified.Worst);
        var (method, expected, got, which) = (certified.Method.In(language), worst.Certified.Expected, Shown(worst, language), Which(verified, language));
        var digits = new Text(Digits(verified, language), verified.Passed ? new Style() : new Style(Color.Red, decoration: Decoration.Bold));
        return wide
            ? [new Text(certified.Name, Name), new Text(method), new Text(certified.Source), new Text($"{expected}\n{which}"), new Text(got), digits]
            : [new Paragraph(certified.Name, Name).Append($"\n{method}\n{certified.Source}"), new Text($"{expected}\n{got}\n{which}"), digits];
    }

    /// <summary>"β, least of 5".</summary>
    private static string Which(VerifiedCase verified, Language language)
    {
        var (name, count) = (verified.Worst.Certified.Name, verified.Numbers.Length);
        return language.Pick(
            string.Create(CultureInfo.InvariantCulture, $"{name}, least of {count}"), string.Create(CultureInfo.InvariantCulture, $"{name}, pire de {count}"));
    }

    private static string Digits(VerifiedCase verified, Language language)
    {
        var (digits, of) = (verified.Worst.Digits, language.Pick("of", "sur"));
        var line = string.Create(CultureInfo.InvariantCulture, $"{digits} {of} {verified.Worst.Certified.Precision}");
        return verified.Passed
            ? line
            : string.Create(CultureInfo.InvariantCulture, $"{line}\n{language.Pick("needs", "requis")} {verified.Worst.Certified.Required}");
    }

    /// <summary>As many digits as the expected number is known to and two more, so that the eye can compare.</summary>
    private static string Shown(VerifiedNumber number, Language language) => number.Got.IsEstimable
        ? number.Got.Value.ToString("g" + Math.Min(CertifiedNumber.FullPrecision, number.Certified.Precision + 2).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        : language.Pick("not estimable", "non estimable");

    private static string Summary(ImmutableArray<VerifiedCase> cases, Language language)
    {
        var (passed, numbers) = (cases.Count(c => c.Passed), cases.Sum(c => c.Numbers.Length));
        return language.Pick(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{passed} of {cases.Length} cases reach their required digits ({numbers} numbers; each row shows the one that agrees least)."),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{passed} cas sur {cases.Length} atteignent les chiffres requis ({numbers} nombres ; chaque ligne montre celui qui concorde le moins)."));
    }
}
