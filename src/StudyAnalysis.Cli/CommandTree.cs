using System.CommandLine;
using StudyAnalysis.Cli.Verbs;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli;

/// <summary>The verbs and their arguments.</summary>
internal static class CommandTree
{
    public static RootCommand Build(ProgramHost host, Language language, CancellationToken cancellation)
    {
        var arguments = new Arguments(language);
        var root = new RootCommand(language.Pick(
            "From a study's workbook to its report. A study is a folder with datapackage.json (tables) and plan.json (analyses).",
            "Du classeur d’une étude à son rapport. Une étude est un dossier avec datapackage.json (tables) et plan.json (analyses)."))
        {
            ReportVerb.Command(arguments, host, language, cancellation),
            CheckVerb.Command(arguments, host, language, cancellation),
            TemplateVerb.Command(arguments, host, language, cancellation),
            SimulateVerb.Command(arguments, host, language, cancellation),
            VerifyVerb.Command(arguments, host, language, cancellation),
            CompareVerb.Command(arguments, host, language),
            LockVerb.Command(arguments, host, language),
            NotebookVerb.Command(arguments, host, language, cancellation),
        };
        return root;
    }
}
