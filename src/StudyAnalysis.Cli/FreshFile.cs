using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli;

/// <summary>A file written beside its place and moved there when whole: an interrupted run leaves what was there before.</summary>
internal sealed class FreshFile : IDisposable
{
    private readonly string _fresh;
    private readonly LocalizedText _advice;
    private readonly bool _ownerOnly;

    /// <summary>A file that nothing is written of yet.</summary>
    /// <param name="path">Its place, in full. What stands there is replaced.</param>
    /// <param name="advice">What to do when it cannot be written.</param>
    /// <param name="ownerOnly">Whether only the owner may read a folder made for it.</param>
    public FreshFile(string path, LocalizedText advice, bool ownerOnly = false)
    {
        Path = path;
        _advice = advice;
        _ownerOnly = ownerOnly;
        _fresh = FormattableString.Invariant($"{path}.{Environment.ProcessId}.tmp");
    }

    public string Path { get; }

    /// <summary>Begins the file beside its place: a place that cannot be written is told before anything is computed for it, not after.</summary>
    /// <exception cref="StudyFailure">It cannot be written.</exception>
    public void Begin() => Try(ExitCode.BadArguments, () =>
    {
        OutputFolder.Create(System.IO.Path.GetDirectoryName(Path)!, _ownerOnly);
        File.WriteAllBytes(_fresh, []);
    });

    /// <summary>Writes the file and moves it into place.</summary>
    /// <exception cref="StudyFailure">It cannot be written.</exception>
    public void Keep(byte[] bytes) => Try(ExitCode.PartMissing, () =>
    {
        File.WriteAllBytes(_fresh, bytes);
        File.Move(_fresh, Path, overwrite: true);
    });

    public void Dispose()
    {
        if (File.Exists(_fresh))
        {
            File.Delete(_fresh);
        }
    }

    private void Try(int exitCode, Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StudyFailure(
                exitCode, LocalizedText.Of($"{Path} cannot be written: {error.Message}", $"Impossible d’écrire {Path} : {error.Message}"), _advice, error);
        }
    }
}
