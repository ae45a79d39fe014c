using System.Collections.Immutable;
using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Reports.Composition;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Reports;

/// <summary>Puts a report together from a definition and results: page one, the plan's sections in their order, data quality after the flow,
/// deviations last; then the appendix. What is particular to a kind comes from <see cref="AllKinds"/>.</summary>
public static class ReportComposer
{
    private static readonly ImmutableArray<string> FlowKinds = ["flow", "enrolment", "followUp"];

    /// <summary>The report as blocks.</summary>
    public static ReportDocument Compose(ReportInput input) => Compose(input, AllKinds.Sections);

    /// <summary>The report as blocks, with sections of one's own by kind.</summary>
    public static ReportDocument Compose(ReportInput input, IReadOnlyDictionary<string, IResultSection> sections)
    {
        var context = new CompositionContext(input, sections);
        var study = input.Definition.Plan.Study;
        return new ReportDocument
        {
            Title = study.Title.In(context.Language),
            Subtitle = Subtitle(context),
            Language = context.Language,
            AsOf = input.AsOf,
            IsSynthetic = input.IsSynthetic,
            Footer = $"{study.Id} · {CutText.Short(context)} · {context.Say("plan", "plan")} {input.Definition.Plan.Version} ({input.Definition.PlanHash[..8]}) · {context.Say("workbook", "classeur")} {input.WorkbookHash[..8]}",
            PageOne = PageOne.Compose(context),
            Main = Main(context),
            Exploratory = ExploratoryPart.Compose(context),
            Appendix = Appendix.Compose(context),
        };
    }

    private static string Subtitle(CompositionContext context)
    {
        var status = context.IsInterim
            ? context.Say("interim report: estimates and intervals, no p values", "rapport intermédiaire : estimations et intervalles, sans p")
            : context.Say("final report", "rapport final");
        var registration = context.Plan.Study.Registration is { } number ? $" · {number}" : string.Empty;
        return $"{CutText.Long(context)} · {status}{registration}";
    }

    private static ImmutableArray<DocumentSection> Main(CompositionContext context)
    {
        var sections = context.Plan.Sections.Select(s => Section(context, s)).ToList();
        var flow = context.Plan.Sections.TakeWhile(s => s.Analyses.Any(a => FlowKinds.Contains(context.KindOf(a)))).Count();
        sections.Insert(flow, QualitySection.Compose(context));
        sections.Add(DeviationSection.Compose(context));
        return [.. sections];
    }

    private static DocumentSection Section(CompositionContext context, ReportSectionSpec spec)
    {
        var intro = spec.Intro.IsEmpty ? [] : ImmutableArray.Create<Block>(new Block.Paragraph(spec.Intro.In(context.Language), ParagraphStyle.Note));
        var analyses = spec.Analyses.Select(context.Result).OfType<AnalysisResult>().SelectMany(r => AnalysisSection.Compose(context, r, withFigures: r.Role != AnalysisRole.Sensitivity));
        return new DocumentSection(CompositionContext.SectionAnchor(spec.Id), spec.Title.In(context.Language), [.. intro, .. analyses]);
    }
}
