using System.CommandLine;
using System.Globalization;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli;

/// <summary>The arguments that several verbs share; one instance per command tree.</summary>
internal sealed class Arguments(Language language)
{
    public Argument<string?> Workbook { get; } = new("WORKBOOK")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = language.Pick("The workbook; default: the definition's example.xlsx", "Le classeur ; par défaut example.xlsx de la définition"),
        Validators = { r => BadArgument.RefuseEmpty(r, "WORKBOOK", language), r => BadArgument.RefuseOption(r, language) },
    };

    public Option<string?> Definition { get; } = new("--definition")
    {
        HelpName = "DIR",
        Description = language.Pick("Folder with datapackage.json and plan.json; default: data-schema/rfa-crlm", "Dossier de datapackage.json et plan.json ; par défaut data-schema/rfa-crlm"),
        Validators = { r => BadArgument.RefuseEmpty(r, "--definition", language) },
    };

    public Option<string?> Out { get; } = new("--out")
    {
        HelpName = "DIR",
        Description = language.Pick(
            "Folder for the output; default: reports/out/<study>_<as-of>_<hash8> for synthetic data, private/… otherwise",
            "Dossier de sortie ; par défaut reports/out/<étude>_<date>_<hash8> pour des données synthétiques, private/… sinon"),
        Validators = { r => BadArgument.RefuseEmpty(r, "--out", language) },
    };

    public Option<string?> AsOf { get; } = DateOption(language);

    public Option<string> Lang { get; } = LanguageOption(language);

    public Option<int> Seed { get; } = NumberOption.Whole(
        "--seed", "N", 20_260_101, (0, int.MaxValue), language.Pick("Seed of random methods", "Graine des méthodes aléatoires"), language);

    public Option<bool> Json { get; } = new("--json") { Description = language.Pick("Machine-readable outcome on standard output", "Résultat lisible par machine sur la sortie standard") };

    public Option<bool> Quiet { get; } = new("--quiet") { Description = language.Pick("No progress", "Sans progression") };

    public Option<bool> Debug { get; } = new("--debug") { Description = language.Pick("Show where a fault happened", "Montrer où un défaut s’est produit") };

    public Option<bool> NoPdf { get; } = new("--no-pdf") { Description = language.Pick("HTML and JSON only: no browser is started", "HTML et JSON seulement : aucun navigateur n’est lancé") };

    public Option<string[]> Include { get; } = new("--include")
    {
        HelpName = "NOTEBOOK",
        Description = language.Pick(
            "Executed notebook whose section goes into the report, marked exploratory, with its code; may be given several times",
            "Notebook exécuté dont la section entre dans le rapport, marquée exploratoire, avec son code ; répétable"),
        Validators = { r => BadArgument.RefuseEmpty(r, "--include", language) },
    };

    public static DateOnly? ParseDate(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Option<string?> DateOption(Language language)
    {
        var option = new Option<string?>("--as-of")
        {
            HelpName = "DATE",
            Description = language.Pick("Data cut, yyyy-mm-dd; default: the latest accepted date in the workbook", "Date de gel, aaaa-mm-jj ; par défaut la dernière date acceptée du classeur"),
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            {
                result.AddError(language.Pick($"--as-of takes a date as 2026-11-23, not '{text}'.", $"--as-of attend une date comme 2026-11-23, et non « {text} »."));
            }
        });
        return option;
    }

    private static Option<string> LanguageOption(Language language)
    {
        var option = new Option<string>("--lang")
        {
            HelpName = "en|fr",
            DefaultValueFactory = _ => "en",
            Description = language.Pick("Language of messages and report", "Langue des messages et du rapport"),
        };
        option.AcceptOnlyFromAmong("en", "fr");
        return option;
    }
}
