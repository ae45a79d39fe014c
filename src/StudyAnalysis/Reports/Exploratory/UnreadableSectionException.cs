using StudyAnalysis.Schema;

namespace StudyAnalysis.Reports.Exploratory;

/// <summary>A notebook, or a section in it, that cannot go into a report, in the words of the reader.</summary>
/// <param name="what">What is wrong, and what to do.</param>
/// <param name="inner">What the reader of JSON said, or null.</param>
public sealed class UnreadableSectionException(LocalizedText what, Exception? inner = null) : FormatException(what.In(Language.English), inner)
{
    /// <summary>What is wrong, and what to do.</summary>
    public LocalizedText What { get; } = what;

    internal static UnreadableSectionException Of(string english, string french, Exception? inner = null) => new(LocalizedText.Of(english, french), inner);
}
