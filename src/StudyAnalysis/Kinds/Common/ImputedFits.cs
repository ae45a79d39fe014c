using System.Collections.Immutable;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Censored;
using StudyAnalysis.Statistics.Missing;
using StudyAnalysis.Statistics.Regress;

namespace StudyAnalysis.Kinds.Common;

/// <summary>Fits a model on data sets completed by drawing values below the limit from their truncated distribution, and pools by Rubin's rules.</summary>
internal static class ImputedFits
{
    public const int DataSets = 20;

    private const string RatioMethod = "Wald, Rubin’s rules";

    /// <summary>Whether a design holds a term to impute.</summary>
    public static bool IsNeeded(DesignMatrix design) => design.Terms.Any(t => !t.ToImpute.IsEmpty);

    /// <summary>What the method line says of the imputation.</summary>
    public static (string Sentence, string RCall) Method(Language language, string english, string french) => (
        language.Pick(
            $"Values below the limit: {DataSets} imputations from the truncated distribution given {english}, pooled by Rubin’s rules; Wald intervals.",
            $"Valeurs sous la limite : {DataSets} imputations d’après la distribution tronquée sachant {french}, règles de Rubin ; intervalles de Wald."),
        "mice::pool over completed data sets");

    /// <summary>Pooled estimates in the order of their names, or why there are none.</summary>
    /// <param name="design">The design; columns to impute hold the limit.</param>
    /// <param name="outcome">What the imputation model must know of the outcome: named columns, one value a unit.</param>
    /// <param name="names">What is estimated.</param>
    /// <param name="fit">Estimates it on one completed design.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="level">Confidence level.</param>
    public static (ImmutableArray<TestResult> Pooled, string? Problem) Fit(
        DesignMatrix design,
        IReadOnlyList<(string Name, double[] Values)> outcome,
        IEnumerable<string> names,
        Func<double[,], IReadOnlyList<CompletedCoefficient>> fit,
        ulong seed,
        double level)
    {
        if (Complete(design, outcome, seed) is not { } completed)
        {
            return ([], "the imputation model is not estimable");
        }

        var fits = completed.Select(fit).ToArray();
        var failed = fits.SelectMany(f => f).SelectMany(c => new[] { c.Estimate, c.StandardError }).Where(q => !q.IsEstimable).Select(q => q.Reason).FirstOrDefault();
        if (failed is not null)
        {
            return ([], failed);
        }

        return ([.. names.Select((name, j) => RubinsRules.Pool(
            name, [.. fits.Select(f => f[j].Estimate.Value)], [.. fits.Select(f => f[j].StandardError.Value * f[j].StandardError.Value)], level: level).Test)], null);
    }

    /// <summary>A logarithm as what it is the logarithm of.</summary>
    public static Quantity Exp(Quantity logarithm) => logarithm.IsEstimable ? Math.Exp(logarithm.Value) : logarithm;

    /// <summary>The interval of a pooled log ratio as that of the ratio.</summary>
    public static ConfidenceInterval RatioInterval(TestResult pooled) => pooled.Interval is { } interval
        ? new ConfidenceInterval(Exp(interval.Low), Exp(interval.High), interval.Level, RatioMethod)
        : ConfidenceInterval.NotEstimable("no interval", 0.95, RatioMethod);

    /// <summary>The completed designs, or null when the imputation model is not estimable.</summary>
    public static double[][,]? Complete(DesignMatrix design, IReadOnlyList<(string Name, double[] Values)> outcome, ulong seed)
    {
        double[][,] completed = [.. Enumerable.Range(0, DataSets).Select(_ => (double[,])design.Covariates.Clone())];
        for (var t = 0; t < design.Terms.Length; t++)
        {
            var term = design.Terms[t];
            if (term.ToImpute.IsEmpty)
            {
                continue;
            }

            var column = design.ColumnsOf(t)[0];
            var predictors = Design.WithIntercept(term.ToImpute.Length, [.. outcome, .. Others(design)]);
            var draws = CensoredImputation.Draw(term.Columns[0].Values, term.ToImpute, predictors, DataSets, seed + (ulong)t);
            if (draws.Length == 0)
            {
                return null;
            }

            for (var m = 0; m < DataSets; m++)
            {
                for (var i = 0; i < draws[m].Length; i++)
                {
                    completed[m][i, column] = draws[m][i];
                }
            }
        }

        return completed;
    }

    private static IEnumerable<(string Name, double[] Values)> Others(DesignMatrix design) =>
        design.Terms.Where(t => t.ToImpute.IsEmpty).SelectMany(t => t.Columns).Select(c => (c.Name, c.Values));
}
