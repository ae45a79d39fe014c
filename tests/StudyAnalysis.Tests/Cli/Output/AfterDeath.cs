using StudyAnalysis.Cli.Output;

namespace StudyAnalysis.Tests.Cli.Output;

/// <summary>The disk as the next process finds it: what this one left under its own mark belongs to a process that has ended.</summary>
internal sealed class AfterDeath : IFileActions
{
    public void CreateFolder(string path, bool ownerOnly) => FileActions.Instance.CreateFolder(path, ownerOnly);

    public void Write(string path, ReadOnlySpan<byte> bytes, bool ownerOnly) => FileActions.Instance.Write(path, bytes, ownerOnly);

    public void Move(string from, string to, bool overwrite) => FileActions.Instance.Move(from, to, overwrite);

    public void MoveFolder(string from, string to) => FileActions.Instance.MoveFolder(from, to);

    public void Delete(string path) => FileActions.Instance.Delete(path);

    public void DeleteFolder(string path) => FileActions.Instance.DeleteFolder(path);

    public void DeleteEmptyFolder(string path) => FileActions.Instance.DeleteEmptyFolder(path);

    public FileStream? TryHold(string path) => FileActions.Instance.TryHold(path);

    public void Probe(string path) => FileActions.Instance.Probe(path);

    public bool IsGone(ProcessMark mark, TimeSpan age) => mark == ProcessMark.Own || mark.IsGone(age);
}
