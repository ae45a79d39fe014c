using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra;
using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Distributions;
using StudyAnalysis.Statistics.Regress;

namespace StudyAnalysis.Statistics.Censored;

/// <summary>A normal regression with left-censored outcomes.</summary>
/// <param name="Coefficients">One result a column, named as the design; Wald z.</param>
/// <param name="Sigma">Standard deviation of the errors with interval on the log scale; the standard error is of its logarithm.</param>
/// <param name="Covariance">Of the coefficients and, last, of log σ (observed information); shape: p + 1 rows. Empty when not estimable.</param>
/// <param name="LogLikelihood">Maximised log-likelihood.</param>
/// <param name="Censored">Number of outcomes below their limit.</param>
public sealed record CensoredFit(
    ImmutableArray<TestResult> Coefficients,
    TestResult Sigma,
    ImmutableArray<ImmutableArray<double>> Covariance,
    Quantity LogLikelihood,
    int Censored);

/// <summary>Maximum likelihood for values below a limit of quantification (Tobit).</summary>
public static class CensoredNormal
{
    private const string Wald = "Wald";

    /// <summary>Fits outcome = design × β + normal error, where some outcomes are known only to lie below a limit.</summary>
    /// <param name="outcome">Measured value or, where censored, the limit; shape: n, finite. Unit: U, usually the logarithm of a concentration.</param>
    /// <param name="below">Whether the value lies below outcome[i]; shape: n.</param>
    /// <param name="design">Columns of the predictor; shape: n × p.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>The fit. Not estimable when fewer than p + 1 values are measured, a column depends on others, or there is no spread.</returns>
    /// <exception cref="ArgumentException">Different lengths, a value not finite, or a level outside 0 … 1.</exception>
    /// <remarks>Newton's method in Olsen's parameters (β/σ, 1/σ), in which the likelihood is concave (Olsen 1978, Econometrica 46:1211–1215).
    /// R: <c>survival::survreg(Surv(y, !below, type = "left") ~ x, dist = "gaussian")</c>. Oracle: Oracles/censored; domain file case K.</remarks>
    public static CensoredFit Fit(double[] outcome, IReadOnlyList<bool> below, Design design, double level = 0.95)
    {
        Guard.Finite(outcome, nameof(outcome));
        Guard.SameLength(outcome.Length, below.Count, nameof(outcome), nameof(below));
        Guard.SameLength(outcome.Length, design.Rows, nameof(outcome), nameof(design));
        Guard.Level(level);
        var censored = below.Count(b => b);
        var p = design.Columns.Length;
        var template = new TestResult
        {
            Method = new MethodDescription("Left-censored normal regression, maximum likelihood", "survival::survreg(Surv(y, !below, type = \"left\") ~ x, dist = \"gaussian\")"),
            EstimateName = string.Empty,
            StatisticName = "z",
            SampleSizes = [outcome.Length],
        };
        if (outcome.Length - censored < p + 1)
        {
            return Failed(template, design, $"{outcome.Length - censored} measured values for {p + 1} parameters", level, censored);
        }

        var qr = Qr.Of(design.Columns);
        var start = qr.DependentColumn < 0 ? qr.Solve(outcome) : [];
        var spread = qr.DependentColumn < 0 ? Math.Sqrt(qr.Residuals(outcome).Sum(e => e * e) / outcome.Length) : 0;
        if (!(spread > 1e-12 * outcome.Max(Math.Abs)))
        {
            var reason = qr.DependentColumn < 0 ? "no spread around the fit" : $"{design.Names[qr.DependentColumn]} is a linear combination of the terms before it";
            return Failed(template, design, reason, level, censored);
        }

        var likelihood = new Likelihood(outcome, below, design.Columns);
        var (parameters, value) = likelihood.Maximise([.. start.Select(b => b / spread), 1 / spread]);
        return parameters is null
            ? Failed(template, design, "the likelihood has no finite maximum", level, censored)
            : Finish(template, design, likelihood, parameters, value, level, censored);
    }

    /// <summary>Mean of one left-censored sample. R: <c>survreg(Surv(y, !below, type = "left") ~ 1, dist = "gaussian")</c>.</summary>
    /// <param name="values">Measured value or limit, unit U (usually a logarithm).</param>
    /// <param name="below">Whether the value lies below.</param>
    /// <param name="level">Confidence level.</param>
    /// <exception cref="ArgumentException">Different lengths, a value not finite, or a level outside 0 … 1.</exception>
    public static CensoredFit Sample(double[] values, IReadOnlyList<bool> below, double level = 0.95) =>
        Fit(values, below, Design.WithIntercept(values.Length), level);

