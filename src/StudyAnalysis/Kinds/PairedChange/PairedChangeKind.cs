using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics.Compare;

namespace StudyAnalysis.Kinds.PairedChange;

/// <summary>The change of a marker from one time point to another within the same units (kind pairedChange).</summary>
/// <remarks>Unit: the patient, with both values; units without are counted by time point. Pairing: within the unit. Method of record: signed-rank test, exact
/// under ties and zeros, with the Hodges–Lehmann change (a ratio for log2 markers) at the level achieved; beside it the paired t test and the sign test.
/// Below the limit: <see cref="PairedDifferences"/>. The change is a change after, not an effect: there is no control.</remarks>
public sealed class PairedChangeKind : IKind
{
    /// <inheritdoc/>
    public string Name => "pairedChange";

    /// <inheritdoc/>
    public IResultSection Section { get; } = new PairedChangeSection();

    /// <inheritdoc/>
    public IEnumerable<OptionReference> References(AnalysisSpec spec) => PairedDifferences.References(spec);

    /// <inheritdoc/>
    public AnalysisResult Analyze(IAnalysisContext context, AnalysisSpec spec)
    {
        var result = ResultBuilder.Start(context, spec);
        var (marker, from, to) = (result.Options.Text("marker"), result.Options.Text("from"), result.Options.Text("to"));
        var zeros = result.Options.Choice("zeros", "wilcoxon", "pratt") == "pratt" ? ZeroRule.Pratt : ZeroRule.Wilcoxon;
        string[] references = [PairedDifferences.Reference(marker, from), PairedDifferences.Reference(marker, to)];
        var others = result.Options.Texts("adjust").SelectMany(m => new[] { PairedDifferences.Reference(m, from), PairedDifferences.Reference(m, to) });
        if (result.Unavailable(references.Concat(others)) is { } notRun)
        {
            return notRun;
        }

        var pairs = PairedDifferences.Of(result, marker, from, to);
        result.About(PairedChangeResult.Main).N(result.Units.Count);
        if (pairs.Differences.Length == 0)
        {
            return result.NotEstimable(result.Say("nobody has both values", "personne n’a les deux valeurs"));
        }

        if (Measured.NothingMeasured(result, pairs.From.Values.Concat(pairs.To.Values)) is { } nothing)
        {
            return result.NotEstimable(nothing);
        }

        Estimates(result, pairs, zeros);
        Measured.Summarise(result, PairedChangeResult.At(references[0]), pairs.From, pairs.From.Values);
        Measured.Summarise(result, PairedChangeResult.At(references[1]), pairs.To, pairs.To.Values);
        Limits(result, pairs);
        var adjusted = AdjustedChange.Add(result, pairs, from, to);
        return result.Finish(common => new PairedChangeResult(common)
        {
            MarkerLabel = MarkerLabel(result, marker),
            Unit = pairs.To.Unit,
            IsRatio = pairs.To.IsLog2,
            From = references[0],
            To = references[1],
            FromLabel = PairedDifferences.Label(result, from),
            ToLabel = PairedDifferences.Label(result, to),
            AdjustedFor = adjusted,
            Pairs = pairs.Ordered(),
        });
    }

    /// <summary>The marker's label.</summary>
    internal static string MarkerLabel(ResultBuilder result, string marker) =>
        result.Context.Definition.Plan.Markers.First(m => m.Id == marker).Label.In(result.Language);

    private static void Estimates(ResultBuilder result, PairedDifferences pairs, ZeroRule zeros)
    {
        var (format, unit) = Measured.Effect(pairs.To);
        var back = Measured.Back(pairs.To);
        var level = result.Spec.ConfLevel;
        var ratio = pairs.To.IsLog2;
        var rank = SignedRank.Compute(pairs.Differences, level: level, zeros: zeros);
        result.Decisive(result.About(PairedChangeResult.Main).Test(
            rank,
            ratio
                ? result.Say("Hodges–Lehmann ratio, later / earlier", "ratio de Hodges–Lehmann, après / avant")
                : result.Say("Hodges–Lehmann change, later − earlier", "variation de Hodges–Lehmann, après − avant"),
            format,
            unit,
            back));
        result.Method(rank);
        var t = TTest.OneSample(pairs.Differences, level: level);
        result.Decisive(result.About(PairedChangeResult.PairedT).Test(
            t,
            ratio
                ? result.Say("ratio of geometric means, later / earlier", "ratio des moyennes géométriques, après / avant")
                : result.Say("mean change, later − earlier", "variation moyenne, après − avant"),
            format,
            unit,
            back));
        result.Method(
            result.Say("Paired t test, on the differences.", "Test t apparié, sur les différences."), "t.test(later, earlier, paired = TRUE)");
        Directions(result, pairs.Differences, level);
    }

    private static void Directions(ResultBuilder result, double[] differences, double level)
    {
        var sign = SignTest.Compute(differences, level: level);
        var about = result.About(PairedChangeResult.Sign);
        about.Count("n.up", result.Say("higher later", "plus élevé après"), differences.Count(d => d > 0));
        about.Count("n.down", result.Say("lower later", "plus bas après"), differences.Count(d => d < 0));
        about.Count("n.same", result.Say("the same", "identique"), differences.Count(d => d == 0));
        result.Decisive(about.P(sign.PValue));
        result.Method(sign);
    }

    private static void Limits(ResultBuilder result, PairedDifferences pairs)
    {
        var (both, one) = (pairs.BothBelow, pairs.OneBelow);
        if (both + one == 0)
        {
            return;
        }

        var about = result.About(PairedChangeResult.Main);
        about.Count("n.both.below", result.Say("pairs with both values below the limit", "paires avec les deux valeurs sous la limite"), both);
        about.Count("n.one.below", result.Say("pairs with one value below the limit", "paires avec une valeur sous la limite"), one);
        result.Note(result.Say(
            $"Pairs with both values below the limit of quantification: {both} (change zero); with one below: {one} (change counted from the limit).",
            $"Paires avec les deux valeurs sous la limite de quantification : {both} (variation nulle) ; avec une seule : {one} (variation comptée à partir de la limite)."));
    }
}
