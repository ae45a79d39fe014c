using System.Runtime.CompilerServices;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Tests.Definitions;

/// <summary>The rfa-crlm definition as committed.</summary>
internal static class RfaCrlm
{
    private static readonly Lazy<StudyDefinition> _definition = new(() => StudyDefinitionLoader.Load(Folder));

    public static string Folder => FolderOf("rfa-crlm");

    public static StudyDefinition Definition => _definition.Value;

    public static string FolderOf(string study, [CallerFilePath] string path = "")
    {
        var directory = new DirectoryInfo(Directory.Exists(Path.GetDirectoryName(path)) ? Path.GetDirectoryName(path)! : AppContext.BaseDirectory);
        while (directory is not null && !Directory.Exists(Path.Combine(directory.FullName, "data-schema")))
        {
            directory = directory.Parent;
        }

        return Path.Combine(directory?.FullName ?? throw new DirectoryNotFoundException("data-schema"), "data-schema", study);
    }
}
