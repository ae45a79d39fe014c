using MathNet.Numerics.LinearAlgebra;

namespace StudyAnalysis.Statistics.Regress;

/// <summary>The (penalised) binomial log-likelihood and its maximum, free or with one combination of the coefficients held.</summary>
/// <param name="columns">Columns of a size of about 1 (<see cref="StandardDesign"/>).</param>
/// <param name="outcome">Event yes/no.</param>
/// <param name="weights">Case weights.</param>
/// <param name="firth">Whether ½ log |information| is added.</param>
internal sealed class LogisticLikelihood(double[][] columns, IReadOnlyList<bool> outcome, double[] weights, bool firth)
{
    private const int MaximumIterations = 500;

    // A step changes no log odds by more: beyond, the weights at its end have nothing to do with those it was made from.
    private const double LargestStep = 10;
    private const double ShortStep = 1;
    private const double Difference = 1e-4;
    private const int SmallSize = 2000;
    private readonly int _n = outcome.Count;

    /// <summary>Whether at least half of the outcomes are as good as certain, as under (near) separation; never for many rows.</summary>
    public bool IsNearlyCertain(double[] beta) => _n * columns.Length <= SmallSize && 2 * Predictor(beta).Count(e => Math.Abs(e) > 3) >= _n;

    /// <summary>Coefficients, their log-likelihood, (XᵀWX)⁻¹ there, and whether the steps died out.</summary>
    public sealed record Maximum(double[] Beta, double LogLikelihood, Qr Weighted, bool Converged);

    /// <summary>The maximum reached from a start, where <paramref name="held"/> × β is kept at what it is there.</summary>
    /// <param name="start">Where the search begins.</param>
    /// <param name="held">The combination that is kept; null for none.</param>
    /// <param name="follow">Whether short steps keep to the maximum that the start is near.</param>
    /// <remarks>Fisher scoring; Newton's method with the curvature of the penalty where that is slow, as far out on a profile.</remarks>
    public Maximum Maximise(double[] start, double[]? held = null, bool follow = false)
    {
        var point = Evaluate(start);
        var value = held is null ? 0 : Dot(held, start);
        double before = double.PositiveInfinity;
        for (var (iteration, newton) = (0, follow); iteration < MaximumIterations; iteration++)
        {
            var score = Score(point);
            var step = newton ? NewtonStep(point.Beta, score, held) : FisherStep(point.Weighted, score, held);
            var decrement = Dot(step, score);
            if (decrement <= 1e-22)
            {
                return new(point.Beta, point.Value, point.Weighted, true);
            }

            if (Climb(point, step, follow ? ShortStep : LargestStep, held, value) is not { } next)
            {
                if (newton || decrement < 1e-12)
                {
                    // What is left of the slope is rounding, or there is none.
                    return new(point.Beta, point.Value, point.Weighted, decrement < 1e-10);
                }

                (newton, before) = (true, double.PositiveInfinity);
                continue;
            }

            newton |= firth && iteration > 8 && decrement > 0.1 * before;
            (point, before) = (next, decrement);
        }

        return new(point.Beta, point.Value, point.Weighted, false);
    }

    /// <summary>The nearest place to β, measured in standard errors, where the combination has a value.</summary>
    public static double[] Moved(Maximum from, double[] combination, double value)
    {
        var direction = Times(from.Weighted.InverseCrossProduct(), combination);
        return Moved(from.Beta, combination, direction, value);
    }

    public static double[] Moved(double[] beta, double[] combination, double[] direction, double value)
    {
        var factor = (value - Dot(combination, beta)) / Dot(combination, direction);
        return [.. beta.Zip(direction, (b, d) => b + (factor * d))];
    }

