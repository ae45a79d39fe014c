using System.Collections.Immutable;
using StudyAnalysis.Analyses;
using StudyAnalysis.Reporting.Sections;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Reporting.Composition;

/// <summary>What every part of a report looks up: the plan, results by id and their content, made once.</summary>
internal sealed class CompositionContext
{
    private readonly Dictionary<string, AnalysisResult> _results;
    private readonly Dictionary<string, ResultContent> _contents = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, IResultSection> _sections;

    public CompositionContext(ReportInput input, IReadOnlyDictionary<string, IResultSection> sections)
    {
        Input = input;
        _sections = sections;
        _results = input.Results.ToDictionary(r => r.Id, StringComparer.Ordinal);
        PageOneAssumptions = [.. Assumptions(input)];
        InSections = Plan.Sections.SelectMany(s => s.Analyses).ToImmutableHashSet(StringComparer.Ordinal);
    }

    public ReportInput Input { get; }

    /// <summary>Those of the plan, of the primary analysis, and those that several analyses share: said once, in this order.</summary>
    public ImmutableArray<string> PageOneAssumptions { get; }

    public AnalysisPlan Plan => Input.Definition.Plan;

    public Language Language => Input.Options.Language;

    /// <summary>Whether p values may not be shown yet.</summary>
    public bool IsInterim => !Plan.AllowsInference(Input.AsOf);

    /// <summary>Analyses that stand in a section of the main part.</summary>
    public ImmutableHashSet<string> InSections { get; }

    /// <summary>The primary result, or null.</summary>
    public AnalysisResult? Primary => Input.Results.FirstOrDefault(r => r.Role == AnalysisRole.Primary);

    public string Say(string english, string french) => Language.Pick(english, french);

    public RichText Say(RichText english, RichText french) => Language.Pick(english, french);

    public AnalysisResult? Result(string id) => _results.GetValueOrDefault(id);

    public string KindOf(string analysis) => Plan.Analyses.FirstOrDefault(a => a.Id == analysis)?.Kind ?? string.Empty;

    /// <summary>Anchor of a section; apart from those of analyses, which may have the same id.</summary>
    public static string SectionAnchor(string id) => "section-" + id;

    /// <summary>A link to an analysis.</summary>
    public static Inline.Reference Link(AnalysisResult result) => new(Anchor(result), result.Title);

    /// <summary>Anchor of an analysis.</summary>
    public static string Anchor(AnalysisResult result) => "analysis-" + result.Id;

    /// <summary>What is particular to the kind; null when there is no result, or the kind has no section.</summary>
    public ResultContent? Content(AnalysisResult result)
    {
        if (result.Status != AnalysisStatus.Ok || !_sections.TryGetValue(result.Kind, out var section))
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

    private static IEnumerable<string> Assumptions(ReportInput input)
    {
        var shared = input.Results.SelectMany(r => r.Assumptions).GroupBy(a => a, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key);
        return input.Definition.Plan.Assumptions.Select(a => a.In(input.Options.Language))
            .Concat(input.Results.FirstOrDefault(r => r.Role == AnalysisRole.Primary)?.Assumptions ?? [])
            .Concat(shared)
            .Distinct(StringComparer.Ordinal);
    }

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
