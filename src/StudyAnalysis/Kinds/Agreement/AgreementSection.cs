using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;

namespace StudyAnalysis.Kinds.Agreement;

/// <summary>Agreement of replicates: spread within a sample, correlation, limits of agreement.</summary>
public sealed class AgreementSection : IResultSection
{
    /// <inheritdoc/>
    public string Kind => "agreement";

    /// <inheritdoc/>
    public ResultContent Compose(AnalysisResult result)
    {
        var agreement = (AgreementResult)result;
        var cv = SectionText.Estimate(result, AgreementResult.Variation);
        var icc = SectionText.Estimate(result, AgreementResult.Intraclass);
        var n = result.Get(AgreementResult.Main, "n");
        var outside = result.Get(AgreementResult.Main, "n.outside");
        var sentence = result.Say(
            RichText.Write($"{agreement.MarkerLabel}, {n} samples with replicates: within-run coefficient of variation {cv}; intraclass correlation {icc}. {outside} samples with a replicate outside the limits of quantification are left out."),
            RichText.Write($"{agreement.MarkerLabel}, {n} échantillons avec réplicats : coefficient de variation intra-série {cv} ; corrélation intraclasse {icc}. {outside} échantillons avec un réplicat hors limites de quantification sont exclus."));
        StatisticKey[] keys = [AgreementResult.Variation, AgreementResult.Intraclass, AgreementResult.Bias, AgreementResult.Lower, AgreementResult.Upper];
        var table = SectionText.TableOf(
            result,
            string.Empty,
            result.Title,
            [SectionText.Words(result.Say("Measure", "Mesure")), SectionText.Numbers(result.Say("Estimate", "Estimation")), SectionText.Numbers(result.Say("Interval", "Intervalle"))],
            keys.Where(k => result.Find(k, "estimate") is not null).Select(k => SectionText.Row(
                result.Get(k, "estimate").Label, SectionText.Cell(result.Find(k, "estimate")), SectionText.IntervalCell(result, k))));
        return new ResultContent(sentence, [table], [AgreementFigure.Draw(agreement)], []);
    }
}
