namespace StudyAnalysis.Cli.Output;

/// <summary>Everything that changes a disk goes through here, so that a test can let any of it fail, or end the run between two of them.</summary>
internal interface IFileActions
{
    /// <summary>Makes a folder and those above it, where they are not there.</summary>
    void CreateFolder(string path, bool ownerOnly);

    /// <summary>Writes a file anew, down to the disk.</summary>
    void Write(string path, ReadOnlySpan<byte> bytes, bool ownerOnly);

    /// <summary>Gives a file another name on the same disk.</summary>
    void Move(string from, string to, bool overwrite);

    /// <summary>Gives a folder another name on the same disk.</summary>
    void MoveFolder(string from, string to);

    /// <summary>Removes a file.</summary>
    void Delete(string path);

    /// <summary>Removes a folder with all it holds.</summary>
    void DeleteFolder(string path);

    /// <summary>Removes a folder that holds nothing.</summary>
    void DeleteEmptyFolder(string path);

    /// <summary>Opens a file that nobody else can open so meanwhile; when the process ends, so does that.</summary>
    /// <returns>Null when somebody else holds it.</returns>
    FileStream? TryHold(string path);

    /// <summary>Fails when another program holds a file open so that it cannot be replaced.</summary>
    void Probe(string path);

    /// <summary>Whether the process that made a temporary file or folder has ended.</summary>
    bool IsGone(ProcessMark mark, TimeSpan age);
}
