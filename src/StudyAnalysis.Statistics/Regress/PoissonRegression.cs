using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Regress;

/// <summary>A Poisson regression.</summary>
/// <param name="Coefficients">Log rate ratio per unit of each column, named as the design; Wald z with the standard error asked for.</param>
/// <param name="RateRatios">The same as rate ratios with interval.</param>
/// <param name="Covariance">Of the coefficients, of the type asked for; empty when not estimable.</param>
/// <param name="LogLikelihood">Maximised log-likelihood, with the factorials, as R's logLik.</param>
/// <param name="Deviance">Residual deviance.</param>
/// <param name="Dispersion">Pearson χ² / (n − p): well above 1 says that model standard errors are too small.</param>
public sealed record PoissonFit(
    ImmutableArray<TestResult> Coefficients,
    ImmutableArray<TestResult> RateRatios,
    ImmutableArray<ImmutableArray<double>> Covariance,
    Quantity LogLikelihood,
    Quantity Deviance,
    Quantity Dispersion)
{
    /// <summary>Whether the search reached the maximum; false where it ran out of steps and where there is nothing to fit.</summary>
    public bool Converged { get; init; }
}

/// <summary>Counts and rates with the log link.</summary>
public static class PoissonRegression
{
    /// <summary>Fits log E(count) = design × β + offset.</summary>
    /// <param name="count">Counts, whole and not negative; shape: n.</param>
    /// <param name="design">Columns of the predictor; shape: n × p.</param>
    /// <param name="offset">Logarithm of the exposure (for example log person-years); shape: n, finite. Null for none.</param>
    /// <param name="covariance">Classical: inverse information; HC0 … HC3: sandwich (robust to overdispersion and, for a binary outcome,
    /// the "modified Poisson" of risk ratios, Zou 2004).</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>The fit. Not estimable when all counts are 0, n &lt; p, a column depends on others, or a term has only zero counts on one side
    /// (no finite maximum).</returns>
    /// <exception cref="ArgumentException">Different lengths, a count negative or not whole, an offset not finite, or a level outside 0 … 1.</exception>
    /// <remarks>R: <c>glm(y ~ x + offset(o), family = poisson)</c>, <c>lmtest::coeftest(fit, vcov = sandwich::vcovHC(fit, type = …))</c>.
    /// Source: McCullagh and Nelder (1989), chapter 6; Zou (2004), Am J Epidemiol 159:702–706. Oracle: Oracles/poisson.</remarks>
    public static PoissonFit Fit(
        double[] count, Design design, double[]? offset = null, CovarianceType covariance = CovarianceType.Classical, double level = 0.95)
    {
        Check(count, design, offset, level);
        var template = new TestResult { Method = Method(covariance), EstimateName = string.Empty, SampleSizes = [count.Length] };
        if (Problem(count, design) is { } problem)
        {
            return Failed(template, design, problem, level);
        }

        var standard = StandardDesign.Of(design.Columns);
        var scaled = standard.Columns;
        var fitted = Start(count, scaled, offset ?? new double[count.Length]);
        var kernel = new PoissonKernel(ByRows(scaled), scaled.Length, count, offset ?? new double[count.Length]);
        if (!kernel.Maximise(fitted) || kernel.Covariance() is not { } bread)
        {
            return Failed(template, design, kernel.RanOut ? LikelihoodKernel.DidNotConverge : "no finite maximum of the likelihood: some terms have only counts of 0 on one side", level);
        }

        var mean = Array.ConvertAll(kernel.LinearPredictor, Math.Exp);
        var matrix = standard.Covariance(Covariance(scaled, count, mean, bread, covariance));
        var beta = standard.Coefficients(fitted);
        ImmutableArray<TestResult> coefficients = [.. design.Names.Select((name, j) => WaldResult.Of(template, name, beta[j], matrix[j, j], level))];
        var df = count.Length - scaled.Length;
        return new(
            coefficients,
            [.. coefficients.Select(c => WaldResult.Ratio(c, "rate ratio"))],
            LeastSquares.Rows(matrix),
            kernel.Value - count.Sum(LogFactorial),
            count.Zip(mean).Sum(p => 2 * ((p.First == 0 ? 0 : p.First * Math.Log(p.First / p.Second)) - (p.First - p.Second))),
            df > 0 ? count.Zip(mean).Sum(p => (p.First - p.Second) * (p.First - p.Second) / p.Second) / df : Quantity.NotEstimable("no residual degrees of freedom"))
        {
            Converged = true,
        };
    }

