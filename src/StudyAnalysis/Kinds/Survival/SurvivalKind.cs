using System.Collections.Immutable;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Survival;

namespace StudyAnalysis.Kinds.Survival;

/// <summary>survival: Kaplan–Meier by group, medians with Brookmeyer–Crowley intervals, values at times, log-rank test.</summary>
/// <remarks>Unit of analysis: the endpoint's level. Missing groups are counted out. No competing events are counted as events: they censor, and a note says so.</remarks>
internal sealed class SurvivalKind : IKind
{
    public string Name => "survival";

    public IResultSection Section { get; } = new SurvivalSection();

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
        if (builder.Options.TextOrNull("dates") == OutcomeUnits.IntervalDates)
        {
            return IntervalSurvival.Analyze(builder, outcome, grouping, times);
        }

        var type = Transformation(builder.Options.Choice("confType", "log-log", "log", "plain"));
        var estimates = Enumerable.Range(0, grouping.Levels.Length).Select(g => Estimate(builder, outcome, grouping, g, type)).ToImmutableArray();
        var curves = estimates.Select((e, g) => Group(builder, outcome, grouping, g, e, times)).ToImmutableArray();
        var rmst = builder.Options.Number("rmst");
        if (rmst is { } horizon)
        {
            RestrictedMeans.Add(builder, grouping, estimates, horizon);
        }

        Test(builder, outcome, grouping);
        NoteCompeting(builder, outcome);
        return builder.Finish(
            common => new SurvivalResult(common)
            {
                EndpointLabel = outcome.Source.Endpoint.Label.In(builder.Language),
                EventLabel = string.Join(
                    builder.Say(" or ", " ou "), outcome.Source.Endpoint.Events.Select(e => e.Label.In(builder.Language)).Distinct(StringComparer.Ordinal)),
                GroupReference = grouping.By?.Reference,
                GroupLabel = grouping.By?.Label ?? string.Empty,
                Curves = curves,
                ReadTimes = times,
                MeanHorizon = rmst,
                MeanReference = rmst is null || grouping.By is null ? string.Empty : grouping.Levels[RestrictedMeans.Reference(builder, grouping)].Code,
            },
            outcome.EventCount);
    }

    private static ConfidenceTransformation Transformation(string name) => name switch
    {
        "log" => ConfidenceTransformation.Log,
        "plain" => ConfidenceTransformation.Plain,
        _ => ConfidenceTransformation.LogLog,
    };

    private static SurvivalCurve Estimate(ResultBuilder builder, OutcomeUnits outcome, CurveGroups grouping, int group, ConfidenceTransformation type)
    {
        var members = grouping.Members(group);
        double[] time = [.. members.Select(i => outcome.Times[i])];
        bool[] status = [.. members.Select(i => outcome.Causes[i] == 1)];
        return KaplanMeier.Estimate(time, status, transformation: type, level: builder.Spec.ConfLevel);
    }

    private static CurveOfGroup Group(
        ResultBuilder builder, OutcomeUnits outcome, CurveGroups grouping, int group, SurvivalCurve curve, ImmutableArray<double> times)
    {
        builder.Method(MethodText.Sentence(curve.Method, builder.Language), OutcomeOptions.GroupedCall(curve.Method.RCall, grouping));
        var (variable, level) = grouping.Key(group);
        var key = new StatisticKey("survival").In(variable, level);
        AddSummary(builder, key, curve);
        foreach (var t in times)
        {
            AddAtTime(builder, key.At(t), curve.At(t)[0]);
        }

        var (code, label) = grouping.Levels[group];
        return new CurveOfGroup(code, label, curve.SampleSize, curve.Events, Steps(curve), RiskTables.Of(curve, outcome.Times));
    }

    private static void AddSummary(ResultBuilder builder, StatisticKey key, SurvivalCurve curve)
    {
        var about = builder.About(key);
        about.N(curve.SampleSize);
        about.Count("n.event", builder.Say("events", "événements"), curve.Events);
        var median = curve.Median();
        var days = NumberFormat.Fixed(0);
        about.Number("median", builder.Say("median", "médiane"), NotReached(median.Estimate, builder), days, "d");
        about.Number("median.conf.low", builder.Say("median, lower limit", "médiane, borne inférieure"), NotReached(median.Interval.Low, builder), days, "d");
        about.Number("median.conf.high", builder.Say("median, upper limit", "médiane, borne supérieure"), NotReached(median.Interval.High, builder), days, "d");
    }

    private static Quantity NotReached(Quantity quantity, ResultBuilder builder) =>
        quantity.IsEstimable ? quantity : Quantity.NotEstimable(builder.Say("not reached", "non atteinte"));

    private static void AddAtTime(ResultBuilder builder, StatisticKey key, SurvivalPoint point)
    {
        var about = builder.About(key);
        about.Count("n.risk", builder.Say("number at risk", "nombre à risque"), point.AtRisk);
        about.Number("estimate", builder.Say("free of the event", "sans l’événement"), point.Estimate, NumberFormat.Percent());
        about.Number("std.error", builder.Say("standard error", "erreur type"), point.StandardError, NumberFormat.Percent(1));
        about.Interval(point.Interval, NumberFormat.Percent());
    }

    private static ImmutableArray<CurveStep> Steps(SurvivalCurve curve) =>
    [
        new CurveStep(0, 1, 1, 1, 0),
        .. curve.Points.Where(p => p.Estimate.IsEstimable).Select(p => new CurveStep(
            p.Time, p.Estimate.Value, p.Interval.Low.ValueOrNaN, p.Interval.High.ValueOrNaN, p.Censored)),
    ];

    private static void Test(ResultBuilder builder, OutcomeUnits outcome, CurveGroups grouping)
    {
        if (builder.Options.Choice("test", "none", "logrank") != "logrank" || grouping.Levels.Length < 2)
        {
            return;
        }

        var test = LogRank.Test([.. outcome.Times], outcome.IsEvent, grouping.Of);
        builder.Method(MethodText.Sentence(test.Method, builder.Language), test.Method.RCall);
        var about = builder.About(new StatisticKey("logrank"));
        about.Number("statistic", "χ²", test.Statistic, NumberFormat.Fixed(2));
        about.Number("parameter", builder.Say("degrees of freedom", "degrés de liberté"), test.DegreesOfFreedom, NumberFormat.Count);
        builder.Decisive(about.P(test.PValue));
        foreach (var note in test.Notes)
        {
            builder.Note(MethodText.Note(note, builder.Language));
        }
    }

    private static void NoteCompeting(ResultBuilder builder, OutcomeUnits outcome)
    {
        var competing = outcome.Causes.Count(c => c > 1);
        if (competing > 0)
        {
            builder.Note(builder.Say(
                $"{competing} competing events are censored here: this is not a risk; the cumulative incidence is.",
                $"{competing} événements concurrents sont censurés ici : ce n’est pas un risque ; l’incidence cumulée l’est."));
        }
    }
}
