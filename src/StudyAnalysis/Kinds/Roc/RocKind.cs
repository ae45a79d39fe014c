using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics.Resample;
using StudyAnalysis.Statistics.Roc;
using StudyAnalysis.Statistics.Survival;

namespace StudyAnalysis.Kinds.Roc;

/// <summary>roc: discrimination by a predictor; AUC with logit-DeLong and BCa intervals, and for an endpoint at a horizon AUC(t) weighted for censoring.</summary>
/// <remarks>Larger values speak for the event; an area below ½ says the opposite and is shown as it is. No cut-point is chosen.</remarks>
internal sealed class RocKind : IKind
{
    private const int Replicates = 2000;

    public string Name => "roc";

    public IResultSection Section { get; } = new RocSection();

    public IEnumerable<OptionReference> References(AnalysisSpec spec)
    {
        var options = Options.Of(spec);
        yield return new OptionReference(options.Path("predictor"), options.Text("predictor"), ReferenceKind.Variable);
        if (options.TextOrNull("endpoint") is { } endpoint)
        {
            yield return new OptionReference(options.Path("endpoint"), endpoint, ReferenceKind.Endpoint);
        }
    }

    public AnalysisResult Analyze(IAnalysisContext context, AnalysisSpec spec)
    {
        var builder = ResultBuilder.Start(context, spec);
        var (endpoint, predictor) = (builder.Options.TextOrNull("endpoint"), builder.Options.Text("predictor"));
        if (builder.Unavailable(endpoint, predictor) is { } notRun)
        {
            return notRun;
        }

        return endpoint is null ? ByOutcome(builder, predictor) : AtHorizon(builder, endpoint, predictor);
    }

    private static AnalysisResult ByOutcome(ResultBuilder builder, string predictor)
    {
        var outcome = BinaryOutcome.Read(builder, "outcome");
        var term = DesignBuilder.Build(builder.Context, new TermSpec(predictor, null, null, null), builder.Units);
        bool[] known = [.. Enumerable.Range(0, builder.Units.Count).Select(term.Has)];
        builder.Keep(known, builder.Language.Pick($"{term.Label}: missing", $"{term.Label} : manquant"));
        if (Measured.NothingMeasured(builder, builder.Variable(predictor).Values) is { } nothing)
        {
            return builder.NotEstimable(nothing);
        }

        double[] values = [.. term.Columns[0].Values.Where((_, i) => known[i])];
        return Discriminate(builder, values, [.. outcome.Where((_, i) => known[i])], term, builder.Options.Text("outcome"), null);
    }

    private static AnalysisResult AtHorizon(ResultBuilder builder, string endpoint, string predictor)
    {
        var outcome = OutcomeUnits.Prepare(builder, endpoint).Complete(builder, predictor);
        var term = DesignBuilder.Build(builder.Context, new TermSpec(predictor, null, null, null), outcome.Units);
        var horizon = OutcomeOptions.Horizon(builder, outcome.Source.Endpoint);
        var status = KnownStatus.At(outcome, horizon);
        status.AddTo(builder, RocResult.Key.Context, outcome.Count - status.Unknown);
        if (status.IsTooEarly)
        {
            return builder.NotEstimable(status.TooEarly(builder));
        }

        if (Measured.NothingMeasured(builder, builder.Variable(predictor).Values) is { } nothing)
        {
            return builder.NotEstimable(nothing);
        }

        AddTimeDependent(builder, outcome, term, horizon);
        int[] known = [.. Enumerable.Range(0, outcome.Count).Where(i => status.Of[i] != StatusAtHorizon.Unknown)];
        return Discriminate(
            builder,
            [.. known.Select(i => term.Columns[0].Values[i])],
            [.. known.Select(i => status.Of[i] == StatusAtHorizon.Event)],
            term,
            outcome.Source.Endpoint.Label.In(builder.Language),
            status.Events);
    }

    private static void AddTimeDependent(ResultBuilder builder, OutcomeUnits outcome, DesignTerm term, double horizon)
    {
        var area = TimeDependentAuc.Estimate(
            [.. outcome.Times], [.. outcome.Causes], term.Columns[0].Values, horizon, level: builder.Spec.ConfLevel);
        builder.Method(MethodText.Sentence(area.Method, builder.Language), area.Method.RCall);
        var about = builder.About(RocResult.TimeDependentKey);
        about.N(outcome.Count);
        about.Number("estimate", builder.Say("AUC at the horizon, weighted for censoring", "AUC à l’horizon, pondérée pour la censure"), area.Estimate, NumberFormat.Fixed(2));
        about.Number("std.error", builder.Say("standard error", "erreur type"), area.StandardError, NumberFormat.Fixed(3));
        about.Interval(area.Interval, NumberFormat.Fixed(2));
    }

    private static AnalysisResult Discriminate(ResultBuilder builder, double[] values, bool[] outcome, DesignTerm term, string outcomeLabel, int? events)
    {
        double[] with = [.. values.Where((_, i) => outcome[i])];
        double[] without = [.. values.Where((_, i) => !outcome[i])];
        if (with.Length == 0 || without.Length == 0)
        {
            return builder.NotEstimable(with.Length == 0 ? builder.Say("no event", "aucun événement") : builder.Say("only events", "tous avec événement"));
        }

        var area = RocCurve.Area(with, without, builder.Spec.ConfLevel);
        builder.Method(area);
        var about = builder.About(RocResult.Key);
        if (events is null)
        {
            about.N(values.Length);
            about.Count("n.event", builder.Say("with the outcome", "avec l’issue"), with.Length);
        }

        about.Test(area, builder.Language.Pick($"area under the curve, {term.Label}", $"aire sous la courbe, {term.Label}"), NumberFormat.Fixed(2));
        AddBootstrap(builder, with, without);
        AddTermNotes(builder, term);
        var points = RocCurve.Points(with, without).Select(p => (1 - p.Specificity, p.Sensitivity)).OrderBy(p => p.Item1).ThenBy(p => p.Item2);
        return builder.Finish(
            common => new RocResult(common) { PredictorLabel = term.Label, OutcomeLabel = outcomeLabel, Curve = [.. points] },
            events ?? with.Length);
    }

    private static void AddBootstrap(ResultBuilder builder, double[] with, double[] without)
    {
        if (with.Length < 2 || without.Length < 2)
        {
            return;
        }

        var result = Bootstrap.Compute(
            [with.Length, without.Length],
            chosen => RocCurve.Area([.. chosen[0].Select(i => with[i])], [.. chosen[1].Select(i => without[i])]).Estimate.ValueOrNaN,
            builder.Context.Seed,
            Replicates,
            builder.Spec.ConfLevel);
        builder.Method(builder.Language.Pick(
            $"BCa interval from {Replicates} stratified bootstrap replicates, seed {builder.Context.Seed}.",
            $"Intervalle BCa de {Replicates} rééchantillonnages stratifiés, graine {builder.Context.Seed}."));
        builder.About(new StatisticKey("roc-bootstrap")).Interval(result.Bca, NumberFormat.Fixed(2));
    }

    /// <summary>Ranks need no imputation: values below the limit are ties under all others.</summary>
    private static void AddTermNotes(ResultBuilder builder, DesignTerm term)
    {
        if (term.BelowLimit > 0)
        {
            builder.Note(builder.Language.Pick(
                $"{term.Label}: {term.BelowLimit} values below the limit of quantification count as ties at the bottom.",
                $"{term.Label} : {term.BelowLimit} valeurs sous la limite de quantification comptent comme ex æquo en bas."));
        }
    }
}
