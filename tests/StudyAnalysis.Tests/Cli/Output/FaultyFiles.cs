using StudyAnalysis.Cli.Output;

namespace StudyAnalysis.Tests.Cli.Output;

/// <summary>The disk, on which one operation fails or before which the process dies. A write is cut in its middle: half of the bytes are there.</summary>
internal sealed class FaultyFiles(int at, Func<Exception>? failure = null) : IFileActions
{
    private readonly List<string> _operations = [];
    private bool _isDead;

    /// <summary>What was done, in order.</summary>
    public IReadOnlyList<string> Operations => _operations;

    /// <summary>Whether the operation was reached.</summary>
    public bool WasCut => _operations.Count >= at;

    /// <summary>A disk that works and keeps count.</summary>
    public static FaultyFiles None() => new(int.MaxValue);

    public void CreateFolder(string path, bool ownerOnly)
    {
        // A folder that is there is not made: no step of its own.
        if (!Directory.Exists(path))
        {
            Step("folder", path);
        }

        FileActions.Instance.CreateFolder(path, ownerOnly);
    }

    public void Write(string path, ReadOnlySpan<byte> bytes, bool ownerOnly)
    {
        var whole = bytes.ToArray();
        Step("write", path, () => FileActions.Instance.Write(path, whole.AsSpan(0, whole.Length / 2), ownerOnly));
        FileActions.Instance.Write(path, bytes, ownerOnly);
    }

    public void Move(string from, string to, bool overwrite)
    {
        Step("move", to);
        FileActions.Instance.Move(from, to, overwrite);
    }

    public void MoveFolder(string from, string to)
    {
        Step("move folder", to);
        FileActions.Instance.MoveFolder(from, to);
    }

    public void Delete(string path)
    {
        Step("delete", path);
        FileActions.Instance.Delete(path);
    }

    public void DeleteFolder(string path)
    {
        Step("delete folder", path);
        FileActions.Instance.DeleteFolder(path);
    }

    public void DeleteEmptyFolder(string path)
    {
        Step("delete empty folder", path);
        FileActions.Instance.DeleteEmptyFolder(path);
    }

    public FileStream? TryHold(string path)
    {
        Step("hold", path);
        return FileActions.Instance.TryHold(path);
    }

    public void Probe(string path) => FileActions.Instance.Probe(path);

    public bool IsGone(ProcessMark mark, TimeSpan age) => FileActions.Instance.IsGone(mark, age);

    private void Step(string what, string path, Action? half = null)
    {
        if (_isDead)
        {
            throw new ProcessDiedException();
        }

        _operations.Add($"{what} {Path.GetFileName(path)}");
        if (_operations.Count == at)
        {
            half?.Invoke();
            _isDead = failure is null;
            throw failure?.Invoke() ?? new ProcessDiedException();
        }
    }
}
