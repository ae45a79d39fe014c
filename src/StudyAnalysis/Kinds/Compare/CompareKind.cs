using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics.Compare;

namespace StudyAnalysis.Kinds.Compare;

/// <summary>A variable compared between groups (kind compare).</summary>
/// <remarks>Unit: the population's level, with both variables known. Numbers and ordered categories (by their scores): two groups Mann–Whitney with the
/// Hodges–Lehmann shift (a ratio for log2 markers), more Kruskal–Wallis. Categories and yes/no: Fisher. Below the limit: ranks with everything at or below
/// the highest limit met tied at it. The first group in the order of the definition (no before yes) comes first.</remarks>
public sealed class CompareKind : IKind
{
    /// <inheritdoc/>
    public string Name => "compare";

    /// <inheritdoc/>
    public IResultSection Section { get; } = new CompareSection();

    /// <inheritdoc/>
    public IEnumerable<OptionReference> References(AnalysisSpec spec) => OptionReferences.Variables(spec, "y", "by");

    /// <inheritdoc/>
    public AnalysisResult Analyze(IAnalysisContext context, AnalysisSpec spec)
    {
        var result = ResultBuilder.Start(context, spec);
        var (ready, ended) = GroupedVariable.Prepare(
            result, CompareResult.Main, result.Say("fewer than two groups with values", "moins de deux groupes avec des valeurs"));
        if (ready is null)
        {
            return ended!;
        }

        var comparison = ready.Y.Type is VariableType.Numeric or VariableType.Ordered
            ? RankComparison.Add(result, ready.Y, ready.Grouping, ready.Comparison)
            : CountComparison.Add(result, ready.Y, ready.Grouping, ready.Comparison);
        return result.Finish(common => new CompareResult(common, comparison));
    }

    /// <summary>How the plan wants the null distribution.</summary>
    internal static Computation Computation(ResultBuilder result) => result.Options.Truth("exact") switch
    {
        true => Statistics.Compare.Computation.Exact,
        false => Statistics.Compare.Computation.Asymptotic,
        null => Statistics.Compare.Computation.BySize,
    };
}
