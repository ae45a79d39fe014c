using System.Text.Json.Nodes;

namespace StudyAnalysis.Notebooks.Documents;

/// <summary>How notebooks and front ends name our kernel and its language.</summary>
public static class NotebookLanguage
{
    /// <summary>Name of the kernel, as in a notebook's kernelspec.</summary>
    public const string KernelName = "study-csharp";

    /// <summary>Name of the kernel as people read it.</summary>
    public const string KernelTitle = "C# (study)";

    /// <summary>The kernelspec of a notebook's metadata.</summary>
    public static JsonObject KernelSpec() => new() { ["display_name"] = KernelTitle, ["language"] = "C#", ["name"] = KernelName };

    /// <summary>The language_info of a notebook's metadata and of kernel_info_reply.</summary>
    public static JsonObject Info() => new()
    {
        ["codemirror_mode"] = "text/x-csharp",
        ["file_extension"] = ".cs",
        ["mimetype"] = "text/x-csharp",
        ["name"] = "C#",
        ["pygments_lexer"] = "csharp",
        ["version"] = "14.0",
    };
}
