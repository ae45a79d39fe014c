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
        var patients = new Option<int>("--patients") { HelpName = "N", DefaultValueFactory = _ => 40, Description = language.Pick("Patients", "Patients") };
        var effect = new Option<double>("--effect")
        {
            HelpName = "LOG2",
            DefaultValueFactory = _ => 0.4,
            Description = language.Pick("Shift at the primary contrast, log2", "Décalage au contraste principal, log2"),
        };
        var hazardRatio = new Option<double>("--hazard-ratio")
        {
            HelpName = "HR",
            DefaultValueFactory = _ => 1.3,
            Description = language.Pick("Hazard ratio of relapse per doubling of the marker", "Rapport de risques instantanés de rechute par doublement du marqueur"),
        };
        var errors = new Option<bool>("--errors") { Description = language.Pick("With a few typing errors", "Avec quelques fautes de saisie") };
        var file = OutputFile.Option("--out", language, "simulated.xlsx");
        patients.Validators.Add(r => Check(r.GetValueOrDefault<int>() is >= 1 and <= 100_000, r, language.Pick("--patients takes 1 to 100000.", "--patients attend 1 à 100000.")));
        hazardRatio.Validators.Add(r => Check(r.GetValueOrDefault<double>() > 0, r, language.Pick("--hazard-ratio must be above 0.", "--hazard-ratio doit être supérieur à 0.")));
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

    private static void Check(bool holds, System.CommandLine.Parsing.OptionResult result, string message)
    {
        if (!holds)
        {
            result.AddError(message);
        }
    }
}
