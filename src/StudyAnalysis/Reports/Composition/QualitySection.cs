using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Blocks;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Reports.Composition;

/// <summary>Data quality and queries: counts by severity and by id. Cells and patients stand in the query list, which is not published.</summary>
internal static class QualitySection
{
    public static DocumentSection Compose(CompositionContext context)
    {
        var input = context.Input;
        var blocks = ImmutableArray.CreateBuilder<Block>();
        int Cells(CellOutcome outcome) => input.Cells.GetValueOrDefault(outcome);
        var total = input.Cells.Values.Sum();
        blocks.Add(new Block.Paragraph(
            context.Say(
                RichText.Write($"{total} cells read: {Cells(CellOutcome.Used)} used as typed, {Cells(CellOutcome.Converted)} converted by a stated rule, {Cells(CellOutcome.Refused)} refused, {Cells(CellOutcome.Ignored)} not part of the data. {Queries(input)} findings need an answer; the query list names their cells."),
                RichText.Write($"{total} cellules lues : {Cells(CellOutcome.Used)} utilisées telles quelles, {Cells(CellOutcome.Converted)} converties par une règle énoncée, {Cells(CellOutcome.Refused)} refusées, {Cells(CellOutcome.Ignored)} hors des données. {Queries(input)} constats attendent une réponse ; la liste de questions nomme les cellules.")),
            ParagraphStyle.Result));
        if (!input.Findings.IsEmpty)
        {
            blocks.Add(new Block.TableOf(Findings(context)));
        }

        blocks.AddRange(LeftOut(context));
        return new DocumentSection(CompositionContext.SectionAnchor("quality"), context.Say("Data quality and queries", "Qualité des données et questions"), blocks.ToImmutable());
    }

    private static int Queries(ReportInput input) => input.Findings.Where(f => f.Severity >= Severity.Warning).Sum(f => f.Count);

    private static IEnumerable<Block> LeftOut(CompositionContext context)
    {
        var texts = CutText.Sentences(context).ToList();
        if (context.Input.FindingsAfterCut > 0)
        {
            var count = context.Input.FindingsAfterCut.ToString(CultureInfo.InvariantCulture);
            texts.Add(context.Say(
                "Findings that follow only from what lies after the data cut, in the query list but not in this table: ",
                "Constats qui ne découlent que de ce qui est postérieur à la date de point, dans la liste de questions mais pas dans ce tableau : ") + count + ".");
        }

        if (context.Input.Opposed > 0)
        {
            var count = context.Input.Opposed.ToString(CultureInfo.InvariantCulture);
            texts.Add(context.Say("Patients who opposed, left out of everything but this count: ", "Patients opposés, absents de tout sauf de ce décompte : ") + count + ".");
        }

        if (texts.Count > 0)
        {
            yield return new Block.Paragraph(string.Join(' ', texts), ParagraphStyle.Note);
        }
    }

    private static Table Findings(CompositionContext context) => new()
    {
        Id = "tab-findings",
        Caption = context.Say("Findings by severity and kind", "Constats par gravité et par type"),
        Columns =
        [
            new(context.Say("Finding", "Constat")),
            new(context.Say("Severity", "Gravité")),
            new(context.Say("Sheets", "Feuilles")),
            new(context.Say("What was expected", "Ce qui était attendu")),
            new(context.Say("Count", "Nombre"), Alignment.Right),
        ],
        Rows = [.. context.Input.Findings.Select(f => new TableRow(
            [f.Id, Word(context, f.Severity), string.Join(", ", f.Sheets), f.Expected.In(context.Language), RichText.Write($"{f.Count}")]))],
    };

    private static string Word(CompositionContext context, Severity severity) => severity switch
    {
        Severity.Blocking => context.Say("blocking", "bloquant"),
        Severity.Error => context.Say("error", "erreur"),
        Severity.Warning => context.Say("warning", "avertissement"),
        _ => context.Say("note", "note"),
    };
}
