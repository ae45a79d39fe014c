namespace StudyAnalysis.Tests.Cli.Output;

/// <summary>Every file below a folder, by its path with '/', as its bytes in hexadecimal digits.</summary>
internal static class Snapshot
{
    public static SortedDictionary<string, string> Of(string folder) => new(
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetRelativePath(folder, f).Replace('\\', '/'), f => Convert.ToHexString(File.ReadAllBytes(f)), StringComparer.Ordinal),
        StringComparer.Ordinal);
}
