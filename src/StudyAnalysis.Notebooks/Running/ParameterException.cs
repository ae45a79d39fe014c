using StudyAnalysis.Schema;

namespace StudyAnalysis.Notebooks.Running;

/// <summary>A parameter the notebook does not take, or a value that does not fit it.</summary>
public sealed class ParameterException : Exception
{
    /// <summary>For serializers only.</summary>
    public ParameterException()
        : this(string.Empty)
    {
    }

    /// <summary>With a message.</summary>
    public ParameterException(string message)
        : this(message, null)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public ParameterException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>What is wrong, and what to do.</summary>
    public ParameterException(LocalizedText what, LocalizedText action)
        : base(what.In(Language.English))
    {
        What = what;
        Action = action;
    }

    /// <summary>What is wrong.</summary>
    public LocalizedText What { get; } = LocalizedText.Empty;

    /// <summary>What to do.</summary>
    public LocalizedText Action { get; } = LocalizedText.Empty;
}
