using System.Collections.Immutable;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Survival;

namespace StudyAnalysis.Kinds.HazardModel;

/// <summary>hazardModel: Cox's proportional-hazards model, by maximum partial likelihood or with Firth's penalty.</summary>
/// <remarks>Unit of analysis: the endpoint's level; below the patient the variance is clustered by patient, where the model has a robust variance. Competing events
/// censor: the hazard is cause-specific; with "causeSpecific": false it is Fine and Gray's subdistribution hazard. Missing covariates are counted out term by term. Fewer events per parameter than the plan asks for: not estimable.</remarks>
internal sealed class HazardModelKind : IKind
{
    public string Name => "hazardModel";

    public IResultSection Section { get; } = new ModelSection("hazardModel");

    public IEnumerable<OptionReference> References(AnalysisSpec spec)
    {
        var options = Options.Of(spec);
        yield return new OptionReference(options.Path("endpoint"), options.Text("endpoint"), ReferenceKind.Endpoint);
        foreach (var reference in DesignMatrix.References(options))
        {
            yield return reference;
        }

        foreach (var reference in OptionReferences.Variables(spec, "strata").Concat(OptionReferences.Of(spec, ReferenceKind.Cluster, "cluster")))
        {
            yield return reference;
        }
    }

    public AnalysisResult Analyze(IAnalysisContext context, AnalysisSpec spec)
    {
        var builder = ResultBuilder.Start(context, spec);
        var endpoint = builder.Options.Text("endpoint");
        var (strata, cluster) = (builder.Options.TextOrNull("strata"), builder.Options.TextOrNull("cluster"));
        if ((builder.Unavailable([endpoint, strata, cluster, .. OutcomeOptions.Terms(builder.Options).Select(t => t.Variable)]) ?? builder.TooManyGroups(strata)) is { } notRun)
        {
            return notRun;
        }

        var outcome = OutcomeUnits.Prepare(builder, endpoint);
        foreach (var needed in new[] { strata, cluster }.OfType<string>())
        {
            outcome = outcome.Complete(builder, needed);
        }

        var design = DesignMatrix.Build(builder, outcome.Units, (mask, reason) => (outcome = outcome.Keep(builder, mask, reason)).Units);
        return Fit(builder, outcome, design, strata);
    }

    private static AnalysisResult Fit(ResultBuilder builder, OutcomeUnits outcome, DesignMatrix design, string? strata)
    {
        AddCounts(builder, outcome);
        var parameters = design.Columns.Length;
        if (parameters == 0)
        {
            return builder.NotEstimable(builder.Say("the terms have one value only", "les termes n’ont qu’une seule valeur"));
        }

        if (OutcomeOptions.TooFewEvents(builder, outcome.EventCount, parameters) is { } reason)
        {
            return builder.NotEstimable(reason);
        }

        var input = Input(builder, outcome, design, strata);
        var fit = Model(builder, outcome, input);
        if (ImputedFits.IsNeeded(design))
        {
            var (pooled, problem) = Imputed(builder, outcome, design, input);
            if (problem is not null)
            {
                return builder.NotEstimable(problem);
            }

            fit = fit with { Coefficients = pooled };
        }

        Report(builder, fit, design);
        var tested = builder.Options.Truth("proportionalHazards") == true ? TestProportionalHazards(builder, fit) : [];
        if (builder.Options.Truth("concordance") == true)
        {
            AddConcordance(builder, fit, outcome);
        }

        NoteCompeting(builder, outcome);
        return builder.Finish(
            common => new ModelResult(common)
            {
                CoefficientContext = Coefficients(builder.Options),
                RatioContext = Ratios(builder.Options),
                RatioLabel = RatioLabel(builder),
                OutcomeLabel = outcome.Source.Endpoint.Label.In(builder.Language),
                IntervalMethods = MethodText.Intervals(fit.Coefficients.Select(c => c.Interval), builder.Language),
                Rows = [.. design.Terms.SelectMany((t, i) => t.Columns.Select(c => new ModelRow(c.Name, c.Label, i > 0)))],
                TestedTerms = tested,
            },
            outcome.EventCount);
    }

    /// <summary>The coefficients pooled over completed data sets; the imputation model knows the event and the cumulative hazard at the time (White and Royston 2009).</summary>
    private static (ImmutableArray<CoxCoefficient> Pooled, string? Problem) Imputed(
        ResultBuilder builder, OutcomeUnits outcome, DesignMatrix design, CoxInput input)
    {
        var hazard = CumulativeHazard(input);
        var (pooled, problem) = ImputedFits.Fit(
            design,
            [("event", [.. input.Status.Select(s => s ? 1.0 : 0.0)]), ("hazard", hazard)],
            design.Columns.Select(c => c.Name),
            covariates =>
            {
                var fit = Model(builder, outcome, input with { Covariates = covariates });
                return [.. fit.Coefficients.Select(c => new CompletedCoefficient(c.Estimate, c.RobustStandardError.IsEstimable ? c.RobustStandardError : c.StandardError))];
            },
            builder.Context.Seed,
            builder.Spec.ConfLevel);
        if (problem is null)
        {
            var (sentence, call) = ImputedFits.Method(builder.Language, "event and cumulative hazard", "l’événement et le risque cumulé");
            builder.Method(sentence, call);
        }

        return ([.. pooled.Select(Coefficient)], problem);
    }