    private static void Check(double[] count, Design design, double[]? offset, double level)
    {
        Guard.Finite(count, nameof(count));
        Guard.SameLength(count.Length, design.Rows, nameof(count), nameof(design));
        Guard.Level(level);
        var wrong = Array.FindIndex(count, y => y < 0 || y != Math.Floor(y));
        if (wrong >= 0)
        {
            throw new ArgumentException($"count[{wrong}] is {count[wrong]}; a count is whole and not negative.", nameof(count));
        }

        if (offset is not null)
        {
            Guard.Finite(offset, nameof(offset));
            Guard.SameLength(count.Length, offset.Length, nameof(count), nameof(offset));
        }
    }

    private static string? Problem(double[] count, Design design)
    {
        var p = design.Columns.Length;
        if (count.All(y => y == 0))
        {
            return "all counts are 0";
        }

        if (count.Length < p)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{count.Length} observations for {p} coefficients");
        }

        var dependent = Qr.Of(design.Columns).DependentColumn;
        return dependent >= 0 ? $"{design.Names[dependent]} is a linear combination of the terms before it" : null;
    }

    private static double LogFactorial(double y) => MathNet.Numerics.SpecialFunctions.GammaLn(y + 1);

    private static double[,] Covariance(double[][] columns, double[] count, double[] mean, double[,] bread, CovarianceType type)
    {
        if (type == CovarianceType.Classical)
        {
            return bread;
        }

        int n = count.Length, p = columns.Length;
        var result = new double[p, p];
        var influence = new double[p];
        for (var i = 0; i < n; i++)
        {
            var leverage = 0.0;
            for (var a = 0; a < p; a++)
            {
                influence[a] = 0;
                for (var b = 0; b < p; b++)
                {
                    influence[a] += bread[a, b] * columns[b][i];
                }

                leverage += mean[i] * influence[a] * columns[a][i];
            }

            var weight = LeastSquares.Weight(count[i] - mean[i], leverage, type, n, p);
            for (var a = 0; a < p; a++)
            {
                for (var b = 0; b < p; b++)
                {
                    result[a, b] += weight * influence[a] * influence[b];
                }
            }
        }

        return result;
    }

    private static PoissonFit Failed(TestResult template, Design design, string reason, double level)
    {
        var none = Quantity.NotEstimable(reason);
        ImmutableArray<TestResult> coefficients = [.. design.Names.Select(name => WaldResult.Failed(template, name, reason, level))];
        return new(coefficients, [.. coefficients.Select(c => WaldResult.Ratio(c, "rate ratio"))], [], none, none, none);
    }

    private static MethodDescription Method(CovarianceType type) => new(
        "Poisson regression" + (type == CovarianceType.Classical ? string.Empty : $", {type} standard errors"),
        Inference.Options(("covariance", type.ToString()), ("interval", "Wald"), ("link", "log")),
        type == CovarianceType.Classical ? "glm(y ~ x + offset(o), family = poisson)" : $"lmtest::coeftest(glm(y ~ x + offset(o), family = poisson), vcov = sandwich::vcovHC(fit, type = \"{type}\"))");

    // One weighted step from the counts themselves (McCullagh and Nelder 1989, section 2.5): near enough for Newton's method to be safe.
    private static double[] Start(double[] count, double[][] columns, double[] offset)
    {
        var weights = Array.ConvertAll(count, y => Math.Sqrt(y + 0.1));
        double[] working = [.. count.Select((y, i) => weights[i] * (Math.Log(y + 0.1) - offset[i]))];
        return Qr.Of([.. columns.Select(c => c.Zip(weights, (x, w) => x * w).ToArray())]).Solve(working);
    }

    private static double[] ByRows(double[][] columns)
    {
        var x = new double[columns[0].Length * columns.Length];
        for (var i = 0; i < columns[0].Length; i++)
        {
            for (var j = 0; j < columns.Length; j++)
            {
                x[(i * columns.Length) + j] = columns[j][i];
            }
        }

        return x;
    }
}
