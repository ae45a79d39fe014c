using System.CommandLine;
using StudyAnalysis.Cli.Output;
using StudyAnalysis.Schema;
using StudyAnalysis.Simulation;

namespace StudyAnalysis.Cli.Verbs;

/// <summary>study simulate: a seeded synthetic workbook for any definition.</summary>
internal static class SimulateVerb
{
    public static Command Command(Arguments arguments, ProgramHost host, Language language, CancellationToken cancellation)
    {
        var patients = NumberOption.Whole("--patients", "N", 40, (1, 100_000), language.Pick("Patients", "Patients"), language);
        var effect = NumberOption.Real("--effect", "LOG2", 0.4, (-30, 30), language.Pick("Shift at the primary contrast, log2", "Décalage au contraste principal, log2"), language);
        var hazardRatio = NumberOption.Real(
            "--hazard-ratio",
            "HR",
            1.3,
            (0.001, 1000),
            language.Pick("Hazard ratio of relapse per doubling of the marker", "Rapport de risques instantanés de rechute par doublement du marqueur"),
            language);
        var errors = new Option<bool>("--errors") { Description = language.Pick("With a few typing errors", "Avec quelques fautes de saisie") };
        var file = OutputFile.Option("--out", language, "simulated.xlsx");
        var command = new Command("simulate", language.Pick("Write a synthetic workbook made from the data dictionary", "Écrire un classeur synthétique d’après le dictionnaire"))
        {
            arguments.Definition, patients, effect, hazardRatio, errors, arguments.Seed, file, arguments.Lang, arguments.Quiet, arguments.Debug,
        };
        command.SetAction(parsed =>
        {
            var progress = new ProgressLine(host, language, parsed.GetValue(arguments.Quiet), cancellation);
            progress.Step("Reading the definition …", "Lecture de la définition …");
            var definition = Study.Load(StudyPaths.DefinitionFolder(host, parsed.GetValue(arguments.Definition))).Definition;
            progress.Step("Simulating …", "Simulation …");
            var options = new SimulationOptions(
                parsed.GetValue(patients), parsed.GetValue(effect), parsed.GetValue(hazardRatio), (ulong)parsed.GetValue(arguments.Seed), parsed.GetValue(errors));
            var path = OutputFile.Write(parsed.GetValue(file)!, StudySimulator.Write(definition, options), host.Files);
            progress.Done();
            host.Output.WriteLine(StudyPaths.Shown(path));
            return ExitCode.Done;
        });
        return command;
    }
}
