using StudyAnalysis.Schema;

namespace StudyAnalysis.Notebooks.Documents;

/// <summary>A file that cannot be read as a notebook.</summary>
public sealed class UnreadableNotebookException : Exception
{
    /// <summary>For serializers only.</summary>
    public UnreadableNotebookException()
        : this(string.Empty)
    {
    }

    /// <summary>With a message.</summary>
    public UnreadableNotebookException(string message)
        : this(message, null)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public UnreadableNotebookException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>What happened, where, and what to do.</summary>
    public UnreadableNotebookException(string path, LocalizedText what, LocalizedText action, Exception? inner = null)
        : base($"{path}: {what.In(Language.English)}", inner)
    {
        Path = path;
        What = what;
        Action = action;
    }

    /// <summary>The file.</summary>
    public string Path { get; } = string.Empty;

    /// <summary>What is wrong with it.</summary>
    public LocalizedText What { get; } = LocalizedText.Empty;

    /// <summary>What to do.</summary>
    public LocalizedText Action { get; } = LocalizedText.Empty;
}
