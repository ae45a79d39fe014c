using System.CommandLine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli.Verbs;

/// <summary>study notebook kernel: registers the kernel with Jupyter; Jupyter itself starts it with the hidden verb start.</summary>
internal static class NotebookKernelVerb
{
    public static Command Command(Arguments arguments, ProgramHost host, Language language) =>
        new("kernel", language.Pick("Register the C# kernel with Jupyter", "Enregistrer le noyau C# dans Jupyter"))
        {
            Place(
                "install", language.Pick("Register the kernel, for JupyterLab, Notebook and VS Code", "Enregistrer le noyau, pour JupyterLab, Notebook et VS Code"), arguments, host, language, Install),
            Place("uninstall", language.Pick("Take the kernel out of Jupyter", "Retirer le noyau de Jupyter"), arguments, host, language, Uninstall),
            Start(arguments, host, language),
        };

    private static Command Place(
        string verb, string description, Arguments arguments, ProgramHost host, Language language, Action<KernelPlace, ProgramHost> act)
    {
        var user = new Option<bool>("--user") { Description = language.Pick("For this user: the default", "Pour cet utilisateur : par défaut") };
        var prefix = new Option<string?>("--prefix")
        {
            HelpName = "DIR",
            Description = language.Pick("Under DIR/share/jupyter, for the Jupyter installed in DIR", "Sous DIR/share/jupyter, pour le Jupyter installé dans DIR"),
            Validators = { r => BadArgument.RefuseEmpty(r, "--prefix", language) },
        };
        var environment = new Option<bool>("--sys-prefix") { Description = language.Pick("In the active Python environment", "Dans l’environnement Python actif") };
        var name = new Option<string>("--name")
        {
            HelpName = "NAME",
            DefaultValueFactory = _ => KernelPlace.DefaultName,
            Description = language.Pick("Name of the kernel", "Nom du noyau"),
        };
        name.Validators.Add(r =>
        {
            if (r.Tokens is [{ Value: var text }] && (text.Length == 0 || text[0] == '.' || !text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')))
            {
                r.AddError(language.Pick($"--name takes letters, digits, '-', '_' and '.', not '{text}'.", $"--name attend lettres, chiffres, « - », « _ » et « . », et non « {text} »."));
            }
        });
        var command = new Command(verb, description) { user, prefix, environment, name, arguments.Lang, arguments.Debug };
        command.Validators.Add(r =>
        {
            if ((r.GetValue(user) ? 1 : 0) + (r.GetValue(prefix) is null ? 0 : 1) + (r.GetValue(environment) ? 1 : 0) > 1)
            {
                r.AddError(language.Pick("give one of --user, --prefix and --sys-prefix.", "donnez un seul de --user, --prefix et --sys-prefix."));
            }
        });
        command.SetAction(parsed =>
        {
            act(KernelPlace.Of(parsed.GetValue(prefix), parsed.GetValue(environment), parsed.GetValue(name)!), host);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Install(KernelPlace place, ProgramHost host) => KernelRegistration.Install(place, host);

    private static void Uninstall(KernelPlace place, ProgramHost host) => KernelRegistration.Uninstall(place, host);

    private static Command Start(Arguments arguments, ProgramHost host, Language language)
    {
        var file = new Argument<string>("CONNECTION_FILE") { Description = language.Pick("File with ports and key, from Jupyter", "Fichier des ports et de la clé, de Jupyter") };
        var command = new Command("start", language.Pick("Serve Jupyter (Jupyter calls this)", "Servir Jupyter (appelé par Jupyter)")) { file, arguments.Lang, arguments.Debug };
        command.Hidden = true;
        command.SetAction(parsed => Serve(parsed.GetValue(file)!, host));
        return command;
    }

    private static int Serve(string file, ProgramHost host) => KernelProcess.Serve(file, host);
}
