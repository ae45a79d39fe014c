using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Regress;

namespace StudyAnalysis.Kinds.LogisticModel;

/// <summary>logisticModel: odds ratios of a yes/no outcome, by maximum likelihood or with Firth's penalty, always with profile or Wald intervals by name.</summary>
/// <remarks>Unit of analysis: the population's level. Units whose outcome or a covariate is missing are counted out. Separation is named.</remarks>
internal sealed class LogisticModelKind : IKind
{
    private const string Coefficients = "logistic";
    private const string Ratios = "odds ratio";

    public string Name => "logisticModel";

    public IResultSection Section { get; } = new ModelSection("logisticModel");

    public IEnumerable<OptionReference> References(AnalysisSpec spec) => DesignMatrix.References(Options.Of(spec));

    public AnalysisResult Analyze(IAnalysisContext context, AnalysisSpec spec)
    {
        var builder = ResultBuilder.Start(context, spec);
        if (builder.Unavailable(OutcomeOptions.Terms(builder.Options).Select(t => t.Variable)) is { } notRun)
        {
            return notRun;
        }

        var outcome = BinaryOutcome.Read(builder, "outcome");
        var design = DesignMatrix.Build(builder, builder.Units, (mask, reason) =>
        {
            outcome = [.. outcome.Where((_, i) => mask[i])];
            builder.Keep(mask, reason);
            return builder.Units;
        });
        return Fit(builder, outcome, design);
    }

    private static AnalysisResult Fit(ResultBuilder builder, bool[] outcome, DesignMatrix design)
    {
        var events = outcome.Count(y => y);
        var about = builder.About(new StatisticKey(Coefficients));
        about.N(outcome.Length);
        about.Count("n.event", builder.Say("with the outcome", "avec l’issue"), events);
        if (design.Columns.IsEmpty)
        {
            return builder.NotEstimable(builder.Say("the terms have one value only", "les termes n’ont qu’une seule valeur"));
        }

        var fewer = Math.Min(events, outcome.Length - events);
        if (OutcomeOptions.TooFewEvents(builder, fewer, design.Columns.Length) is { } reason)
        {
            return builder.NotEstimable(reason);
        }

        var penalty = builder.Options.RequiredChoice("penalty", "firth", "none") == "firth" ? LogisticPenalty.Firth : LogisticPenalty.None;
        var terms = design.Columns.Select(c => (c.Name, c.Values)).ToArray();
        var fit = LogisticRegression.Fit(outcome, Design.WithIntercept(outcome.Length, terms), penalty, builder.Spec.ConfLevel);
        if (fit.OddsRatios.All(r => !r.Estimate.IsEstimable))
        {
            return builder.NotEstimable(fit.OddsRatios[0].Estimate.Reason);
        }

        if (ImputedFits.IsNeeded(design))
        {
            var (pooled, problem) = ImputedLogistic.Fit(builder, outcome, design, penalty);
            if (problem is not null)
            {
                return builder.NotEstimable(problem);
            }

            fit = fit with { Coefficients = [fit.Coefficients[0], .. pooled], OddsRatios = [fit.OddsRatios[0], .. pooled.Select(ImputedLogistic.OddsRatio)] };
        }

        Report(builder, fit, design);
        return builder.Finish(
            common => new ModelResult(common)
            {
                CoefficientContext = Coefficients,
                RatioContext = Ratios,
                RatioLabel = builder.Say("Odds ratio", "Rapport de cotes"),
                OutcomeLabel = builder.Options.Localized("outcomeLabel") is { IsEmpty: false } label ? label.In(builder.Language) : builder.Options.Text("outcome"),
                IntervalMethods = MethodText.Intervals(fit.OddsRatios.Skip(1).Select(o => o.Interval), builder.Language),
                Rows = [.. design.Terms.SelectMany((t, i) => t.Columns.Select(c => new ModelRow(c.Name, c.Label, i > 0)))],
            },
            events);
    }

    private static void Report(ResultBuilder builder, LogisticFit fit, DesignMatrix design)
    {
        builder.Method(fit.OddsRatios[0]);
        if (fit.Separation != Separation.None)
        {
            builder.Note(builder.Language.Pick(
                $"Separation found before fitting ({string.Join(", ", fit.SeparatingTerms)}): only a penalised fit has finite estimates.",
                $"Séparation trouvée avant l’ajustement ({string.Join(", ", fit.SeparatingTerms)}) : seul un ajustement pénalisé a des estimations finies."));
        }

        for (var j = 0; j < design.Columns.Length; j++)
        {
            // The intercept comes first in the fit.
            AddTerm(builder, design.Columns[j], fit.Coefficients[j + 1], fit.OddsRatios[j + 1]);
        }
    }

    private static void AddTerm(ResultBuilder builder, DesignColumn column, TestResult coefficient, TestResult ratio)
    {
        var about = builder.About(new StatisticKey(Coefficients, column.Name));
        about.Number("estimate", builder.Language.Pick($"log odds ratio: {column.Label}", $"log du rapport de cotes : {column.Label}"), coefficient.Estimate, NumberFormat.Fixed(3));
        about.Number("std.error", builder.Say("standard error", "erreur type"), coefficient.StandardError, NumberFormat.Fixed(3));
        about.Number("statistic", coefficient.StatisticName, coefficient.Statistic, NumberFormat.Fixed(2));
        builder.Decisive(about.P(coefficient.PValue));
        var odds = builder.About(new StatisticKey(Ratios, column.Name));
        odds.Number("estimate", builder.Language.Pick($"odds ratio: {column.Label}", $"rapport de cotes : {column.Label}"), ratio.Estimate, NumberFormat.Fixed(2));
        odds.Interval(ratio.Interval, NumberFormat.Fixed(2));
    }
}
