using System.Collections.Immutable;
using StudyAnalysis.Data;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Kinds.Describe;

/// <summary>Variables described over all and by group, with standardised differences of two groups and counts of missing values (kind describe).</summary>
/// <remarks>Unit: the population's level. No p: groups of a cohort differ, a test of that says nothing. Values below the limit enter at the limit
/// (quartiles at or below it are marked), and are counted. Standardised differences of log2 markers are on the log2 scale.</remarks>
public sealed class DescribeKind : IKind
{
    /// <inheritdoc/>
    public string Name => "describe";

    /// <inheritdoc/>
    public IResultSection Section { get; } = new DescribeSection();

    /// <inheritdoc/>
    public IEnumerable<OptionReference> References(AnalysisSpec spec) =>
        OptionReferences.Optional(spec, ReferenceKind.Variable, "variables").Concat(OptionReferences.Variables(spec, "by"));

    /// <inheritdoc/>
    public AnalysisResult Analyze(IAnalysisContext context, AnalysisSpec spec)
    {
        var result = ResultBuilder.Start(context, spec);
        var by = result.Options.TextOrNull("by");
        if ((result.Unavailable(by) ?? result.TooManyGroups(by)) is { } notRun)
        {
            return notRun;
        }

        if (NothingThere(result) is { } reason)
        {
            return result.NotRun(reason);
        }

        var grouping = by is null ? null : Grouping.Of(result.Complete(by), result.Language);
        if (result.Units.Count == 0)
        {
            return result.NotEstimable(result.Say("nobody to describe", "personne à décrire"));
        }

        Sizes(result, grouping);
        var variables = Available(result).Select(r => Describe(result, result.Variable(r), grouping)).ToImmutableArray();
        result.Method(
            result.Say("Counts; medians with quartiles (R type 7).", "Effectifs ; médianes et quartiles (type 7 de R)."), "quantile(x, c(.25, .5, .75))");
        if (grouping is { Levels.Length: 2 })
        {
            result.Method(
                result.Say(
                    $"Standardised differences ({grouping.Levels[0].Label} − {grouping.Levels[1].Label}), Austin 2009; of logarithms for log2 markers.",
                    $"Différences standardisées ({grouping.Levels[0].Label} − {grouping.Levels[1].Label}), Austin 2009 ; sur les logarithmes pour les marqueurs en log2."),
                "tableone::ExtractSmd");
        }

        return result.Finish(common => new DescribeResult(common)
        {
            Variables = variables,
            By = by,
            ByLabel = grouping?.Label ?? string.Empty,
            Groups = grouping?.Levels ?? [],
        });
    }

    /// <summary>Why not one of the variables can be had from this workbook, or null when one can.</summary>
    private static string? NothingThere(ResultBuilder result)
    {
        var reasons = result.Options.Texts("variables").Select(v => result.Context.Unavailable(v, result.Level.Id)).ToArray();
        return reasons.Length > 0 && reasons.All(r => r is not null) ? string.Join("; ", reasons.Distinct(StringComparer.Ordinal)) : null;
    }

    private static IEnumerable<string> Available(ResultBuilder result)
    {
        foreach (var reference in result.Options.Texts("variables"))
        {
            if (result.Context.Unavailable(reference, result.Level.Id) is { } reason)
            {
                result.Note(result.Say($"{reference} is left out: {reason}", $"{reference} n’est pas décrit : {reason}"));
            }
            else
            {
                yield return reference;
            }
        }
    }

    private static void Sizes(ResultBuilder result, Grouping? grouping)
    {
        result.About(DescribeResult.SizeKey(null, null)).N(result.Units.Count);
        for (var g = 0; g < (grouping?.Levels.Length ?? 0); g++)
        {
            result.About(DescribeResult.SizeKey(grouping!.Reference, grouping.Levels[g].Code)).N(grouping.Count(g));
        }
    }

