using StudyAnalysis.Schema;
using StudyAnalysis.Statistics.Compare;

namespace StudyAnalysis.Analyses.Markers;

/// <summary>A variable compared between groups (kind compare).</summary>
/// <remarks>Unit: the population's level, with both variables known. Numbers and ordered categories (by their scores): two groups Mann–Whitney with the
/// Hodges–Lehmann shift (a ratio for log2 markers), more Kruskal–Wallis. Categories and yes/no: Fisher. Below the limit: ranks with everything at or below
/// the highest limit met tied at it. The first group in the order of the definition (no before yes) comes first.</remarks>
public sealed class CompareAnalysis : IAnalysisKind
{
    /// <inheritdoc/>
    public string Name => "compare";

    /// <inheritdoc/>
    public IEnumerable<OptionReference> References(AnalysisSpec spec) => OptionReferences.Variables(spec, "y", "by");

    /// <inheritdoc/>
    public AnalysisResult Analyze(IAnalysisContext context, AnalysisSpec spec)
    {
        var result = ResultBuilder.Start(context, spec);
        var (y, by) = (result.Options.Text("y"), result.Options.Text("by"));
        if (result.Unavailable(y, by) is { } notRun)
        {
            return notRun;
        }

        Measured.Require(result, y);
        var group = result.Complete(by);
        var variable = result.Variable(y);
        var grouping = Grouping.Of(group, result.Language);
        result.About(CompareResult.Main).N(result.Units.Count);
        if (grouping.Levels.Length < 2)
        {
            return result.NotEstimable(result.Say("fewer than two groups with values", "moins de deux groupes avec des valeurs"));
        }

        var comparison = new Comparison
        {
            Y = y,
            YLabel = variable.Label,
            Unit = variable.Unit,
            IsRatio = variable.IsLog2,
            By = by,
            ByLabel = grouping.Label,
            Groups = grouping.Levels,
        };
        comparison = variable.Type is VariableType.Numeric or VariableType.Ordered
            ? RankComparison.Add(result, variable, grouping, comparison)
            : CountComparison.Add(result, variable, grouping, comparison);
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