    /// <summary>Nelson–Aalen estimate at each unit's own time.</summary>
    private static double[] CumulativeHazard(CoxInput input)
    {
        var points = KaplanMeier.Estimate(input.Time, input.Status).Points;
        var (times, sums) = (new double[points.Length], new double[points.Length]);
        for (var i = 0; i < points.Length; i++)
        {
            times[i] = points[i].Time;
            sums[i] = (i == 0 ? 0 : sums[i - 1]) + ((double)points[i].Events / points[i].AtRisk);
        }

        return [.. input.Time.Select(t => sums[Array.BinarySearch(times, t)])];
    }

    private static CoxCoefficient Coefficient(TestResult pooled) => new(
        pooled.EstimateName,
        pooled.Estimate,
        pooled.StandardError,
        TestResult.Undefined,
        pooled.Statistic,
        pooled.PValue,
        ImputedFits.Exp(pooled.Estimate),
        ImputedFits.RatioInterval(pooled));

    private static CoxFit Model(ResultBuilder builder, OutcomeUnits outcome, CoxInput input)
    {
        var level = builder.Spec.ConfLevel;
        return IsSubdistribution(builder.Options)
            ? FineGray.Fit([.. outcome.Times], [.. outcome.Causes], input.Covariates, names: input.Names, level: level)
            : IsFirth(builder.Options) ? FirthCox.Fit(input, Ties(builder.Options), level) : CoxRegression.Fit(input, Ties(builder.Options), level);
    }

    private static string RatioLabel(ResultBuilder builder) => IsSubdistribution(builder.Options)
        ? builder.Say("Subdistribution hazard ratio", "Rapport de risques instantanés de sous-distribution")
        : builder.Say("Hazard ratio", "Rapport de risques instantanés");

    private static bool IsFirth(Options options) => options.RequiredChoice("penalty", "firth", "none") == "firth";

    private static bool IsSubdistribution(Options options) => options.Truth("causeSpecific") == false;

    private static string Coefficients(Options options) => IsSubdistribution(options) ? "fine.gray" : "cox";

    private static string Ratios(Options options) => IsSubdistribution(options) ? "subdistribution hazard ratio" : "hazard ratio";

    private static CoxTies Ties(Options options) => options.Choice("ties", "efron", "breslow", "exact") switch
    {
        "breslow" => CoxTies.Breslow,
        "exact" => CoxTies.Exact,
        _ => CoxTies.Efron,
    };

    private static CoxInput Input(ResultBuilder builder, OutcomeUnits outcome, DesignMatrix design, string? strata)
    {
        var cluster = Clusters(builder, outcome);
        return new CoxInput
        {
            Time = [.. outcome.Times],
            Status = outcome.IsEvent,
            Covariates = design.Covariates,
            Names = [.. design.Columns.Select(c => c.Name)],
            Terms = [.. design.Terms.Select((t, i) => new CoxTerm(t.Name, design.ColumnsOf(i)))],
            Strata = strata is null ? [] : [.. Grouping.Of(builder.Context.Variable(strata, outcome.Units), builder.Language).LevelOf],
            Cluster = cluster,
        };
    }

    /// <summary>Per unit its cluster: the plan's, else the patient where one has several units; empty without clusters, or without a variance that allows for them.</summary>
    private static int[] Clusters(ResultBuilder builder, OutcomeUnits outcome)
    {
        if (builder.Options.TextOrNull("cluster") is { } cluster)
        {
            var groups = Grouping.Of(builder.Context.Variable(cluster, outcome.Units), builder.Language);
            builder.Note(builder.Say($"The variance is clustered by {groups.Label}.", $"Variance en grappes par {groups.Label}."));
            return [.. groups.LevelOf];
        }

        if (outcome.Units.PatientRows.Distinct().Count() == outcome.Count)
        {
            return [];
        }

        var (english, french) = (outcome.Units.Level.Plural.In(Language.English), outcome.Units.Level.Plural.In(Language.French));
        if (IsFirth(builder.Options) || IsSubdistribution(builder.Options))
        {
            builder.Note(builder.Say(
                $"Several {english} of one patient: intervals and p do not allow for it; this model has no variance by cluster.",
                $"Plusieurs {french} par patient : intervalles et p n’en tiennent pas compte ; ce modèle n’a pas de variance en grappes."));
            return [];
        }

        builder.Note(builder.Say(
            $"Several {english} of one patient: the variance is clustered by patient.", $"Plusieurs {french} par patient : variance en grappes par patient."));
        return [.. outcome.Units.PatientRows];
    }

