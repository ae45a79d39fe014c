using System.Collections.Immutable;
using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Reports.Composition;

/// <summary>Page one: what must not be overlooked, key numbers, the one primary sentence, what is assumed.</summary>
internal static class PageOne
{
    public static ImmutableArray<Block> Compose(CompositionContext context)
    {
        var blocks = ImmutableArray.CreateBuilder<Block>();
        blocks.AddRange(Warnings(context));
        blocks.AddRange(LockBlocks.Notices(context));
        var numbers = PageOneNumbers.Of(context);
        if (!numbers.IsEmpty)
        {
            blocks.Add(new Block.KeyNumbers(numbers));
        }

        blocks.AddRange(Headline(context));
        var study = context.Plan.Study;
        blocks.Add(new Block.Terms([.. Facts(context, study)]));
        var assumptions = context.PageOneAssumptions;
        if (!assumptions.IsEmpty)
        {
            blocks.Add(new Block.Heading(2, context.Say("What is assumed", "Ce qui est supposé")));
            blocks.Add(new Block.Items([.. assumptions.Select(RichText.Plain)], Style: ParagraphStyle.Note));
        }

        return blocks.ToImmutable();
    }

    private static IEnumerable<Block> Warnings(CompositionContext context)
    {
        var blocking = context.Input.Findings.Where(f => f.Severity == Severity.Blocking).Sum(f => f.Count);
        if (blocking > 0)
        {
            yield return new Block.Notice(
                NoticeKind.Danger,
                context.Say(
                    blocking == 1 ? "1 blocking finding in the workbook" : $"{blocking} blocking findings in the workbook",
                    blocking == 1 ? "1 constat bloquant dans le classeur" : $"{blocking} constats bloquants dans le classeur"),
                context.Say(
                    "Do not rely on this report before it is solved; see data quality and queries.",
                    "Ne pas se fier à ce rapport avant résolution ; voir qualité des données et questions."));
        }

        if (!context.Input.Losses.IsEmpty)
        {
            yield return Losses(context);
        }

        if (CutNotice.Of(context) is { } cut)
        {
            yield return cut;
        }

        if (context.IsInterim)
        {
            yield return new Block.Notice(
                NoticeKind.Information,
                context.Say("Interim report, before the database lock", "Rapport intermédiaire, avant le gel de la base"),
                context.Say(
                    "Estimates and intervals are shown, without p values or test statistics; nothing here decides the primary question. An interval still implies a p value, and so do the counts of a table: read them as estimates, not as tests.",
                    "Estimations et intervalles, sans p ni statistique de test ; rien ici ne tranche la question principale. Un intervalle, comme les effectifs d’un tableau, permet néanmoins de retrouver un p : à lire comme une estimation, non comme un test.")
                + (context.Plan.IsInterimStated ? string.Empty : context.Say(
                    " The plan does not say what interim reports show (“interim”): no p value, as is the default.",
                    " Le plan ne dit pas ce que montrent les rapports intermédiaires (« interim ») : par défaut, aucune valeur p.")));
        }
    }

    private static Block.Notice Losses(CompositionContext context)
    {
        var losses = context.Input.Losses;
        return new Block.Notice(
            losses.Any(l => l.IsBlocking) ? NoticeKind.Danger : NoticeKind.Warning,
            LossTitle(context),
            RichText.Concat([.. losses.Select(l => (RichText)(Sentence(context, l) + " ")), context.Say(
                "None of these is in any figure of this report. The query list names the cells and the reasons.",
                "Rien de cela n’entre dans les chiffres de ce rapport. La liste de questions nomme les cellules et les raisons.")]));
    }

    private static string LossTitle(CompositionContext context)
    {
        var losses = context.Input.Losses;
        return losses.All(l => l.Endpoint is null) ? context.Say("Rows refused, and columns with large losses", "Lignes refusées et colonnes à pertes importantes")
            : losses.All(l => l.Endpoint is not null) ? context.Say("Many negative times", "Nombreuses durées négatives")
            : context.Say("Rows refused, columns with large losses, and negative times", "Lignes refusées, colonnes à pertes importantes et durées négatives");
    }

