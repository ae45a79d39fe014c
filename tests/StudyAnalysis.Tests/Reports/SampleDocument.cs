using System.Collections.Immutable;
using StudyAnalysis.Blocks;
using StudyAnalysis.Charts;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics;

namespace StudyAnalysis.Tests.Reports;

/// <summary>A report with every kind of block, long and wide tables, and hostile text.</summary>
internal static class SampleDocument
{
    public const string Hostile = "</script><script>alert('x')</script> \"quoted\" & <b>bold</b> \u202Ereversed\u202C";

    public static AnalysisResult Result(Language language) => new()
    {
        Id = "marker-change",
        Title = "Marker",
        Question = "Does the marker change after treatment?",
        Role = AnalysisRole.Primary,
        Kind = "pairedChange",
        Language = language,
        Status = AnalysisStatus.Ok,
        Population = new AnalysedPopulation("Treated", "patients", 24, [new ExcludedUnits("no second sample", 3)]),
        Methods = ["Hodges–Lehmann estimate with exact interval."],
        RCalls = ["wilcox.test(after, before, paired = TRUE, conf.int = TRUE)"],
        Statistics =
        [
            Number("estimate", 1.4256, NumberFormat.Significant()),
            Number("conf.low", 1.0312, NumberFormat.Significant()),
            Number("conf.high", 2.1, NumberFormat.Significant()),
            Number("n", 24, NumberFormat.Count),
            Number("n.event", 11, NumberFormat.Count),
            Number("p.value", 0.0004, NumberFormat.PValue),
            Number("prop", 0.458, NumberFormat.Percent()),
            Number("std.error", Quantity.NotEstimable("no event in either group"), NumberFormat.Fixed(2)),
            Number("n", 12345, NumberFormat.Count),
        ],
    };

    public static ReportDocument Document(AnalysisResult result, bool isSynthetic = true)
    {
        var language = result.Language;
        return new ReportDocument
        {
            Title = language.Pick("A marker of immune response: interim report", "Un marqueur de réponse immune : rapport intermédiaire"),
            Subtitle = language.Pick("Data cut 4 August 2026 · interim, estimates only", "Données au 4 août 2026 · intermédiaire, estimations seules"),
            Language = language,
            AsOf = new DateOnly(2026, 8, 4),
            IsSynthetic = isSynthetic,
            Footer = "study-one · 2026-08-04 · ab12cd34 {\"</style>\"}",
            PageOne = PageOne(result),
            Main = [new DocumentSection("primary", language.Pick("Primary analysis", "Analyse principale"), Primary(result)), .. Filler(result)],
            Appendix = [new DocumentSection("tables", language.Pick("Tables", "Tableaux"), [new Block.TableOf(Long(result)), new Block.TableOf(Wide(result))])],
        };
    }

    private static ImmutableArray<Block> PageOne(AnalysisResult result)
    {
        var s = result.Statistics;
        return
        [
            new Block.Notice(NoticeKind.Danger, "2 blocking findings", "Do not rely on this report before they are solved."),
            new Block.KeyNumbers([(RichText.Of(s[3]), "patients enrolled"), (RichText.Of(s[8]), "cells read"), (RichText.Of(s[6]), "with both samples"), (RichText.Of(s[4]), "relapses or deaths")]),
            new Block.Paragraph($"The marker was {s[0]} times its value before (95 % CI {s[1]} to {s[2]}; n = {s[3]}).", ParagraphStyle.Lead),
            new Block.Items(["Marker measured in plasma.", "Index session is the first.", RichText.Plain(Hostile)]),
            new Block.Notice(NoticeKind.Warning, "Interim", RichText.Empty),
            new Block.Notice(NoticeKind.Information, "Note", "For information."),
        ];
    }

    private static ImmutableArray<Block> Primary(AnalysisResult result)
    {
        var s = result.Statistics;
        return
        [
            new Block.Group(
            [
                new Block.Heading(3, "Change of the marker", "marker-change"),
                new Block.Paragraph($"The ratio was {s[0]} (p {s[5]}); its error {s[7]}.", ParagraphStyle.Result),
                new Block.FigureOf(Curve(result.Language)),
            ]),
            new Block.TableOf(Small(result)),
            new Block.Terms([("Question", RichText.Plain(result.Question)), ("Population", $"{s[3]} patients; see {new Inline.Reference("tables", "the appendix")}"), (RichText.Bold("R"), $"{new Inline.Code(result.RCalls[0])}")]),
            new Block.Heading(4, "Listing"),
            new Block.CodeListing("wilcox.test(x, y)\n# " + Hostile, "R"),
            new Block.Paragraph(new string('W', 500), ParagraphStyle.Note),
            new Block.Items(["first", "second"], Ordered: true),
        ];
    }