    private static void AddCounts(ResultBuilder builder, OutcomeUnits outcome)
    {
        var about = builder.About(new StatisticKey(Coefficients(builder.Options)));
        about.N(outcome.Count);
        about.Count("n.event", builder.Say("events", "événements"), outcome.EventCount);
    }

    private static void Report(ResultBuilder builder, CoxFit fit, DesignMatrix design)
    {
        builder.Method(MethodText.Sentence(fit.Method, builder.Language), fit.Method.RCall);
        foreach (var note in fit.Notes)
        {
            builder.Note(MethodText.Note(note, builder.Language));
        }

        builder.About(new StatisticKey(Coefficients(builder.Options))).Number("logLik", builder.Say("log likelihood", "log-vraisemblance"), fit.LogLikelihood, NumberFormat.Fixed(2));
        foreach (var coefficient in fit.Coefficients)
        {
            AddCoefficient(builder, coefficient, design.Columns.First(c => c.Name == coefficient.Name).Label);
        }
    }

    private static void AddCoefficient(ResultBuilder builder, CoxCoefficient coefficient, string label)
    {
        var about = builder.About(new StatisticKey(Coefficients(builder.Options), coefficient.Name));
        about.Number("estimate", builder.Language.Pick($"log hazard ratio: {label}", $"log du rapport de risques instantanés : {label}"), coefficient.Estimate, NumberFormat.Fixed(3));
        about.Number("std.error", builder.Say("standard error", "erreur type"), coefficient.StandardError, NumberFormat.Fixed(3));
        if (coefficient.RobustStandardError.IsEstimable)
        {
            about.Number("robust.se", builder.Say("robust standard error", "erreur type robuste"), coefficient.RobustStandardError, NumberFormat.Fixed(3));
        }

        about.Number("statistic", builder.Say("statistic", "statistique"), coefficient.Statistic, NumberFormat.Fixed(2));
        builder.Decisive(about.P(coefficient.PValue));
        var ratio = builder.About(new StatisticKey(Ratios(builder.Options), coefficient.Name));
        ratio.Number("estimate", builder.Language.Pick($"hazard ratio: {label}", $"rapport de risques instantanés : {label}"), coefficient.HazardRatio, NumberFormat.Fixed(2));
        ratio.Interval(coefficient.Interval, NumberFormat.Fixed(2));
    }

    private static ImmutableArray<string> TestProportionalHazards(ResultBuilder builder, CoxFit fit)
    {
        if (fit.Diagnostics is not { } diagnostics)
        {
            return [];
        }

        var tests = diagnostics.ProportionalHazards();
        builder.Method(
            builder.Say("Score test of proportional hazards against the Kaplan–Meier transform of time.", "Test du score des risques proportionnels, temps transformé par Kaplan–Meier."),
            "cox.zph(fit, transform = \"km\")");
        foreach (var test in tests)
        {
            var about = builder.About(new StatisticKey("cox.zph", test.Name));
            about.Number("statistic", "χ²", test.Statistic, NumberFormat.Fixed(2));
            about.Number("parameter", builder.Say("degrees of freedom", "degrés de liberté"), test.DegreesOfFreedom, NumberFormat.Count);
            about.P(test.PValue);
        }

        return [.. tests.Select(t => t.Name)];
    }

    private static void AddConcordance(ResultBuilder builder, CoxFit fit, OutcomeUnits outcome)
    {
        if (fit.LinearPredictor.IsEmpty)
        {
            return;
        }

        var concordance = Concordance.Harrell([.. outcome.Times], outcome.IsEvent, [.. fit.LinearPredictor]);
        builder.Method(MethodText.Sentence(concordance.Method, builder.Language), concordance.Method.RCall);
        var about = builder.About(new StatisticKey(Coefficients(builder.Options)));
        about.Number("concordance", builder.Say("concordance (apparent)", "concordance (apparente)"), concordance.Estimate, NumberFormat.Fixed(3));
        about.Number("concordance.std.error", builder.Say("standard error of the concordance", "erreur type de la concordance"), concordance.StandardError, NumberFormat.Fixed(3));
    }

    private static void NoteCompeting(ResultBuilder builder, OutcomeUnits outcome)
    {
        var competing = outcome.Causes.Count(c => c > 1);
        if (competing > 0)
        {
            builder.Note(IsSubdistribution(builder.Options)
                ? builder.Say(
                    $"Subdistribution hazard: after {competing} competing events their units stay at risk with falling weight; the ratio describes the cumulative incidence.",
                    $"Risque de sous-distribution : après {competing} événements concurrents, ces unités restent à risque avec un poids décroissant ; le rapport décrit l’incidence cumulée.")
                : builder.Say(
                    $"Cause-specific hazard: {competing} competing events are censored at their time.",
                    $"Risque instantané cause-spécifique : {competing} événements concurrents censurés à leur date."));
        }
    }
}
