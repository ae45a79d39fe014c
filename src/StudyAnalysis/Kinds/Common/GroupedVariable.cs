using StudyAnalysis.Engine;

namespace StudyAnalysis.Kinds.Common;

/// <summary>What a comparison of groups starts from: y on the units that have it and a group.</summary>
/// <param name="Y">The variable compared.</param>
/// <param name="By">The grouping variable.</param>
/// <param name="Grouping">The groups.</param>
/// <param name="Comparison">What is known of the comparison before any test.</param>
internal sealed record GroupedVariable(Variable Y, Variable By, Grouping Grouping, Comparison Comparison)
{
    /// <summary>Reads the options y and by, counts out units without them and adds n; or the result that ends the analysis.</summary>
    /// <param name="result">The analysis.</param>
    /// <param name="main">What n is about.</param>
    /// <param name="tooFew">Why fewer than two groups end it.</param>
    public static (GroupedVariable? Ready, AnalysisResult? Ended) Prepare(ResultBuilder result, StatisticKey main, string tooFew)
    {
        var (y, by) = (result.Options.Text("y"), result.Options.Text("by"));
        if ((result.Unavailable(y, by) ?? result.TooManyGroups(by)) is { } notRun)
        {
            return (null, notRun);
        }

        Measured.Require(result, y);
        var group = result.Complete(by);
        var variable = result.Variable(y);
        var grouping = Grouping.Of(group, result.Language);
        result.About(main).N(result.Units.Count);
        if (grouping.Levels.Length < 2)
        {
            return (null, result.NotEstimable(tooFew));
        }

        if (Measured.NothingMeasured(result, variable.Values) is { } nothing)
        {
            return (null, result.NotEstimable(nothing));
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
        return (new GroupedVariable(variable, group, grouping, comparison), null);
    }
}