    private static string Sentence(CompositionContext context, Loss loss)
    {
        string Number(int n) => NumberFormatter.Format(n, NumberFormat.Count, context.Language);
        var (refused, total) = (Number(loss.Refused), Number(loss.Total));
        if (loss.Endpoint is { } endpoint)
        {
            return context.Language.Pick(
                $"{loss.Table}, {endpoint.In(Language.English)}: {refused} of {total} times are negative (event or last follow-up before the start).",
                $"{loss.Table}, {endpoint.In(Language.French)} : {refused} durées négatives sur {total} (événement ou dernier suivi avant le début).");
        }

        return loss.Column is { } column
            ? context.Language.Pick(
                $"{loss.Table}, {column.In(Language.English)}: {refused} of {total} {(loss.Total == 1 ? "value" : "values")}.",
                $"{loss.Table}, {column.In(Language.French)} : {refused} {(loss.Refused == 1 ? "valeur" : "valeurs")} sur {total}.")
            : context.Language.Pick(
                $"{loss.Table}: {refused} of {total} {(loss.Total == 1 ? "row" : "rows")}.",
                $"{loss.Table} : {refused} {(loss.Refused == 1 ? "ligne" : "lignes")} sur {total}.");
    }

    private static IEnumerable<Block> Headline(CompositionContext context)
    {
        if (context.Primary is { } primary)
        {
            yield return new Block.Paragraph(context.Sentence(primary), ParagraphStyle.Lead);
            yield return new Block.Paragraph(
                RichText.Write($"{context.Say("Primary analysis", "Analyse principale")}{context.Say(": ", "\u00A0: ")}{CompositionContext.Link(primary)}. {primary.Question}"), ParagraphStyle.Note);
        }
    }

    private static IEnumerable<(RichText Term, RichText Description)> Facts(CompositionContext context, StudyFacts study)
    {
        (string Term, LocalizedText Text)[] facts =
        [
            (context.Say("Design", "Schéma"), study.Design),
            (context.Say("Sponsor", "Promoteur"), study.Sponsor),
            (context.Say("Source of the data", "Source des données"), study.Source),
        ];
        foreach (var (term, text) in facts.Where(f => !f.Text.IsEmpty))
        {
            yield return (term, text.In(context.Language));
        }

        var planned = study.PlannedPatients is { } n ? RichText.Write($"{n} patients") : context.Say("number of patients not stated", "nombre de patients non précisé");
        var followUp = study.PlannedFollowUpDays is { } days
            ? NumberFormatter.Format(days, NumberFormat.Count, context.Language) + context.Say(" days of follow-up", " jours de suivi")
            : context.Say("follow-up not stated", "suivi non précisé");
        yield return (context.Say("Planned", "Prévu"), RichText.Concat(planned, ", ", followUp));
        yield return (context.Say("Status", "État"), Status(context));
    }

    private static RichText Status(CompositionContext context)
    {
        var results = context.Input.Results;
        var (ok, notEstimable, notRun) = (Count(AnalysisStatus.Ok), Count(AnalysisStatus.NotEstimable), Count(AnalysisStatus.NotRun));
        return context.Say(
            RichText.Write($"{results.Length} analyses planned: {ok} with a result, {notEstimable} not estimable, {notRun} not run (listed under {Deviations(context)})."),
            RichText.Write($"{results.Length} analyses prévues : {ok} avec résultat, {notEstimable} non estimables, {notRun} non réalisées (liste : {Deviations(context)})."));

        int Count(AnalysisStatus status) => results.Count(r => r.Status == status);
    }

    private static Inline.Reference Deviations(CompositionContext context) =>
        new(DeviationSection.Anchor, context.Say("plan and deviations", "plan et écarts"));
}
