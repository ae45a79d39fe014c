namespace StudyAnalysis.Tests.Notebooks.Kernel;

/// <summary>A folder for one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("cells").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
