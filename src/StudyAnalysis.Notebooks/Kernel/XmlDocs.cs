using Microsoft.CodeAnalysis;

namespace StudyAnalysis.Notebooks.Kernel;

/// <summary>Documentation comments beside assemblies.</summary>
internal static class XmlDocs
{
    public static DocumentationProvider? For(string assemblyPath)
    {
        var path = Path.ChangeExtension(assemblyPath, ".xml");
        return File.Exists(path) ? XmlDocumentationProvider.CreateFromFile(path) : null;
    }
}
