using System.Collections.Immutable;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics.Survival;

namespace StudyAnalysis.Kinds.CumulativeIncidence;

/// <summary>cumulativeIncidence: Aalen–Johansen curves per cause and group, their values at times, Gray's test.</summary>
/// <remarks>Unit of analysis: the endpoint's level. Missing groups are counted out. Several units of one patient: the note says that intervals do not allow for it.</remarks>
internal sealed class CumulativeIncidenceKind : IKind
{
    public string Name => "cumulativeIncidence";

    public IResultSection Section { get; } = new CumulativeIncidenceSection();

    public IEnumerable<OptionReference> References(AnalysisSpec spec) => OutcomeOptions.EndpointAndGroup(spec);

    public AnalysisResult Analyze(IAnalysisContext context, AnalysisSpec spec)
    {
        var builder = ResultBuilder.Start(context, spec);
        var (ready, ended) = GroupedOutcome.Prepare(builder);
        if (ready is null)
        {
            return ended!;
        }

        var (outcome, grouping, times) = ready;
        var groups = Enumerable.Range(0, grouping.Levels.Length).Select(g => OneGroup(builder, outcome, grouping, g, times)).ToArray();
        Test(builder, outcome, grouping);
        NoteClusters(builder, outcome);
        return builder.Finish(
            common => new CumulativeIncidenceResult(common)
            {
                GroupReference = grouping.By?.Reference,
                GroupLabel = grouping.By?.Label ?? string.Empty,
                Curves = [.. groups.SelectMany(g => g.Curves)],
                RiskCurves = [.. groups.Select(g => g.Risk)],
                ReadTimes = times,
            },
            outcome.EventCount);
    }

    private static (ImmutableArray<IncidenceCurve> Curves, CurveOfGroup Risk) OneGroup(
        ResultBuilder builder, OutcomeUnits outcome, CurveGroups grouping, int group, ImmutableArray<double> times)
    {
        var members = grouping.Members(group);
        double[] time = [.. members.Select(i => outcome.Times[i])];
        int[] cause = [.. members.Select(i => outcome.Causes[i])];
        var causes = outcome.Source.CauseIds.Length;
        var incidence = AalenJohansen.Estimate(time, cause, causes: causes, variance: Variance(builder), level: builder.Spec.ConfLevel);
        builder.Method(MethodText.Sentence(incidence.Method, builder.Language), OutcomeOptions.GroupedCall(incidence.Method.RCall, grouping));
        var (code, label) = grouping.Levels[group];
        var curves = incidence.Curves.Select(c => new IncidenceCurve(
            code, label, c.Cause, outcome.Source.CauseIds[c.Cause - 1], outcome.Source.CauseLabels[c.Cause - 1], time.Length, Steps(c))).ToImmutableArray();
        foreach (var (curve, shown) in incidence.Curves.Zip(curves))
        {
            AddNumbers(builder, curve, new StatisticKey("cumulativeIncidence", shown.CauseId).In(grouping.Key(group).Variable, grouping.Key(group).Level), time.Length, times);
        }

        var atRisk = KaplanMeier.Estimate(time, [.. cause.Select(c => c == 1)], level: builder.Spec.ConfLevel);
        return (curves, new CurveOfGroup(code, label, time.Length, atRisk.Events, curves[0].Steps, RiskTables.Of(atRisk, outcome.Times)));
    }

    private static CumulativeIncidenceVariance Variance(ResultBuilder builder) =>
        builder.Options.Choice("variance", "aalen", "delta") == "aalen" ? CumulativeIncidenceVariance.Aalen : CumulativeIncidenceVariance.Greenwood;

    private static void AddNumbers(ResultBuilder builder, CumulativeIncidenceCurve curve, StatisticKey key, int n, ImmutableArray<double> times)
    {
        var about = builder.About(key);
        about.N(n);
        about.Count("n.event", builder.Say("events", "événements"), curve.Events);
        foreach (var time in times)
        {
            var point = curve.At(time)[0];
            var at = builder.About(key.At(time));
            at.Count("n.risk", builder.Say("number at risk", "nombre à risque"), point.AtRisk);
            at.Number("estimate", builder.Say("cumulative incidence", "incidence cumulée"), point.Estimate, NumberFormat.Percent());
            at.Number("std.error", builder.Say("standard error", "erreur type"), point.StandardError, NumberFormat.Percent(1));
            at.Number("variance", builder.Say("variance", "variance"), Squared(point.StandardError), NumberFormat.Significant());
            at.Interval(point.Interval, NumberFormat.Percent());
        }
    }

    private static Statistics.Quantity Squared(Statistics.Quantity error) => error.IsEstimable ? error.Value * error.Value : error;

    private static ImmutableArray<CurveStep> Steps(CumulativeIncidenceCurve curve) =>
    [
        new CurveStep(0, 0, 0, 0, 0),
        .. curve.Points.Where(p => p.Estimate.IsEstimable).Select(p => new CurveStep(
            p.Time, p.Estimate.Value, p.Interval.Low.ValueOrNaN, p.Interval.High.ValueOrNaN, 0)),
    ];

    private static void Test(ResultBuilder builder, OutcomeUnits outcome, CurveGroups grouping)
    {
        if (builder.Options.Choice("test", "none", "gray") != "gray" || grouping.Levels.Length < 2)
        {
            return;
        }

        var method = GrayTest.Method();
        builder.Method(MethodText.Sentence(method, builder.Language), method.RCall);
        for (var cause = 1; cause <= outcome.Source.CauseIds.Length; cause++)
        {
            var test = GrayTest.Test([.. outcome.Times], [.. outcome.Causes], grouping.Of, cause);
            var about = builder.About(new StatisticKey("gray", outcome.Source.CauseIds[cause - 1]));
            about.Number("statistic", "χ²", test.Statistic, NumberFormat.Fixed(2));
            about.Number("parameter", builder.Say("degrees of freedom", "degrés de liberté"), test.DegreesOfFreedom, NumberFormat.Count);
            var p = about.P(test.PValue);
            if (cause == 1)
            {
                builder.Decisive(p);
            }
        }
    }

    private static void NoteClusters(ResultBuilder builder, OutcomeUnits outcome)
    {
        if (outcome.Units.PatientRows.Distinct().Count() < outcome.Count)
        {
            builder.Note(builder.Language.Pick(
                $"Several {outcome.Units.Level.Plural.In(Language.English)} of one patient: the intervals take them as independent and are too narrow.",
                $"Plusieurs {outcome.Units.Level.Plural.In(Language.French)} par patient : les intervalles les prennent pour indépendants et sont trop étroits."));
        }
    }
}
