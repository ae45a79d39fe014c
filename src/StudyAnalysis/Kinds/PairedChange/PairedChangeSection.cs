using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;

namespace StudyAnalysis.Kinds.PairedChange;

/// <summary>A paired change: what the interval says, both times, and every pair.</summary>
public sealed class PairedChangeSection : IResultSection
{
    /// <inheritdoc/>
    public string Kind => "pairedChange";

    /// <inheritdoc/>
    public ResultContent Compose(AnalysisResult result)
    {
        var change = (PairedChangeResult)result;
        return new ResultContent(RichText.Concat(Sentence(change), Adjusted(change)), [Times(change), Estimates(change)], [PairedChangeFigure.Draw(change)], []);
    }

    private static RichText Sentence(PairedChangeResult result)
    {
        var key = PairedChangeResult.Main;
        var n = result.Get(key, "n");
        var estimate = RichText.Concat(SectionText.Estimate(result, key, prefix: result.IsRatio ? "× " : string.Empty), SectionText.AndP(result, key));
        var up = result.Get(PairedChangeResult.Sign, "n.up");
        var down = result.Get(PairedChangeResult.Sign, "n.down");
        return result.Say(
            RichText.Write($"Change of {result.MarkerLabel} from {result.FromLabel} to {result.ToLabel}: {estimate}, n = {n} pairs. {Verdict(result)} Higher after in {up}, lower in {down}."),
            RichText.Write($"Variation de {result.MarkerLabel} entre {result.FromLabel} et {result.ToLabel}\u00A0: {estimate}, n = {n} paires. {Verdict(result)} Plus élevé après chez {up}, plus bas chez {down}."));
    }

    private static RichText Adjusted(PairedChangeResult result) => result.Find(PairedChangeResult.Adjusted, "estimate") is not { } estimate
        ? RichText.Empty
        : RichText.Concat(
            $" {Wording.Capital(estimate.Label)}{SectionText.Colon(result)}",
            SectionText.Estimate(result, PairedChangeResult.Adjusted, prefix: result.IsRatio ? "× " : string.Empty),
            ".");

    private static string Verdict(PairedChangeResult result)
    {
        var key = PairedChangeResult.Main;
        if (!SectionText.HasInterval(result, key))
        {
            return result.Say("No interval can be given at this size.", "Aucun intervalle ne peut être donné à cet effectif.");
        }

        return SectionText.Side(result, key, Measured.NoDifference(result.IsRatio)) switch
        {
            > 0 => result.Say("The interval lies on the side of higher values after.", "L’intervalle se situe du côté de valeurs plus élevées après."),
            < 0 => result.Say("The interval lies on the side of lower values after.", "L’intervalle se situe du côté de valeurs plus basses après."),
            _ => result.Say("The interval includes no change.", "L’intervalle comprend l’absence de variation."),
        };
    }

    private static Table Times(PairedChangeResult result) => SectionText.TableOf(
        result,
        "times",
        result.Say($"{result.MarkerLabel} at both times", $"{result.MarkerLabel} aux deux temps"),
        [
            SectionText.Words(result.Say("Time", "Temps")),
            SectionText.Numbers("n"),
            SectionText.Numbers(result.WithUnit(result.Say("Median", "Médiane"), result.Unit)),
            SectionText.Numbers(result.Say("Quartiles", "Quartiles")),
            SectionText.Numbers(result.Say("Below limit", "Sous la limite")),
        ],
        [MarkerTables.SummaryRow(result, result.FromLabel, PairedChangeResult.At(result.From)), MarkerTables.SummaryRow(result, result.ToLabel, PairedChangeResult.At(result.To))]);

    private static Table Estimates(PairedChangeResult result) => SectionText.TableOf(
        result,
        "change",
        result.IsRatio
            ? result.Say($"Change, {result.ToLabel} / {result.FromLabel}", $"Variation, {result.ToLabel} / {result.FromLabel}")
            : result.Say($"Change, {result.ToLabel} − {result.FromLabel}", $"Variation, {result.ToLabel} − {result.FromLabel}"),
        MarkerTables.EstimateColumns(result),
        MarkerTables.EstimateRows(result, PairedChangeResult.Main, PairedChangeResult.PairedT, PairedChangeResult.Adjusted, PairedChangeResult.Sign));
}
