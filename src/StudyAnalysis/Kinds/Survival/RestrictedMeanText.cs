using System.Globalization;
using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.Survival;

/// <summary>Restricted mean times and their differences, where the plan asks for them: as sentences and as columns of the table.</summary>
internal static class RestrictedMeanText
{
    /// <summary>"mean time to day 300, men: 216 d (95 % CI …)", then the differences.</summary>
    public static IEnumerable<RichText> Sentences(SurvivalResult result)
    {
        if (result.MeanHorizon is not { } horizon)
        {
            yield break;
        }

        foreach (var curve in result.Curves)
        {
            var who = curve.Label.Length > 0 ? $", {curve.Label}" : string.Empty;
            yield return RichText.Concat(Title(result, horizon), who, SectionText.Colon(result), Days(result, Key(result, RestrictedMeans.Mean, curve, horizon)));
        }

        foreach (var curve in Others(result))
        {
            var key = Key(result, RestrictedMeans.Difference, curve, horizon);
            yield return RichText.Concat(Pair(result, curve), SectionText.Colon(result), Days(result, key));
        }
    }

    /// <summary>Headers of the columns of <see cref="Cells"/>.</summary>
    public static IEnumerable<TableColumn> Columns(SurvivalResult result)
    {
        if (result.MeanHorizon is not { } horizon)
        {
            yield break;
        }

        yield return SectionText.Numbers(result.Language.Pick($"Mean time to day {Day(horizon)} (CI), days", $"Temps moyen jusqu’au jour {Day(horizon)} (IC), jours"));
        if (Others(result).Any())
        {
            var reference = Reference(result).Label;
            yield return SectionText.Numbers(result.Language.Pick($"Difference from {reference} (CI), days", $"Différence avec {reference} (IC), jours"));
        }
    }

    /// <summary>The numbers of a group.</summary>
    public static IEnumerable<RichText> Cells(SurvivalResult result, CurveOfGroup curve)
    {
        if (result.MeanHorizon is not { } horizon)
        {
            yield break;
        }

        yield return Cell(result, Key(result, RestrictedMeans.Mean, curve, horizon));
        if (Others(result).Any())
        {
            yield return curve.Code == result.MeanReference
                ? result.Say("reference", "référence")
                : Cell(result, Key(result, RestrictedMeans.Difference, curve, horizon));
        }
    }

    private static StatisticKey Key(SurvivalResult result, string context, CurveOfGroup curve, double horizon) =>
        (result.KeyOf(curve) with { Context = context }).At(horizon);

    private static CurveOfGroup Reference(SurvivalResult result) => result.Curves.First(c => c.Code == result.MeanReference);

    private static IEnumerable<CurveOfGroup> Others(SurvivalResult result) =>
        result.MeanReference.Length == 0 ? [] : result.Curves.Where(c => c.Code != result.MeanReference);

    private static string Title(SurvivalResult result, double horizon) => result.Language.Pick(
        $"mean time without it to day {Day(horizon)}", $"temps moyen sans lui jusqu’au jour {Day(horizon)}");

    private static string Pair(SurvivalResult result, CurveOfGroup curve) => result.Language.Pick(
        $"difference, {curve.Label} − {Reference(result).Label}", $"différence, {curve.Label} − {Reference(result).Label}");

    private static RichText Days(SurvivalResult result, StatisticKey key) => result.Find(key, "estimate") is { Value.IsEstimable: true }
        ? RichText.Concat(SectionText.Estimate(result, key), result.Say(", in days", ", en jours"))
        : SectionText.Estimate(result, key);

    private static RichText Cell(SurvivalResult result, StatisticKey key) => result.Find(key, "estimate") is { Value.IsEstimable: true } estimate
        ? RichText.Write($"{estimate} ({SectionText.IntervalCell(result, key)})")
        : "–";

    private static string Day(double day) => day.ToString("0.##", CultureInfo.InvariantCulture);
}