    private static CensoredFit Finish(
        TestResult template, Design design, Likelihood likelihood, Vector<double> parameters, double value, double level, int censored)
    {
        var p = design.Columns.Length;
        var theta = parameters[p];
        var jacobian = Matrix<double>.Build.Dense(p + 1, p + 1, (i, j) => i == p
            ? j == p ? -1 / theta : 0
            : j == p ? -parameters[i] / (theta * theta) : i == j ? 1 / theta : 0);
        var covariance = jacobian * likelihood.Derivatives(parameters).Hessian.Negate().Inverse() * jacobian.Transpose();
        var z = -Tail.NormalQuantile((1 - level) / 2);
        ImmutableArray<TestResult> coefficients =
        [
            .. design.Names.Select((name, j) =>
            {
                double b = parameters[j] / theta, se = Math.Sqrt(covariance[j, j]);
                return template with
                {
                    EstimateName = name, Estimate = b, StandardError = se, Statistic = b / se, PValue = Tail.NormalTwoSided(b / se), Interval = Inference.Normal(b, se, Alternative.TwoSided, level, Wald),
                };
            }),
        ];
        var seLog = Math.Sqrt(covariance[p, p]);
        return new(
            coefficients,
            template with
            {
                EstimateName = "standard deviation of the errors",
                Estimate = 1 / theta,
                StandardError = seLog,
                StatisticName = string.Empty,
                Interval = new ConfidenceInterval(Math.Exp(-z * seLog) / theta, Math.Exp(z * seLog) / theta, level, "Wald, log scale"),
            },
            LeastSquares.Rows(covariance.ToArray()),
            value,
            censored);
    }

    private static CensoredFit Failed(TestResult template, Design design, string reason, double level, int censored)
    {
        TestResult Named(string name) => LinearCombination.Failed(template with { EstimateName = name }, reason, level);
        return new([.. design.Names.Select(Named)], Named("standard deviation of the errors"), [], Quantity.NotEstimable(reason), censored);
    }

    /// <summary>log L in (γ, θ) = (β/σ, 1/σ).</summary>
    private sealed class Likelihood(double[] outcome, IReadOnlyList<bool> below, double[][] columns)
    {
        private readonly int _p = columns.Length;

        public (Vector<double>? Parameters, double Value) Maximise(double[] start)
        {
            var parameters = Vector<double>.Build.DenseOfArray(start);
            var value = Value(parameters);
            for (var iteration = 0; iteration < 200; iteration++)
            {
                var (gradient, hessian) = Derivatives(parameters);
                var step = hessian.Negate().Solve(gradient);
                if (step.Exists(s => !double.IsFinite(s)))
                {
                    return (null, value);
                }

                var scale = 1.0;
                while (scale > 1e-12 && !(Value(parameters + (scale * step)) >= value - (1e-13 * Math.Abs(value))))
                {
                    scale /= 2;
                }

                parameters += scale * step;
                value = Value(parameters);
                if (step.AbsoluteMaximum() * scale <= 1e-13 * (1 + parameters.AbsoluteMaximum()) || scale <= 1e-12)
                {
                    break;
                }
            }

            return (parameters[_p] < 1e8 ? parameters : null, value);
        }

        public (Vector<double> Gradient, Matrix<double> Hessian) Derivatives(Vector<double> parameters)
        {
            var gradient = Vector<double>.Build.Dense(_p + 1);
            var hessian = Matrix<double>.Build.Dense(_p + 1, _p + 1);
            for (var i = 0; i < outcome.Length; i++)
            {
                // The standardised residual has derivative (−x, y): the same for both kinds of observation.
                var u = Residual(parameters, i);
                var mills = below[i] ? Mills(u) : -u;
                var curvature = below[i] ? -mills * (u + mills) : -1;
                for (var a = 0; a <= _p; a++)
                {
                    var da = a == _p ? outcome[i] : -columns[a][i];
                    gradient[a] += mills * da;
                    for (var b = 0; b <= _p; b++)
                    {
                        hessian[a, b] += curvature * da * (b == _p ? outcome[i] : -columns[b][i]);
                    }
                }

                if (!below[i])
                {
                    gradient[_p] += 1 / parameters[_p];
                    hessian[_p, _p] -= 1 / (parameters[_p] * parameters[_p]);
                }
            }

            return (gradient, hessian);
        }

        // φ/Φ; below −35, near underflow, its asymptote −u − 1/u (relative error below 2e-6).
        private static double Mills(double u) => u < -35
            ? -u - (1 / u)
            : Math.Exp(-u * u / 2) / Math.Sqrt(2 * Math.PI) / Tail.NormalUpper(-u);

        private static double LogLower(double u) => u < -35
            ? (-u * u / 2) - Math.Log(-u) - (Math.Log(2 * Math.PI) / 2)
            : Math.Log(Tail.NormalUpper(-u));

        private double Residual(Vector<double> parameters, int i)
        {
            var u = parameters[_p] * outcome[i];
            for (var j = 0; j < _p; j++)
            {
                u -= parameters[j] * columns[j][i];
            }

            return u;
        }

        private double Value(Vector<double> parameters)
        {
            if (!(parameters[_p] > 0))
            {
                return double.NegativeInfinity;
            }

            var value = 0.0;
            for (var i = 0; i < outcome.Length; i++)
            {
                var u = Residual(parameters, i);
                value += below[i] ? LogLower(u) : Math.Log(parameters[_p]) - (u * u / 2) - (Math.Log(2 * Math.PI) / 2);
            }

            return value;
        }
    }
}
