using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli.Output;

/// <summary>A file written beside its place and moved there when whole: an interrupted run leaves what was there before.</summary>
internal sealed class FreshFile : IDisposable
{
    private readonly string _final;
    private readonly string _fresh;
    private readonly LocalizedText _advice;
    private readonly IFileActions _files;
    private readonly bool _ownerOnly;
    private bool _begun;

    /// <summary>A file that nothing is written of yet.</summary>
    /// <param name="path">Its place, in full.</param>
    /// <param name="advice">What to do when it cannot be written.</param>
    /// <param name="files">The disk.</param>
    /// <param name="ownerOnly">Whether only the owner may read it, and a folder made for it.</param>
    /// <exception cref="StudyFailure">The place is a link that leads to itself.</exception>
    public FreshFile(string path, LocalizedText advice, IFileActions files, bool ownerOnly = false)
    {
        Path = path;
        _advice = advice;
        _files = files;
        _final = Try(path, ExitCode.BadArguments, advice, () => Standing.BehindLinks(path));
        _ownerOnly = ownerOnly || IsOwnersOnly(_final);
        _fresh = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(_final)!, TemporaryName.New());
    }

    public string Path { get; }

    /// <summary>Begins the file beside its place: a place that cannot be written is told before anything is computed for it, not after.</summary>
    /// <exception cref="StudyFailure">It cannot be written.</exception>
    public void Begin() => Try(_final, ExitCode.BadArguments, _advice, () =>
    {
        var folder = System.IO.Path.GetDirectoryName(_final)!;
        TemporaryName.Sweep(folder, _files);
        _files.CreateFolder(folder, _ownerOnly);
        _begun = true;
        _files.Write(_fresh, [], _ownerOnly);
        return true;
    });

    /// <summary>Writes the file and moves it into place, where nothing may stand.</summary>
    /// <exception cref="StudyFailure">It cannot be written, or something stands there.</exception>
    public void KeepNew(byte[] bytes) => Try(_final, ExitCode.PartMissing, _advice, () =>
    {
        Gather(bytes);
        _files.Move(_fresh, _final, overwrite: false);
        return true;
    });

    /// <summary>Writes the file and moves it into place. What stands there is replaced where it is known, and else kept under a dated name.</summary>
    /// <param name="bytes">What it holds.</param>
    /// <param name="known">Hash of what may be replaced.</param>
    /// <param name="day">Day of the run.</param>
    /// <returns>What was set aside; null for nothing.</returns>
    /// <exception cref="StudyFailure">It cannot be written.</exception>
    public SetAside? KeepOver(byte[] bytes, string? known, DateOnly day)
    {
        return Try(_final, ExitCode.PartMissing, _advice, () =>
        {
            Gather(bytes);
            var aside = IsOthers(known, bytes) ? new SetAside(StudyPaths.Shown(_final), StudyPaths.Shown(DatedName.Give(_final, day, _files)), WasChanged: true) : null;
            _files.Move(_fresh, _final, overwrite: true);
            return aside;
        });
    }

    /// <summary>Whether something stands there that may not be replaced.</summary>
    private bool IsOthers(string? known, byte[] bytes)
    {
        var now = Standing.HashOf(_final);
        return Standing.Is(_final) && (now is null || (now != known && now != ManifestFile.HashOf(bytes)));
    }

    private void Gather(byte[] bytes)
    {
        _begun = true;
        _files.Probe(_final);
        _files.Write(_fresh, bytes, _ownerOnly);
    }

    public void Dispose()
    {
        if (_begun && File.Exists(_fresh))
        {
            try
            {
                _files.Delete(_fresh);
            }
            catch (Exception held) when (FileTrouble.IsIt(held))
            {
                // A later run clears it.
            }
        }
    }

    private static bool IsOwnersOnly(string path) =>
        !OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & ~FileActions.OwnerOnlyFile) == UnixFileMode.None;

    private static T Try<T>(string path, int exitCode, LocalizedText advice, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception error) when (FileTrouble.IsIt(error))
        {
            throw FileTrouble.Writing(path, error, exitCode, advice);
        }
    }
}
