using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Reports.Json;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Reports.Composition;

/// <summary>The appendix: analyses of no section, long tables, the profile of all analyses, checklists, versions and hashes.</summary>
internal static class Appendix
{
    public static ImmutableArray<DocumentSection> Compose(CompositionContext context)
    {
        var others = context.Input.Results.Where(r => !context.InSections.Contains(r.Id)).ToArray();
        var tables = context.Input.Results.SelectMany(r => context.Content(r)?.AppendixTables ?? []).ToArray();
        var sections = ImmutableArray.CreateBuilder<DocumentSection>();
        if (others.Length > 0)
        {
            sections.Add(new DocumentSection("appendix-analyses", context.Say("Other analyses", "Autres analyses"), [.. others.SelectMany(r => AnalysisSection.Compose(context, r))]));
        }

        var figures = context.Input.Results.Where(r => r.Role == AnalysisRole.Sensitivity && context.InSections.Contains(r.Id))
            .SelectMany(r => context.Content(r)?.Figures ?? []).ToArray();
        if (figures.Length > 0)
        {
            sections.Add(new DocumentSection("appendix-figures", context.Say("Further figures", "Autres figures"), [.. Pairs(figures)]));
        }

        if (tables.Length > 0)
        {
            sections.Add(new DocumentSection("appendix-tables", context.Say("Further tables", "Autres tableaux"), [.. tables.Select(t => new Block.TableOf(t))]));
        }

        sections.Add(new DocumentSection("appendix-profile", context.Say("Every analysis at a glance", "Toutes les analyses en bref"), [new Block.TableOf(Profile(context))]));
        sections.AddRange(context.Plan.Checklists.Select(c => Checklist(context, c)));
        sections.Add(Provenance(context));
        return sections.ToImmutable();
    }

    /// <summary>Narrow figures stand two by two.</summary>
    private static IEnumerable<Block> Pairs(Charts.Figure[] figures) => figures.Where(f => !f.IsNarrow).Select(f => (Block)new Block.FigureOf(f))
        .Concat(figures.Where(f => f.IsNarrow).Chunk(2).Select(p => new Block.Group([.. p.Select(f => new Block.FigureOf(f))]) { IsSideBySide = true }));

    /// <summary>The REMARK profile: every analysis done, with n and events.</summary>
    private static Table Profile(CompositionContext context) => new()
    {
        Id = "tab-profile",
        Caption = context.Say("Analyses with role, units analysed and events (REMARK profile)", "Analyses avec rôle, unités analysées et événements (profil REMARK)"),
        Columns =
        [
            new(context.Say("Analysis", "Analyse")),
            new(context.Say("Role", "Rôle")),
            new(context.Say("Kind", "Type")),
            new(context.Say("Population", "Population")),
            new("n", Alignment.Right),
            new(context.Say("Events", "Événements"), Alignment.Right),
            new(context.Say("Status", "État")),
        ],
        Rows = [.. context.Input.Results.Select(r => new TableRow(
            [
                RichText.Write($"{CompositionContext.Link(r)}"),
                context.Role(r.Role),
                r.Kind,
                r.Population.Label,
                RichText.Write($"{r.Population.N}"),
                r.Statistics.FirstOrDefault(s => s.Name == "n.event" && s.Group1 is null && s.Group2 is null) is { } events ? RichText.Of(events) : "–",
                Status(context, r.Status),
            ]))],
    };

    private static string Status(CompositionContext context, AnalysisStatus status) => status switch
    {
        AnalysisStatus.Ok => "ok",
        AnalysisStatus.NotEstimable => context.Say("not estimable", "non estimable"),
        _ => context.Say("not run", "non réalisée"),
    };

    private static DocumentSection Checklist(CompositionContext context, Checklist checklist) => new(
        "checklist-" + checklist.Id,
        checklist.Title.In(context.Language),
        [
            new Block.TableOf(new Table
            {
                Id = "tab-checklist-" + checklist.Id,
                Caption = checklist.Title.In(context.Language),
                Columns = [new(context.Say("Item", "Point")), new(context.Say("Topic", "Sujet")), new(context.Say("Where, or what", "Où, ou quoi"))],
                Rows = [.. checklist.Items.Select(i => new TableRow([i.Number, i.Topic.In(context.Language), Filling(context, i)]))],
            }),
        ]);

    private static RichText Filling(CompositionContext context, ChecklistItem item)
    {
        var parts = new List<RichText>();
        if (!item.Text.IsEmpty)
        {
            parts.Add(item.Text.In(context.Language));
        }

        var found = item.Analyses.Select(context.Result).OfType<AnalysisResult>().ToArray();
        foreach (var result in found)
        {
            var reason = result.Status == AnalysisStatus.Ok ? string.Empty : $" ({Status(context, result.Status)}: {result.StatusReason})";
            parts.Add(RichText.Write($"{(parts.Count > 0 ? "; " : string.Empty)}{CompositionContext.Link(result)}{reason}"));
        }

        if (parts.Count == 0)
        {
            parts.Add(context.Say("Not available because ", "Non disponible : ") + (item.NotAvailable.IsEmpty ? context.Say("the plan does not state it", "le plan ne le précise pas") : item.NotAvailable.In(context.Language)));
        }

        return RichText.Concat(parts);
    }

    private static DocumentSection Provenance(CompositionContext context)
    {
        var provenance = Json.Provenance.Of(context.Input);
        var regulatory = context.Plan.Regulatory.Select(f => Term(f.Name.In(context.Language), f.Value ?? context.Say("not stated", "non précisé")));
        var blocks = ImmutableArray.CreateBuilder<Block>();
        if (!context.Plan.Regulatory.IsEmpty)
        {
            blocks.Add(new Block.Heading(3, context.Say("Regulatory facts", "Cadre réglementaire")));
            blocks.Add(new Block.Terms([.. regulatory]));
        }

        blocks.Add(new Block.Heading(3, context.Say("Versions and hashes", "Versions et empreintes")));
        blocks.Add(new Block.Terms([.. Versions(context, provenance)]));
        return new DocumentSection("appendix-provenance", context.Say("How this report was made", "Comment ce rapport a été produit"), blocks.ToImmutable());
    }

    private static IEnumerable<(RichText, RichText)> Versions(CompositionContext context, Provenance provenance) =>
    [
        Term(context.Say("Program", "Programme"), $"StudyAnalysis {provenance.Program}, {provenance.Runtime}"),
        Term(context.Say("Data cut", "Gel des données"), CutText.WithSource(context)),
        Term(context.Say("Seed", "Graine"), provenance.Seed.ToString(CultureInfo.InvariantCulture)),
        Hash(context.Say("Workbook (SHA-256)", "Classeur (SHA-256)"), provenance.WorkbookHash),
        Hash("datapackage.json (SHA-256)", provenance.DictionaryHash),
        Hash("plan.json (SHA-256)", provenance.PlanHash),
        provenance.LockHash is { } locked
            ? Hash(context.Say("Lock (SHA-256)", "Verrou (SHA-256)"), locked)
            : Term(context.Say("Lock", "Verrou"), context.Say("none", "aucun")),
    ];

    private static (RichText Term, RichText Description) Term(string term, string text) => (term, text);

    private static (RichText Term, RichText Description) Hash(string term, string hash) => (term, RichText.Write($"{new Inline.Code(hash)}"));
}
