using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using StudyAnalysis.Import;

namespace StudyAnalysis.Cli;

/// <summary>A study with its workbook read.</summary>
internal sealed record LoadedStudy(Study Study, string WorkbookPath, ImportResult Import)
{
    /// <summary>Eight hexadecimal digits that name the inputs: workbook and definition.</summary>
    public string Hash8()
    {
        var inputs = string.Join('\n', [Import.Data?.WorkbookHash ?? string.Empty, Study.Definition.DictionaryHash, Study.Definition.PlanHash]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(inputs)))[..8];
    }

    /// <summary>Query lists name patients: they stay in private/.</summary>
    public string DefaultPrivateFolder(ProgramHost host)
    {
        var asOf = Import.Data?.AsOf ?? host.Today;
        return Path.Combine(host.Home, "private", FormattableString.Invariant($"check_{Study.Definition.Plan.Study.Id}_{asOf:yyyy-MM-dd}_{Hash8()}"));
    }
}

/// <summary>The first two steps of every verb that reads a workbook.</summary>
internal static class StudyLoading
{
    public static LoadedStudy Load(ParseResult parsed, Arguments arguments, ProgramHost host, ProgressLine progress)
    {
        progress.Step("Reading the definition …", "Lecture de la définition …");
        var study = Study.Load(StudyPaths.DefinitionFolder(host, parsed.GetValue(arguments.Definition)));
        var path = StudyPaths.Workbook(study.Definition, parsed.GetValue(arguments.Workbook));
        progress.Step($"Reading {Path.GetFileName(path)} …", $"Lecture de {Path.GetFileName(path)} …");
        var options = new ImportOptions(host.Today, Arguments.ParseDate(parsed.GetValue(arguments.AsOf)));
        return new LoadedStudy(study, path, study.Import(path, options));
    }
}