    private static IEnumerable<DocumentSection> Filler(AnalysisResult result) => Enumerable.Range(1, 3).Select(i => new DocumentSection(
        $"more-{i}",
        $"Section {i}",
        [
            new Block.Heading(3, $"Analysis {i}"),
            new Block.Paragraph($"A sentence with {result.Statistics[4]} events.", ParagraphStyle.Result),
            new Block.FigureOf(Curve(result.Language) with { Id = $"fig-more-{i}" }),
            new Block.FigureOf(Forest(result.Language) with { Id = $"fig-forest-{i}" }),
        ]));

    private static Figure Curve(Language language)
    {
        var curve = new StepCurve("A <i>", [0, 30, 90, 200, 300], [1, 0.95, 0.8, 0.6, 0.5])
        {
            Low = [1, 0.85, 0.6, 0.4, 0.3], High = [1, 1, 0.9, 0.8, 0.7], CensoringTimes = [100, 250], End = 365,
        };
        var risk = new RiskTable(null, [0, 90, 180, 270, 360], [("A", ["24", "18", "15", "9", "3"]), (Hostile[..9], ["20", "15", "12", "8", "2"])]);
        var chart = Plot.Steps(
            [curve, curve with { Name = "B", Estimates = [1, 0.9, 0.85, 0.75, 0.7] }],
            new Axis(language.Pick("Time", "Temps"), language.Pick("days", "jours")) { Max = 365, TickStep = 90 },
            new Axis(language.Pick("Free of relapse", "Sans rechute")) { IsPercent = true, Min = 0, Max = 1 },
            risk,
            language,
            330);
        return new Figure("fig-marker-change", $"Time to relapse, n = 44. {Hostile}", "Two falling curves that stay close together until day 200.", chart, 330);
    }

    private static Figure Forest(Language language)
    {
        ForestRow[] rows = [new("Platelets", 1.2, 0.7, 2.1, "1.20 (0.70 to 2.10)"), new("Age, per 10 years", 0.9, 0.5, 1.6, "0.90 (0.50 to 1.60)")];
        return new(
            "fig-forest", "Hazard ratios with 95 % intervals, n = 44.", "All intervals hold 1.", Plot.Forest(rows, new Axis("HR") { IsLog = true }, 1, language), Plot.ForestHeight(rows));
    }

    private static Table Small(AnalysisResult result)
    {
        var s = result.Statistics;
        return new Table
        {
            Id = "tab-marker-change",
            Caption = $"Change, {s[3]} patients",
            Columns = [new(RichText.Empty), new("n", Alignment.Right), new("Estimate", Alignment.Right), new("Error", Alignment.Center)],
            Rows =
            [
                new(["Group", RichText.Empty, RichText.Empty, RichText.Empty], IsGroup: true),
                new([RichText.Plain(Hostile), RichText.Of(s[3]), $"{s[0]} ({s[1]} to {s[2]})", RichText.Of(s[7])], Indent: 1),
                new(["Other", RichText.Of(s[4]), RichText.Of(s[6]), RichText.Of(s[7])], Indent: 1),
            ],
            Notes = ["Hodges–Lehmann ratio."],
        };
    }

    private static Table Long(AnalysisResult result) => new()
    {
        Id = "tab-long",
        Caption = "A long table",
        Columns = [new("Variable"), new("n", Alignment.Right), new("Value", Alignment.Right)],
        Rows = [.. Enumerable.Range(1, 90).Select(i => new TableRow([$"Row {i}", RichText.Of(result.Statistics[3]), RichText.Of(result.Statistics[0])]))],
    };

    private static Table Wide(AnalysisResult result) => new()
    {
        Id = "tab-wide",
        Caption = "A wide table",
        Columns = [new("Variable"), .. Enumerable.Range(1, 13).Select(i => new TableColumn($"Column number {i}", Alignment.Right))],
        Rows = [.. Enumerable.Range(1, 6).Select(i => new TableRow([$"Row {i}", .. Enumerable.Range(1, 13).Select(_ => RichText.Write($"{result.Statistics[1]}–{result.Statistics[2]}"))]))],
    };

    private static Statistic Number(string name, Quantity value, NumberFormat format) =>
        new() { Context = "paired", Name = name, Label = name, Value = value, Format = format };
}
