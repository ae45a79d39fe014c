using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Fixtures;

namespace StudyAnalysis.Tests.Kinds;

/// <summary>A study of durations: one row a patient with time, status (0 censored, 1 event, 2 competing event), a marker, an arm.</summary>
internal static class OutcomeStudy
{
    /// <summary>Domain case J, the tiny hand case: t = 1 … 10, e = 1 2 0 1 1 2 0 1 0 2; the marker and the arm are ours.</summary>
    public const string Rows = """
        id text key | t number | e number | marker number unit=ng | arm text codes=A,B
        P1 | 1 | 1 | 8 | A
        P2 | 2 | 2 | 2 | A
        P3 | 3 | 0 | 3 | B
        P4 | 4 | 1 | 9 | A
        P5 | 5 | 1 | 4 | B
        P6 | 6 | 2 | 1 | B
        P7 | 7 | 0 | 5 | A
        P8 | 8 | 1 | 7 | A
        P9 | 9 | 0 | 6 | B
        P10 | 10 | 2 | 2 | B
        """;

    public static AnalysisResult Run(string kind, string options, string? rows = null, Language language = Language.English, string? landmark = null, int? firstEvents = null)
    {
        var context = Context(kind, options, rows, language, landmark, firstEvents);
        return AllKinds.All[kind].Analyze(context, context.Definition.Plan.Analyses[0]);
    }

    /// <summary>What the kind says its options refer to, as the loader asks it.</summary>
    public static OptionReference[] References(string kind, string options) =>
        [.. AllKinds.All[kind].References(Context(kind, options).Definition.Plan.Analyses[0])];

    private static IAnalysisContext Context(
        string kind, string options, string? rows = null, Language language = Language.English, string? landmark = null, int? firstEvents = null) =>
        new StudyBuilder()
            .Table("patients", rows ?? Rows)
            .TimePoint("sample", 1, 0, 3)
            .Population("all", "patient")
            .Endpoint("relapse", null, [("relapse", "t", "e = 1")], "t", competing: [("death", "t", "e = 2")], horizon: 8)
            .Analysis("a", kind, options, decisive: "true", landmark: landmark, firstReportableEvents: firstEvents)
            .LockDatabase("2026-01-01")
            .Context(language);

    public static Statistic At(this AnalysisResult result, StatisticKey key, double time, string name) =>
        result.Get(key.At(time), name);

    public static string Sentence(this AnalysisResult result) => Words(AllKinds.Sections[result.Kind].Compose(result).Sentence, result.Language);

    private static string Words(RichText text, Language language) => string.Concat(text.Inlines.Select(i => i switch
    {
        Inline.Text t => t.Content,
        Inline.Number n => NumberFormatter.Format(n.Statistic, language),
        Inline.Strong s => s.Content,
        Inline.Code c => c.Content,
        Inline.Reference r => r.Content,
        _ => string.Empty,
    }));
}
