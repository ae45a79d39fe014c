using System.CommandLine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli.Verbs;

/// <summary>study notebook: run notebooks without a front end, and serve them to Jupyter.</summary>
internal static class NotebookVerb
{
    public static Command Command(Arguments arguments, ProgramHost host, Language language, CancellationToken cancellation) =>
        new("notebook", language.Pick("Run C# notebooks, or register their kernel with Jupyter", "Exécuter des notebooks C#, ou enregistrer leur noyau dans Jupyter"))
        {
            NotebookRunVerb.Command(arguments, host, language, cancellation),
            NotebookKernelVerb.Command(arguments, host, language),
        };
}
