using System.Collections.Immutable;
using StudyAnalysis.Cli.Output;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli.Checks;

/// <summary>The files of a folder, held against the manifest of the run that wrote them.</summary>
/// <param name="Files">Each file of the manifest with its state, in the order of the manifest.</param>
/// <param name="Added">Files that people added.</param>
internal sealed record FolderCheck(ImmutableArray<(ManifestFile File, FileState State)> Files, ImmutableArray<string> Added)
{
    /// <summary>Looks at a folder.</summary>
    /// <exception cref="StudyFailure">A file is there and cannot be read.</exception>
    public static FolderCheck Of(string folder, Manifest manifest) => new(
        [.. manifest.Files.Select(f => (f, State(Path.Combine(folder, FolderStage.Local(f.Name)), f)))],
        [
            .. Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
                .Select(f => Path.GetRelativePath(folder, f).Replace(Path.DirectorySeparatorChar, '/'))
                .Where(name => name != Manifest.FileName && manifest.Find(name) is null).Order(StringComparer.Ordinal),
        ]);

    /// <summary>The state of one file.</summary>
    public FileState StateOf(string name) => Files.FirstOrDefault(f => f.File.Name == name) is { File: not null, State: var state } ? state : FileState.Missing;

    private static FileState State(string path, ManifestFile listed)
    {
        if (!File.Exists(path))
        {
            return FileState.Missing;
        }

        try
        {
            return ManifestFile.HashOfFile(path) == listed.Sha256 ? FileState.AsMade
                : QueryList.IsFilledIn(listed, path) ? FileState.FilledIn
                : FileState.Changed;
        }
        catch (Exception error) when (FileTrouble.IsIt(error))
        {
            throw new StudyFailure(
                ExitCode.InputUnreadable,
                LocalizedText.Of($"{path} cannot be read: {error.Message}", $"{path} ne peut pas être lu : {error.Message}"),
                LocalizedText.Of("Check your rights there.", "Vérifiez vos droits à cet endroit."),
                error);
        }
    }
}
