using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;

namespace StudyAnalysis.Kinds.Enrolment;

/// <summary>Enrolment so far against the plan, and the monthly counts kept beside.</summary>
public sealed class EnrolmentSection : IResultSection
{
    /// <inheritdoc/>
    public string Kind => "enrolment";

    /// <inheritdoc/>
    public ResultContent Compose(AnalysisResult result)
    {
        var enrolment = (EnrolmentResult)result;
        var key = EnrolmentResult.Main;
        var (n, months) = (result.Get(key, "n"), result.Get(key, "months"));
        var planned = result.Find(key, "n.planned") is { } p ? result.Say(RichText.Write($" of {p} planned"), RichText.Write($" sur {p} prévus")) : RichText.Empty;
        var duration = result.Find(key, "months.planned") is { } m ? result.Say(RichText.Write($" ({m} planned)"), RichText.Write($" ({m} prévus)")) : RichText.Empty;
        var sentence = result.Say(
            RichText.Write($"{n}{planned} {result.Population.UnitPlural} enrolled over {months} calendar months{duration}."),
            RichText.Write($"{n} {result.Population.UnitPlural} inclus{planned}, en {months} mois civils{duration}."));
        var screening = SectionText.TableOf(
            result,
            "counts",
            result.Say("Counts over all months", "Décomptes sur l’ensemble des mois"),
            [SectionText.Words(result.Say("Count", "Décompte")), SectionText.Numbers("n")],
            enrolment.Counts.Select(c => SectionText.Row(c.Label, SectionText.Cell(result.Find(EnrolmentResult.Count(c.Code), "n")))));
        return new ResultContent(sentence, enrolment.Counts.IsEmpty ? [] : [screening], [EnrolmentFigure.Draw(enrolment)], [Monthly(enrolment)]);
    }

    private static Table Monthly(EnrolmentResult result) => SectionText.TableOf(
        result,
        "months",
        result.Say("Enrolled by the end of each month", "Inclus à la fin de chaque mois"),
        [SectionText.Numbers(result.Say("Month", "Mois")), SectionText.Numbers(result.Say("Enrolled", "Inclus"))],
        Enumerable.Range(1, result.Months).Select(m => SectionText.Row(RichText.Write($"{m}"), RichText.Of(result.Get(EnrolmentResult.Month(m), "n")))));
}
