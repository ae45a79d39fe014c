using System.Collections.Immutable;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Regress;

namespace StudyAnalysis.Kinds.LogisticModel;

/// <summary>Logistic regressions pooled over data sets in which values below the limit are imputed given the outcome.</summary>
internal static class ImputedLogistic
{
    /// <summary>Pooled log odds ratios in the order of the columns, or why there are none.</summary>
    public static (ImmutableArray<TestResult> Pooled, string? Problem) Fit(
        ResultBuilder builder, IReadOnlyList<bool> outcome, DesignMatrix design, LogisticPenalty penalty)
    {
        var result = ImputedFits.Fit(
            design,
            Outcome(outcome),
            design.Columns.Select(c => c.Name),
            covariates => [.. Logistic(outcome, design, covariates, penalty, builder.Spec.ConfLevel).Coefficients.Skip(1).Select(Completed)],
            builder.Context.Seed,
            builder.Spec.ConfLevel);
        NoteMethod(builder, result.Problem);
        return result;
    }

    /// <summary>Pooled log odds ratio of the one column, and difference of the risks at its quartiles: those of the completed data sets, averaged.</summary>
    public static (TestResult? LogOddsRatio, TestResult? Difference, string? Problem) WithDifference(
        ResultBuilder builder, IReadOnlyList<bool> outcome, DesignMatrix design)
    {
        var quartiles = Quartiles(builder, outcome, design);
        var (pooled, problem) = ImputedFits.Fit(
            design,
            Outcome(outcome),
            [design.Columns[0].Name, "predicted probability at the second row − at the first"],
            covariates =>
            {
                var fit = Logistic(outcome, design, covariates, LogisticPenalty.Firth, builder.Spec.ConfLevel);
                var difference = PredictedProbability.Difference(fit, [1, quartiles.First], [1, quartiles.Third], builder.Spec.ConfLevel);
                return [Completed(fit.Coefficients[1]), Completed(difference)];
            },
            builder.Context.Seed,
            builder.Spec.ConfLevel);
        NoteMethod(builder, problem);
        return problem is null ? (pooled[0], pooled[1], null) : (null, null, problem);
    }

    /// <summary>A pooled log odds ratio as an odds ratio.</summary>
    public static TestResult OddsRatio(TestResult pooled) => pooled with
    {
        Estimate = ImputedFits.Exp(pooled.Estimate),
        Interval = pooled.Interval is null ? null : ImputedFits.RatioInterval(pooled),
    };

    private static (string Name, double[] Values)[] Outcome(IReadOnlyList<bool> outcome) => [("outcome", [.. outcome.Select(y => y ? 1.0 : 0.0)])];

    private static LogisticFit Logistic(IReadOnlyList<bool> outcome, DesignMatrix design, double[,] covariates, LogisticPenalty penalty, double level)
    {
        var columns = design.Columns.Select((c, j) => (c.Name, Column(covariates, j))).ToArray();
        return LogisticRegression.Fit(outcome, Design.WithIntercept(outcome.Count, columns), penalty, level);
    }

    private static double[] Column(double[,] covariates, int j) => [.. Enumerable.Range(0, covariates.GetLength(0)).Select(i => covariates[i, j])];

    private static CompletedCoefficient Completed(TestResult result) => new(result.Estimate, result.StandardError);

    // One pair for all data sets: pooling estimates of different things would mean nothing.
    private static (double First, double Third) Quartiles(ResultBuilder builder, IReadOnlyList<bool> outcome, DesignMatrix design)
    {
        var completed = ImputedFits.Complete(design, Outcome(outcome), builder.Context.Seed) ?? [design.Covariates];
        return (Mean(0.25), Mean(0.75));

        double Mean(double probability) => completed.Average(c => Quantiles.Compute(Column(c, 0), probability).ValueOrNaN);
    }

    private static void NoteMethod(ResultBuilder builder, string? problem)
    {
        if (problem is null)
        {
            var (sentence, call) = ImputedFits.Method(builder.Language, "the outcome", "l’issue");
            builder.Method(sentence, call);
        }
    }
}