    private static DescribedVariable Describe(ResultBuilder result, Variable variable, Grouping? grouping)
    {
        var levels = variable.Type is VariableType.Numeric or VariableType.Date ? null : Grouping.Of(variable, result.Language, keepEmpty: true);
        var described = new DescribedVariable(
            variable.Reference, variable.Label, variable.Unit, levels?.Levels ?? [], variable.Type == VariableType.Truth);
        Column(result, described, variable, levels, null, null, _ => true);
        for (var g = 0; g < (grouping?.Levels.Length ?? 0); g++)
        {
            var group = g;
            Column(result, described, variable, levels, grouping!.Reference, grouping.Levels[g].Code, i => grouping.LevelOf[i] == group);
        }

        if (grouping is { Levels.Length: 2 } && variable.Type != VariableType.Date)
        {
            result.About(described.Key(null, null)).Number(
                "smd",
                result.Say(
                    $"standardised difference ({grouping.Levels[0].Label} − {grouping.Levels[1].Label})",
                    $"différence standardisée ({grouping.Levels[0].Label} − {grouping.Levels[1].Label})"),
                Difference(variable, levels, grouping),
                NumberFormat.Fixed(2));
        }

        return described;
    }

    private static void Column(
        ResultBuilder result, DescribedVariable described, Variable variable, Grouping? levels, string? by, string? level, Func<int, bool> isIn)
    {
        var values = variable.Values.Where((v, i) => isIn(i) && !v.IsMissing).ToArray();
        var about = result.About(described.Key(by, level));
        if (variable.Type == VariableType.Numeric)
        {
            Measured.Summarise(result, about.Key, variable, values);
            Moments(result, about, variable, values);
        }
        else
        {
            about.N(values.Length);
        }

        about.Count("n.missing", result.Say("missing", "manquants"), variable.Values.Where((v, i) => isIn(i) && v.IsMissing).Count());
        for (var l = 0; l < (levels?.Levels.Length ?? 0); l++)
        {
            var count = levels!.LevelOf.Where((x, i) => x == l && isIn(i)).Count();
            var of = result.About(described.LevelKey(levels.Levels[l].Code, by, level));
            of.Count("n", levels.Levels[l].Label, count);
            of.Count("N", result.Say("known", "connus"), values.Length);
            of.Number("prop", result.Say("share", "part"), Quantity.OfOr(count / (double)values.Length, result.Say("no values", "aucune valeur")), NumberFormat.Percent());
        }
    }

    private static void Moments(ResultBuilder result, StatisticScope about, Variable variable, Value[] values)
    {
        var summary = Summary.Compute(Measured.Recensored(values));
        about.Number("mean", result.Say("mean", "moyenne"), summary.Mean, Measured.Format(variable, summary.Mean), variable.Unit);
        about.Number("sd", result.Say("standard deviation", "écart type"), summary.StandardDeviation, Measured.Format(variable, summary.StandardDeviation), variable.Unit);
        about.Number("min", "minimum", summary.Minimum, Measured.Format(variable, summary.Minimum), variable.Unit);
        about.Number("max", "maximum", summary.Maximum, Measured.Format(variable, summary.Maximum), variable.Unit);
    }

    private static Quantity Difference(Variable variable, Grouping? levels, Grouping grouping)
    {
        if (levels is not null)
        {
            int[] Counts(int g) => [.. levels.Levels.Select((_, l) => levels.LevelOf.Where((x, i) => x == l && grouping.LevelOf[i] == g).Count())];
            int[] a = Counts(0), b = Counts(1);
            return a.Length == 2 ? StandardizedDifference.Binary(a[1], a.Sum(), b[1], b.Sum()) : StandardizedDifference.Categorical(a, b);
        }

        double[] Numbers(int g) => Measured.Scaled(
            variable, variable.Values.Where((v, i) => grouping.LevelOf[i] == g && !v.IsMissing && (!variable.IsLog2 || v.Number > 0)));
        return StandardizedDifference.Continuous(Numbers(0), Numbers(1));
    }
}
