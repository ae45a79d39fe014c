using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Compare;
using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Compare;
using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Kinds.Common;

/// <summary>Categories compared between groups by their counts.</summary>
internal static class CountComparison
{
    /// <summary>Adds counts per group and Fisher's test: with the odds ratio for two by two, else of the whole table.</summary>
    public static Comparison Add(ResultBuilder result, Variable variable, Grouping grouping, Comparison shape)
    {
        var (levels, counts) = Describe(result, variable, grouping, shape);
        if (levels.Levels.Length == 2 && grouping.Levels.Length == 2)
        {
            TwoByTwo(result, levels, grouping, counts);
        }
        else
        {
            var test = ContingencyTable.FisherExact(counts);
            result.Decisive(result.About(CompareResult.Main).Test(test, test.EstimateName, NumberFormat.Significant()));
            result.Method(test);
        }

        return shape with { YLevels = levels.Levels };
    }

    /// <summary>Adds counts per group.</summary>
    /// <returns>The levels, and the counts by level and group.</returns>
    public static (Grouping Levels, int[,] Counts) Describe(ResultBuilder result, Variable variable, Grouping grouping, Comparison shape)
    {
        var levels = Grouping.Of(variable, result.Language, keepEmpty: variable.Type == VariableType.Truth);
        var counts = Counts(levels, grouping);
        for (var g = 0; g < grouping.Levels.Length; g++)
        {
            Column(result, shape, levels, counts, g, grouping.Levels[g].Code, grouping.Count(g));
        }

        return (levels, counts);
    }

    private static int[,] Counts(Grouping levels, Grouping grouping)
    {
        var counts = new int[levels.Levels.Length, grouping.Levels.Length];
        for (var i = 0; i < levels.LevelOf.Length; i++)
        {
            counts[levels.LevelOf[i], grouping.LevelOf[i]]++;
        }

        return counts;
    }

    private static void Column(ResultBuilder result, Comparison shape, Grouping levels, int[,] counts, int group, string code, int total)
    {
        result.About(shape.Group(code)).N(total);
        for (var l = 0; l < levels.Levels.Length; l++)
        {
            var about = result.About(shape.Level(levels.Levels[l].Code, code));
            about.Count("n", levels.Levels[l].Label, counts[l, group]);
            about.Count("N", result.Say("known", "connus"), total);
            about.Number("prop", result.Say("share", "part"), Quantity.Of(counts[l, group] / (double)total), NumberFormat.Percent());
        }
    }

    /// <summary>The feature is the second level (yes); the odds ratio is first group / second group.</summary>
    private static void TwoByTwo(ResultBuilder result, Grouping levels, Grouping grouping, int[,] counts)
    {
        var (first, second, feature) = (grouping.Levels[0].Label, grouping.Levels[1].Label, levels.Levels[1].Label);
        var level = result.Spec.ConfLevel;
        var test = FisherExact.Compute(counts[1, 0], counts[0, 0], counts[1, 1], counts[0, 1], level: level);
        result.Decisive(result.About(CompareResult.Main).Test(
            test,
            result.Say($"odds ratio of “{feature}”, {first} / {second}", $"rapport de cotes de « {feature} », {first} / {second}"),
            NumberFormat.Fixed(2)));
        result.Method(test);
        var difference = Proportions.Difference(
            counts[1, 0], counts[0, 0] + counts[1, 0], counts[1, 1], counts[0, 1] + counts[1, 1], level);
        result.About(CompareResult.RiskDifference).Estimate(
            difference,
            result.Say($"difference of the shares of “{feature}”, {first} − {second}", $"différence des parts de « {feature} », {first} − {second}"),
            NumberFormat.Percent());
        result.Method(difference);
    }
}