    public static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var j = 0; j < a.Length; j++)
        {
            sum += a[j] * b[j];
        }

        return sum;
    }

    private static double Log1PlusExp(double x) => x > 0 ? x + double.LogP1(Math.Exp(-x)) : double.LogP1(Math.Exp(x));

    private static double[] Weighted(double[] column, double[] roots)
    {
        var weighted = new double[column.Length];
        for (var i = 0; i < weighted.Length; i++)
        {
            weighted[i] = column[i] * roots[i];
        }

        return weighted;
    }

    private static double[] Times(double[,] matrix, double[] vector)
    {
        var result = new double[vector.Length];
        for (var a = 0; a < result.Length; a++)
        {
            for (var b = 0; b < result.Length; b++)
            {
                result[a] += matrix[a, b] * vector[b];
            }
        }

        return result;
    }

    private static double[] FisherStep(Qr weighted, double[] score, double[]? held)
    {
        var inverse = weighted.InverseCrossProduct();
        var step = Times(inverse, score);
        if (held is null)
        {
            return step;
        }

        var along = Times(inverse, held);
        return Moved(step, held, along, 0);
    }

    /// <summary>The directions that leave a combination as it is, as columns: a reflection of the combination onto the first axis, without that axis.</summary>
    private static Matrix<double> Within(double[]? held, int p)
    {
        if (held is null)
        {
            return Matrix<double>.Build.DenseIdentity(p);
        }

        var v = Vector<double>.Build.DenseOfArray(held) / held.Max(Math.Abs);
        v[0] += Math.CopySign(v.L2Norm(), v[0]);
        var reflection = Matrix<double>.Build.DenseIdentity(p) - ((2 / (v * v)) * v.OuterProduct(v));
        return reflection.SubMatrix(0, p, 1, p - 1);
    }

    private double[] Predictor(double[] beta)
    {
        var eta = new double[_n];
        for (var j = 0; j < beta.Length; j++)
        {
            for (var i = 0; i < _n; i++)
            {
                eta[i] += beta[j] * columns[j][i];
            }
        }

        return eta;
    }

    private Point Evaluate(double[] beta)
    {
        var eta = Predictor(beta);
        var value = 0.0;
        for (var i = 0; i < _n; i++)
        {
            value -= weights[i] * Log1PlusExp(outcome[i] ? -eta[i] : eta[i]);
        }

        var roots = Array.ConvertAll(eta, e => Math.Exp((-Math.Abs(e) / 2) - double.LogP1(Math.Exp(-Math.Abs(e)))));
        for (var i = 0; i < _n; i++)
        {
            roots[i] *= Math.Sqrt(weights[i]);
        }

        var qr = Qr.Of(Array.ConvertAll(columns, c => Weighted(c, roots)));
        value += firth ? qr.LogDeterminant() / 2 : 0;
        return new(beta, eta, double.IsNaN(value) ? double.NegativeInfinity : value, qr);
    }

    private double[] Score(Point point)
    {
        var leverages = firth ? point.Weighted.Leverages() : [];
        var score = new double[point.Beta.Length];
        for (var i = 0; i < _n; i++)
        {
            var p = 1 / (1 + Math.Exp(-point.Eta[i]));
            var residual = outcome[i] ? 1 / (1 + Math.Exp(point.Eta[i])) : -p;
            residual *= weights[i];
            residual += firth ? leverages[i] * (0.5 - p) : 0;
            for (var j = 0; j < score.Length; j++)
            {
                score[j] += residual * columns[j][i];
            }
        }

        return score;
    }

    private Point? Climb(Point from, double[] step, double longest, double[]? held, double value)
    {
        var largest = Predictor(step).Max(Math.Abs);
        var scale = largest > longest ? longest / largest : 1;
        for (var halving = 0; halving < 60; halving++, scale /= 2)
        {
            double[] beta = [.. from.Beta.Zip(step, (b, s) => b + (scale * s))];

            // Rounding of long steps would leave what is held.
            var next = Evaluate(held is null ? beta : Moved(beta, held, held, value));
            if (next.Value >= from.Value - (1e-14 * Math.Abs(from.Value)))
            {
                return next;
            }
        }

        return null;
    }

    // The information leaves out the curvature of the penalty, which rules where nearly all outcomes are certain.
    private double[] NewtonStep(double[] beta, double[] score, double[]? held)
    {
        var p = beta.Length;
        var curvature = Matrix<double>.Build.Dense(p, p);
        for (var b = 0; b < p; b++)
        {
            double[] up = [.. beta], down = [.. beta];
            up[b] += Difference;
            down[b] -= Difference;
            double[] above = Score(Evaluate(up)), below = Score(Evaluate(down));
            for (var a = 0; a < p; a++)
            {
                curvature[a, b] = (below[a] - above[a]) / (2 * Difference);
            }
        }

        var within = Within(held, p);
        var eigen = (within.Transpose() * ((curvature + curvature.Transpose()) / 2) * within).Evd(Symmetricity.Symmetric);
        var rotated = eigen.EigenVectors.Transpose() * (within.Transpose() * Vector<double>.Build.DenseOfArray(score));
        var largest = eigen.EigenValues.Max(v => Math.Abs(v.Real));
        for (var k = 0; k < rotated.Count; k++)
        {
            rotated[k] /= Math.Max(Math.Abs(eigen.EigenValues[k].Real), 1e-12 * largest);
        }

        return [.. within * (eigen.EigenVectors * rotated)];
    }

    private sealed record Point(double[] Beta, double[] Eta, double Value, Qr Weighted);
}
