using StudyAnalysis.Cli.Output;

namespace StudyAnalysis.Tests.Cli.Output;

/// <summary>A disk as Windows shows it while another program holds a file: it can be neither replaced nor given another name.</summary>
internal sealed class HeldFiles(string name) : IFileActions
{
    private const int SharingViolation = unchecked((int)0x80070020);

    public void CreateFolder(string path, bool ownerOnly) => FileActions.Instance.CreateFolder(path, ownerOnly);

    public void Write(string path, ReadOnlySpan<byte> bytes, bool ownerOnly) => FileActions.Instance.Write(path, bytes, ownerOnly);

    public void Move(string from, string to, bool overwrite)
    {
        Probe(from);
        Probe(to);
        FileActions.Instance.Move(from, to, overwrite);
    }

    public void MoveFolder(string from, string to) => FileActions.Instance.MoveFolder(from, to);

    public void Delete(string path) => FileActions.Instance.Delete(path);

    public void DeleteFolder(string path) => FileActions.Instance.DeleteFolder(path);

    public void DeleteEmptyFolder(string path) => FileActions.Instance.DeleteEmptyFolder(path);

    public FileStream? TryHold(string path) => FileActions.Instance.TryHold(path);

    public void Probe(string path)
    {
        if (Path.GetFileName(path) == name)
        {
            throw new IOException("The process cannot access the file because it is being used by another process.", SharingViolation);
        }
    }

    public bool IsGone(ProcessMark mark, TimeSpan age) => FileActions.Instance.IsGone(mark, age);
}
