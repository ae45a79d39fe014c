using System.CommandLine;
using System.Globalization;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli.Verbs;

/// <summary>study notebook run: executes a notebook and writes it back with its outputs.</summary>
internal static class NotebookRunVerb
{
    public static Command Command(Arguments arguments, ProgramHost host, Language language, CancellationToken cancellation)
    {
        var file = new Argument<string>("FILE")
        {
            Description = language.Pick("The notebook, .ipynb or .dib", "Le notebook, .ipynb ou .dib"),
            Validators = { r => BadArgument.RefuseEmpty(r, "FILE", language), r => BadArgument.RefuseOption(r, language) },
        };
        var parameters = ParameterOption(language);
        var output = FileOption(
            "--out", "X.ipynb", language.Pick("Notebook to write; default: private/notebooks/ and its name", "Notebook à écrire ; par défaut private/notebooks/ et son nom"), language);
        var html = FileOption("--html", "X.html", language.Pick("Page to write as well", "Page à écrire aussi"), language);
        var timeout = TimeoutOption(language);
        var svg = new Option<bool>("--svg")
        {
            Description = language.Pick("Each chart as SVG too, for viewers without scripts: starts a browser", "Chaque graphique aussi en SVG, pour les lecteurs sans script : lance un navigateur"),
        };
        var command = new Command("run", language.Pick("Run a notebook without Jupyter", "Exécuter un notebook sans Jupyter"))
        {
            file, parameters, output, html, timeout, svg, arguments.Lang, arguments.Quiet, arguments.Debug,
        };
        command.SetAction(parsed => Run(
            new NotebookRunRequest(
                parsed.GetValue(file)!,
                parsed.GetValue(parameters) ?? [],
                parsed.GetValue(output),
                parsed.GetValue(html),
                parsed.GetValue(timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                parsed.GetValue(svg),
                parsed.GetValue(arguments.Quiet)),
            host,
            language,
            cancellation));
        return command;
    }

    // Behind a call of its own, so that the compiler and its libraries are loaded by a run only, never by --help.
    private static int Run(NotebookRunRequest request, ProgramHost host, Language language, CancellationToken cancellation) =>
        new NotebookExecution(request, host, language, cancellation).Run();

    private static Option<string[]> ParameterOption(Language language)
    {
        var option = new Option<string[]>("--param", "-p")
        {
            HelpName = "name=value",
            Description = language.Pick(
                "Set a parameter of the notebook; may be given more than once; paths are from here", "Donner un paramètre du notebook ; peut être répété ; les chemins partent d’ici"),
        };
        option.Validators.Add(result =>
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var text in result.Tokens.Select(t => t.Value))
            {
                var name = text.Split('=')[0];
                if (!text.Contains('=', StringComparison.Ordinal) || name.Length == 0)
                {
                    result.AddError(language.Pick($"-p takes name=value, not '{text}'.", $"-p attend nom=valeur, et non « {text} »."));
                }
                else if (!names.Add(name))
                {
                    result.AddError(language.Pick($"parameter {name} is given more than once.", $"le paramètre {name} est donné plusieurs fois."));
                }
            }
        });
        return option;
    }

    private static Option<string?> FileOption(string name, string shown, string description, Language language) => new(name)
    {
        HelpName = shown,
        Description = description,
        Validators = { r => BadArgument.RefuseEmpty(r, name, language) },
    };

    private static Option<double?> TimeoutOption(Language language)
    {
        var option = new Option<double?>("--timeout")
        {
            HelpName = "SECONDS",
            Description = language.Pick("Longest time one cell may take", "Durée maximale d’une cellule"),
            CustomParser = result => double.Parse(result.Tokens[0].Value, CultureInfo.InvariantCulture),
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !(double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 1e6))
            {
                result.AddError(language.Pick($"--timeout takes seconds above 0, not '{text}'.", $"--timeout attend des secondes au-dessus de 0, et non « {text} »."));
            }
        });
        return option;
    }
}
