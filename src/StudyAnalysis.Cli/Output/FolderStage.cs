namespace StudyAnalysis.Cli.Output;

/// <summary>The folder in which a run gathers its files before they take their places, in the output folder or, while that is not there, beside it.</summary>
/// <param name="Path">Its place.</param>
internal sealed record FolderStage(string Path)
{
    private const string FilesFolder = "files";
    private const string Undecided = "manifest.json.new";

    /// <summary>Where a file waits.</summary>
    public string Of(string name) => System.IO.Path.Combine(Path, FilesFolder, Local(name));

    /// <summary>The manifest that will stand in the folder. From when it is here, the step is decided and is carried out, if need be by the next run.</summary>
    public string ManifestPath => ManifestIn(Path);

    /// <summary>A name of the manifest as a path of this system.</summary>
    public static string Local(string name) => name.Replace('/', System.IO.Path.DirectorySeparatorChar);

    /// <summary>Whether a run had gathered everything and begun to put it in place.</summary>
    public static bool IsDecided(string stage) => File.Exists(ManifestIn(stage));

    /// <summary>Stages in a folder that were decided and not carried out to the end.</summary>
    /// <exception cref="IOException">The folder cannot be listed.</exception>
    public static FolderStage[] Decided(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateDirectories(folder, TemporaryName.Prefix + "-*").Where(IsDecided).Order(StringComparer.Ordinal).Select(s => new FolderStage(s))]
        : [];

    /// <summary>Decides the step, all at once: a manifest half written decides nothing.</summary>
    public void Decide(Manifest next, IFileActions files, bool ownerOnly)
    {
        var undecided = System.IO.Path.Combine(Path, Undecided);
        files.Write(undecided, next.ToBytes(), ownerOnly);
        files.Move(undecided, ManifestPath, overwrite: true);
    }

    private static string ManifestIn(string stage) => System.IO.Path.Combine(stage, Manifest.FileName);
}
