using System.Collections.Immutable;

namespace StudyAnalysis.Cli.Output;

/// <summary>Puts the files of a decided stage in place, one by one, the manifest last. Begun again after an interruption, it goes on from where it was: what a
/// file is, is looked up on the disk, never remembered.</summary>
/// <param name="folder">The output folder.</param>
/// <param name="stage">The decided stage in it.</param>
/// <param name="carried">Hash of an earlier file, by name, whose changes by people the new file holds as well: it may be replaced.</param>
/// <param name="day">Day of the run, for dated names.</param>
/// <param name="files">The disk.</param>
internal sealed class FolderCommit(string folder, FolderStage stage, IReadOnlyDictionary<string, string> carried, DateOnly day, IFileActions files)
{
    private readonly ImmutableArray<SetAside>.Builder _aside = ImmutableArray.CreateBuilder<SetAside>();

    /// <exception cref="StudyFailure">A file cannot take its place, or a manifest cannot be read.</exception>
    public ImmutableArray<SetAside> Run()
    {
        var before = Manifest.Read(folder);
        var next = Manifest.Read(stage.Path)!;
        foreach (var old in (before?.Files ?? []).Where(f => next.Find(f.Name) is null))
        {
            FileTrouble.Guard(Path.Combine(folder, old.Name), ExitCode.PartMissing, () => KeepBeside(old));
        }

        foreach (var file in next.Files)
        {
            FileTrouble.Guard(Path.Combine(folder, file.Name), ExitCode.PartMissing, () => Place(file, before?.Find(file.Name)));
        }

        files.Move(stage.ManifestPath, Path.Combine(folder, Manifest.FileName), overwrite: true);
        return _aside.ToImmutable();
    }

    /// <summary>Files that may have to move away: fails while another program holds one, before anything is moved.</summary>
    public static void Probe(string folder, Manifest? before, IFileActions files)
    {
        foreach (var file in before?.Files ?? [])
        {
            var path = Path.Combine(folder, FolderStage.Local(file.Name));
            FileTrouble.Guard(path, ExitCode.PartMissing, () => files.Probe(path));
        }
    }

    private void KeepBeside(ManifestFile old)
    {
        var path = Path.Combine(folder, FolderStage.Local(old.Name));
        if (Standing.Is(path) && !FolderClash.IsBehindLink(folder, old.Name))
        {
            Aside(old.Name, path, Standing.HashOf(path) != old.Sha256);
        }
    }

    private void Place(ManifestFile file, ManifestFile? listed)
    {
        var (from, to) = (stage.Of(file.Name), Path.Combine(folder, FolderStage.Local(file.Name)));
        if (!File.Exists(from))
        {
            // It took its place before the interruption; what people did to it since is theirs.
            return;
        }

        if (Standing.Is(to))
        {
            var now = Standing.HashOf(to);
            if (now == file.Sha256)
            {
                return;
            }

            if (now is null || (now != listed?.Sha256 && now != carried.GetValueOrDefault(file.Name)))
            {
                Aside(file.Name, to, wasChanged: true);
            }
        }

        files.CreateFolder(Path.GetDirectoryName(to)!, ownerOnly: false);
        files.Move(from, to, overwrite: true);
    }

    private void Aside(string name, string path, bool wasChanged)
    {
        var kept = DatedName.Give(path, day, files);
        _aside.Add(new SetAside(name, Path.GetRelativePath(folder, kept).Replace('\\', '/'), wasChanged));
    }
}
