using System.Collections.Immutable;
using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Reports.Composition;

/// <summary>What the frame of one analysis needs, inside a report or alone in a notebook.</summary>
internal class ResultFrame(Language language, IReadOnlyDictionary<string, IResultSection> sections)
{
    private readonly Dictionary<string, ResultContent> _contents = new(StringComparer.Ordinal);

    public Language Language => language;

    /// <summary>Whether page one already says that p values may not be shown yet.</summary>
    public virtual bool IsInterim => false;

    /// <summary>Assumptions said elsewhere, once for all analyses.</summary>
    public virtual ImmutableArray<string> PageOneAssumptions => [];

    public string Say(string english, string french) => language.Pick(english, french);

    public RichText Say(RichText english, RichText french) => language.Pick(english, french);

    /// <summary>What is particular to the kind; null when there is no result, or the kind has no section.</summary>
    public ResultContent? Content(AnalysisResult result)
    {
        if (result.Status != AnalysisStatus.Ok || !sections.TryGetValue(result.Kind, out var section))
        {
            return null;
        }

        if (!_contents.TryGetValue(result.Id, out var content))
        {
            content = section.Compose(result);
            _contents.Add(result.Id, content);
        }

        return content;
    }

    /// <summary>The result in words: its sentence, or why there is none.</summary>
    public RichText Sentence(AnalysisResult result) => result.Status switch
    {
        AnalysisStatus.Ok => Content(result)?.Sentence.Capitalized() ?? RichText.Plain(Say("See the numbers in results.json.", "Voir les chiffres dans results.json.")),
        AnalysisStatus.NotEstimable => RichText.Concat(RichText.Bold(Say("Not estimable: ", "Non estimable : ")), result.StatusReason + "."),
        _ => RichText.Concat(RichText.Bold(Say("Not run: ", "Non réalisée : ")), result.StatusReason + "."),
    };

    /// <summary>A role for people.</summary>
    public string Role(AnalysisRole role) => role switch
    {
        AnalysisRole.Primary => Say("Primary", "Principale"),
        AnalysisRole.Secondary => Say("Secondary", "Secondaire"),
        AnalysisRole.Exploratory => Say("Exploratory", "Exploratoire"),
        AnalysisRole.Descriptive => Say("Descriptive", "Descriptive"),
        AnalysisRole.Sensitivity => Say("Sensitivity", "Sensibilité"),
        _ => Say("Safety", "Tolérance"),
    };
}
