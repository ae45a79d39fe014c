using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Data;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Kinds.Common;

/// <summary>Units by the levels of a category that occur, in the order of the definition; of truths no before yes, of numbers ascending.</summary>
/// <param name="Reference">The variable.</param>
/// <param name="Label">Its label.</param>
/// <param name="Levels">Levels that occur.</param>
/// <param name="LevelOf">Per unit the index of its level, −1 where missing.</param>
public sealed record Grouping(string Reference, string Label, ImmutableArray<CategoryLevel> Levels, ImmutableArray<int> LevelOf)
{
    /// <summary>Groups the units of a variable.</summary>
    /// <param name="variable">Any variable but a marker: of numbers each value is a level.</param>
    /// <param name="language">Language of the labels.</param>
    /// <param name="keepEmpty">Whether levels of the definition that do not occur stay.</param>
    public static Grouping Of(Variable variable, Language language, bool keepEmpty = false)
    {
        var codes = variable.Values.Select(v => v.IsMissing ? null : CodeOf(v)).ToArray();
        var levels = All(variable, language).Where(l => keepEmpty || codes.Contains(l.Code)).ToImmutableArray();
        return new(variable.Reference, variable.Label, levels, [.. codes.Select(c => IndexOf(levels, c))]);
    }

    /// <summary>Two groups at the median of the units, which belongs to the lower one; for display, never for a test. Limits of quantification count as for ranks.</summary>
    /// <param name="variable">A numeric variable without missing values.</param>
    /// <param name="language">Language of the labels.</param>
    /// <returns>One group when the median is the limit of quantification or nobody lies above it.</returns>
    public static Grouping AtMedian(Variable variable, Language language)
    {
        var numbers = Measured.Recensored(variable.Values);
        var median = Summary.Compute(numbers).Median;
        var shown = $"{NumberFormatter.Format(median.ValueOrNaN, Measured.Format(variable, median), language)} {UnitText.Of(variable.Unit, language)}".TrimEnd();
        CategoryLevel[] both =
        [
            new("lower", language.Pick($"at most the median ({shown})", $"au plus la médiane ({shown})")),
            new("upper", language.Pick($"above the median ({shown})", $"au-dessus de la médiane ({shown})")),
        ];
        var of = numbers.Select(n => n > median.ValueOrNaN ? 1 : 0).ToImmutableArray();
        return new(variable.Reference, variable.Label, [.. both.Where((_, i) => of.Contains(i))], of);
    }

    /// <summary>Number of units of a level.</summary>
    public int Count(int level) => LevelOf.Count(l => l == level);

    /// <summary>What belongs to the units of one level.</summary>
    public T[] Pick<T>(IReadOnlyList<T> perUnit, int level) => [.. perUnit.Where((_, i) => LevelOf[i] == level)];

    /// <summary>What belongs to the units of each level, in order.</summary>
    public T[][] Split<T>(IReadOnlyList<T> perUnit) => [.. Levels.Select((_, l) => Pick(perUnit, l))];

    /// <summary>The code of a value, as results name it.</summary>
    public static string CodeOf(Value value) => value.Kind switch
    {
        ValueKind.Text => value.Text,
        ValueKind.Truth => value.Truth ? "true" : "false",
        ValueKind.Number => value.Number.ToString("R", CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static IEnumerable<CategoryLevel> All(Variable variable, Language language) => variable.Type switch
    {
        VariableType.Truth => [new("false", language.Pick("no", "non")), new("true", language.Pick("yes", "oui"))],
        VariableType.Nominal or VariableType.Ordered when !variable.Categories.IsEmpty =>
            variable.Categories.Select(c => new CategoryLevel(c.Value, c.Label.IsEmpty ? c.Value : c.Label.In(language))),
        VariableType.Numeric => variable.Values.Where(v => !v.IsMissing).Select(v => v.Number).Distinct().Order()
            .Select(n => n.ToString("R", CultureInfo.InvariantCulture)).Select(c => new CategoryLevel(c, c)),
        _ => variable.Values.Where(v => !v.IsMissing).Select(CodeOf).Distinct().Order(StringComparer.Ordinal).Select(c => new CategoryLevel(c, c)),
    };

    private static int IndexOf(ImmutableArray<CategoryLevel> levels, string? code)
    {
        for (var i = 0; i < levels.Length; i++)
        {
            if (levels[i].Code == code)
            {
                return i;
            }
        }

        return -1;
    }
}
