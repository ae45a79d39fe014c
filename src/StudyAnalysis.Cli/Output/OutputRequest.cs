using System.Collections.Immutable;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli.Output;

/// <summary>What a run asks of an output folder.</summary>
/// <param name="Path">Its place, as given.</param>
/// <param name="Verb">The verb that writes.</param>
/// <param name="OwnerOnly">Whether only the owner may read what is made.</param>
/// <param name="Day">Day of the run, for the dated names of what is set aside.</param>
/// <param name="Files">The disk.</param>
internal sealed record OutputRequest(string Path, string Verb, bool OwnerOnly, DateOnly Day, IFileActions Files)
{
    /// <summary>The definition the run reads; null for none.</summary>
    public string? Definition { get; init; }

    /// <summary>Files the run reads, which it must not write.</summary>
    public ImmutableArray<string> Inputs { get; init; } = [];

    /// <summary>Refuses the folder of the definition, and names under which the run reads.</summary>
    /// <param name="folder">The folder, behind links.</param>
    /// <param name="names">Names to be written, with '/'.</param>
    /// <exception cref="StudyFailure">The output would stand in the place of the input.</exception>
    public void RefuseInputs(string folder, IEnumerable<string> names)
    {
        if (Definition is { } definition && Standing.IsSame(folder, definition))
        {
            throw new StudyFailure(
                ExitCode.BadArguments,
                LocalizedText.Of($"{Path} is the folder of the definition: a report is not written into it.", $"{Path} est le dossier de la définition : un rapport n’y est pas écrit."),
                LocalizedText.Of("Give another folder with --out.", "Donnez un autre dossier avec --out."));
        }

        var input = names.Select(n => System.IO.Path.Combine(folder, FolderStage.Local(n))).FirstOrDefault(path => Inputs.Any(i => Standing.IsSame(i, path)));
        if (input is not null)
        {
            throw new StudyFailure(
                ExitCode.BadArguments,
                LocalizedText.Of($"{input} is the workbook that is read: it is not written over.", $"{input} est le classeur lu : il n’est pas remplacé."),
                LocalizedText.Of("Give another folder with --out.", "Donnez un autre dossier avec --out."));
        }
    }
}
