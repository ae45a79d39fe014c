using System.CommandLine;
using StudyAnalysis.Cli.Output;
using StudyAnalysis.Import.Writing;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli.Verbs;

/// <summary>study template: a blank workbook with drop-downs, units and notes.</summary>
internal static class TemplateVerb
{
    public static Command Command(Arguments arguments, ProgramHost host, Language language, CancellationToken cancellation)
    {
        var file = OutputFile.Option("--out", language, "template.xlsx");
        var command = new Command("template", language.Pick("Write a blank workbook made from the data dictionary", "Écrire un classeur vierge d’après le dictionnaire"))
        {
            arguments.Definition, file, arguments.Lang, arguments.Quiet, arguments.Debug,
        };
        command.SetAction(parsed =>
        {
            var progress = new ProgressLine(host, language, parsed.GetValue(arguments.Quiet), cancellation);
            progress.Step("Reading the definition …", "Lecture de la définition …");
            var definition = Study.Load(StudyPaths.DefinitionFolder(host, parsed.GetValue(arguments.Definition))).Definition;
            progress.Step("Writing the template …", "Écriture du modèle …");
            var path = OutputFile.Write(parsed.GetValue(file)!, TemplateWriter.ToBytes(definition, language), host.Files);
            progress.Done();
            host.Output.WriteLine(StudyPaths.Shown(path));
            return ExitCode.Done;
        });
        return command;
    }
}
