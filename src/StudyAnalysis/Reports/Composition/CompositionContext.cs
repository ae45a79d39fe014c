using System.Collections.Immutable;
using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;
using StudyAnalysis.Schema.Deviations;

namespace StudyAnalysis.Reports.Composition;

/// <summary>What every part of a report looks up: the plan, results by id and their content, made once.</summary>
internal sealed class CompositionContext : ResultFrame
{
    private readonly Dictionary<string, AnalysisResult> _results;

    public CompositionContext(ReportInput input, IReadOnlyDictionary<string, IResultSection> sections)
        : base(input.Options.Language, sections)
    {
        Input = input;
        Lock = LockComparison.Of(input.Definition);
        _results = input.Results.ToDictionary(r => r.Id, StringComparer.Ordinal);
        PageOneAssumptions = [.. Assumptions(input)];
        InSections = Plan.Sections.SelectMany(s => s.Analyses).ToImmutableHashSet(StringComparer.Ordinal);
    }

    public ReportInput Input { get; }

    /// <summary>Those of the plan, of the primary analysis, and those that several analyses share: said once, in this order.</summary>
    public override ImmutableArray<string> PageOneAssumptions { get; }

    /// <summary>The definition held against its locks; null: never locked.</summary>
    public LockComparison? Lock { get; }

    public AnalysisPlan Plan => Input.Definition.Plan;

    /// <summary>Whether p values may not be shown yet.</summary>
    public override bool IsInterim => !Plan.AllowsInference(Input.AsOf);

    /// <summary>Analyses that stand in a section of the main part.</summary>
    public ImmutableHashSet<string> InSections { get; }

    /// <summary>The primary result, or null.</summary>
    public AnalysisResult? Primary => Input.Results.FirstOrDefault(r => r.Role == AnalysisRole.Primary);

    public AnalysisResult? Result(string id) => _results.GetValueOrDefault(id);

    public string KindOf(string analysis) => Plan.Analyses.FirstOrDefault(a => a.Id == analysis)?.Kind ?? string.Empty;

    /// <summary>Anchor of a section; apart from those of analyses, which may have the same id.</summary>
    public static string SectionAnchor(string id) => "section-" + id;

    /// <summary>A link to an analysis.</summary>
    public static Inline.Reference Link(AnalysisResult result) => new(Anchor(result), result.Title);

    /// <summary>Anchor of an analysis.</summary>
    public static string Anchor(AnalysisResult result) => "analysis-" + result.Id;

    private static IEnumerable<string> Assumptions(ReportInput input)
    {
        var shared = input.Results.SelectMany(r => r.Assumptions).GroupBy(a => a, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key);
        return input.Definition.Plan.Assumptions.Select(a => a.In(input.Options.Language))
            .Concat(input.Results.FirstOrDefault(r => r.Role == AnalysisRole.Primary)?.Assumptions ?? [])
            .Concat(shared)
            .Distinct(StringComparer.Ordinal);
    }
}
