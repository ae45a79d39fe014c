using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Kinds.LogisticModel;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Statistics.Survival;

namespace StudyAnalysis.Kinds.RiskAtHorizon;

/// <summary>riskAtHorizon: Aalen–Johansen risk at a horizon; by known status the odds ratio (Firth) of a predictor and the risk at its third less that at its first quartile.</summary>
/// <remarks>The risk uses everybody; the comparison uses known status and counts the unknown. While most have not reached the horizon it is not estimable.</remarks>
internal sealed class RiskAtHorizonKind : IKind
{
    public string Name => "riskAtHorizon";

    public IResultSection Section { get; } = new RiskAtHorizonSection();

    public IEnumerable<OptionReference> References(AnalysisSpec spec)
    {
        var options = Options.Of(spec);
        yield return new OptionReference(options.Path("endpoint"), options.Text("endpoint"), ReferenceKind.Endpoint);
        if (options.TextOrNull("predictor") is { } predictor)
        {
            yield return new OptionReference(options.Path("predictor"), predictor, ReferenceKind.Variable);
        }
    }

    public AnalysisResult Analyze(IAnalysisContext context, AnalysisSpec spec)
    {
        var builder = ResultBuilder.Start(context, spec);
        var (endpoint, predictor) = (builder.Options.Text("endpoint"), builder.Options.TextOrNull("predictor"));
        if (builder.Unavailable(endpoint, predictor) is { } notRun)
        {
            return notRun;
        }

        var outcome = OutcomeUnits.Prepare(builder, endpoint);
        if (predictor is not null)
        {
            outcome = outcome.Complete(builder, predictor);
        }

        if (outcome.Count == 0)
        {
            return builder.NotEstimable(builder.Say("nobody is followed up", "aucun suivi"));
        }

        var horizon = OutcomeOptions.Horizon(builder, outcome.Source.Endpoint);
        AddRisk(builder, outcome, horizon);
        var status = KnownStatus.At(outcome, horizon);
        status.AddTo(builder, RiskAtHorizonResult.StatusCounts.Context, status.Of.Length);
        var term = predictor is null ? null : DesignBuilder.Build(context, new TermSpec(predictor, null, null, null), outcome.Units);
        var reason = term is null ? string.Empty : Compare(builder, status, term);
        return builder.Finish(
            common => new RiskAtHorizonResult(common)
            {
                EndpointLabel = outcome.Source.Endpoint.Label.In(builder.Language),
                PredictorLabel = term?.Label ?? string.Empty,
                OddsRatioLabel = term is { Columns.IsEmpty: false } ? term.Columns[0].Label : string.Empty,
                PredictorReason = reason,
                Horizon = horizon,
            },
            status.Events);
    }

    private static void AddRisk(ResultBuilder builder, OutcomeUnits outcome, double horizon)
    {
        var incidence = AalenJohansen.Estimate(
            [.. outcome.Times], [.. outcome.Causes], causes: outcome.Source.CauseIds.Length, variance: CumulativeIncidenceVariance.Aalen, level: builder.Spec.ConfLevel);
        builder.Method(MethodText.Sentence(incidence.Method, builder.Language), incidence.Method.RCall);
        var point = incidence.Curves[0].At(horizon)[0];
        var about = builder.About(RiskAtHorizonResult.Risk);
        about.Number("time", builder.Say("horizon", "horizon"), horizon, NumberFormat.Fixed(0), "d");
        about.Count("n.risk", builder.Say("number at risk at the horizon", "nombre à risque à l’horizon"), point.AtRisk);
        about.Number("estimate", builder.Say("risk at the horizon", "risque à l’horizon"), point.Estimate, NumberFormat.Percent());
        about.Number("std.error", builder.Say("standard error", "erreur type"), point.StandardError, NumberFormat.Percent(1));
        about.Interval(point.Interval, NumberFormat.Percent());
    }

    /// <summary>Odds ratio and difference of risks by known status; returns why there is none, or empty.</summary>
    private static string Compare(ResultBuilder builder, KnownStatus status, DesignTerm term)
    {
        if (status.IsTooEarly)
        {
            return status.TooEarly(builder);
        }

        if (term.Columns.Length != 1)
        {
            return builder.Say("the predictor has one value only, or more than two categories", "le prédicteur n’a qu’une valeur, ou plus de deux catégories");
        }

        int[] known = [.. Enumerable.Range(0, status.Of.Length).Where(i => status.Of[i] != StatusAtHorizon.Unknown)];
        bool[] events = [.. known.Select(i => status.Of[i] == StatusAtHorizon.Event)];
        if (term.Note is { } note)
        {
            builder.Note($"{term.Label}: {note}");
        }

        var column = term.Columns[0] with { Values = [.. known.Select(i => term.Columns[0].Values[i])] };
        return term.ToImpute.IsEmpty
            ? Fit(builder, events, column)
            : FitImputed(builder, events, term with { Columns = [column], ToImpute = [.. known.Select(i => term.ToImpute[i])] });
    }

    private static string FitImputed(ResultBuilder builder, bool[] events, DesignTerm term)
    {
        var column = term.Columns[0];
        var (logOdds, difference, problem) = ImputedLogistic.WithDifference(builder, events, DesignMatrix.Of(term));
        if (logOdds is null || difference is null)
        {
            return problem ?? string.Empty;
        }

        AddOddsRatio(builder, ImputedLogistic.OddsRatio(logOdds), column.Label);
        AddDifference(builder, difference);
        return string.Empty;
    }

    private static string Fit(ResultBuilder builder, bool[] events, DesignColumn column)
    {
        var x = column.Values;
        var fit = LogisticRegression.Fit(events, Design.WithIntercept(x.Length, (column.Name, x)), LogisticPenalty.Firth, builder.Spec.ConfLevel);
        if (!fit.OddsRatios[1].Estimate.IsEstimable)
        {
            return fit.OddsRatios[1].Estimate.Reason;
        }

        builder.Method(fit.OddsRatios[1]);
        AddOddsRatio(builder, fit.OddsRatios[1], column.Label);
        var (q1, q3) = (Quantiles.Compute(x, 0.25).ValueOrNaN, Quantiles.Compute(x, 0.75).ValueOrNaN);
        var difference = PredictedProbability.Difference(fit, [1, q1], [1, q3], builder.Spec.ConfLevel);
        builder.Method(difference);
        AddDifference(builder, difference);
        return string.Empty;
    }

    private static void AddOddsRatio(ResultBuilder builder, TestResult ratio, string label) =>
        builder.Decisive(builder.About(RiskAtHorizonResult.OddsRatio).Test(
            ratio, builder.Language.Pick($"odds ratio, {label}", $"rapport de cotes, {label}"), NumberFormat.Fixed(2)));

    private static void AddDifference(ResultBuilder builder, TestResult difference)
    {
        builder.About(RiskAtHorizonResult.Difference).Test(
            difference, builder.Say("risk at the third quartile − risk at the first", "risque au troisième quartile − risque au premier"), NumberFormat.Percent());
    }
}
