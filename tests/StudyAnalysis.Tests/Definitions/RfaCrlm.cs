using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Architecture;

namespace StudyAnalysis.Tests.Definitions;

/// <summary>The rfa-crlm definition as committed.</summary>
internal static class RfaCrlm
{
    private static readonly Lazy<StudyDefinition> _definition = new(() => StudyDefinitionLoader.Load(Folder));

    public static string Folder => FolderOf("rfa-crlm");

    public static StudyDefinition Definition => _definition.Value;

    public static string FolderOf(string study) => Repository.PathOf("data-schema", study);
}
