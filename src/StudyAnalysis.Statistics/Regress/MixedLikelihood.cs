using MathNet.Numerics.LinearAlgebra;

namespace StudyAnalysis.Statistics.Regress;

/// <summary>The Gaussian likelihood with a random intercept a subject: V = σ²I + τ²J in blocks, whose functions act on a subject's mean and
/// on the deviations from it apart.</summary>
internal sealed class MixedLikelihood
{
    private readonly double[][] _columns;
    private readonly double[] _outcome;
    private readonly int[][] _subjects;
    private readonly bool _restricted;

    public MixedLikelihood(double[] outcome, double[][] columns, IReadOnlyList<int> subjects, bool restricted)
    {
        _outcome = outcome;
        _columns = columns;
        _restricted = restricted;
        _subjects = [.. Enumerable.Range(0, outcome.Length).GroupBy(i => subjects[i]).Select(g => g.ToArray())];
    }

    public int Subjects => _subjects.Length;

    public bool HasReplicates => _subjects.Length < _outcome.Length;

    private int Observations => _outcome.Length;

    private double Divisor => Observations - (_restricted ? _columns.Length : 0);

    /// <summary>Fixed effects, their unscaled covariance, the residuals and σ², all at the ratio λ = τ²/σ².</summary>
    public sealed record Profile(Vector<double> Beta, Matrix<double> Inverse, double[] Residuals, double Variance, double LogLikelihood, double Slope);

    /// <summary>Everything at λ, with the derivative of the profile likelihood by λ.</summary>
    public Profile At(double lambda)
    {
        double Within(int n) => 1;
        double Between(int n) => 1 / (1 + (lambda * n));
        var information = Cross(_columns, Within, Between);
        var inverse = information.Inverse();
        var beta = inverse * Against(_columns, _outcome, Within, Between);
        var residuals = _outcome.Select((y, i) => y - Enumerable.Range(0, _columns.Length).Sum(j => _columns[j][i] * beta[j])).ToArray();
        var rss = Quadratic(residuals, Within, Between);
        var variance = rss / Divisor;
        var logV = _subjects.Sum(s => Math.Log(1 + (lambda * s.Length)));
        var logX = _restricted ? Math.Log(information.Determinant()) : 0;
        var value = -0.5 * ((Divisor * (Math.Log(2 * Math.PI * variance) + 1)) + logV + logX);

        // d/dλ of V₀⁻¹ is −n/(1 + λn)² on the subject means and 0 on deviations.
        double Derivative(int n) => n / ((1 + (lambda * n)) * (1 + (lambda * n)));
        var slope = -0.5 * ((-Quadratic(residuals, _ => 0, Derivative) / variance) + _subjects.Sum(s => s.Length / (1 + (lambda * s.Length)))
            - (_restricted ? (inverse * Cross(_columns, _ => 0, Derivative)).Trace() : 0));
        return new(beta, inverse, residuals, variance, value, slope);
    }

    /// <summary>Satterthwaite degrees of freedom of a contrast: 2 f² / (∇f′ A ∇f), A the inverse observed information of (σ², τ²).</summary>
    public double Satterthwaite(Profile profile, double lambda, double[] weights)
    {
        double s2 = profile.Variance, t2 = lambda * s2;
        var covariance = profile.Inverse * s2;
        var l = Vector<double>.Build.DenseOfArray(weights);
        var gradient = new double[2];
        var crosses = new Matrix<double>[2];
        for (var a = 0; a < 2; a++)
        {
            var part = a;
            crosses[a] = Cross(_columns, _ => Part(part, false, 1) / (s2 * s2), n => Part(part, true, n) / Square(s2 + (t2 * n)));
            gradient[a] = l * (covariance * crosses[a] * covariance * l);
        }

        var information = Matrix<double>.Build.Dense(2, 2, (a, b) => Information(profile.Residuals, covariance, crosses, s2, t2, a, b));
        var inverse = information.Inverse();
        var g = Vector<double>.Build.DenseOfArray(gradient);
        var f = l * (covariance * l);
        return 2 * f * f / (g * (inverse * g));
    }

    private static double Square(double v) => v * v;

    // Eigenvalues of ∂V/∂σ² = I and ∂V/∂τ² = J on deviations (0 for J) and on a mean of n (n for J).
    private static double Part(int parameter, bool between, int n) => parameter == 0 ? 1 : between ? n : 0;

    private double Information(double[] residuals, Matrix<double> covariance, Matrix<double>[] crosses, double s2, double t2, int a, int b)
    {
        double Within(int power) => Part(a, false, 1) * Part(b, false, 1) / Math.Pow(s2, power);
        double Between(int n, int power) => Part(a, true, n) * Part(b, true, n) / Math.Pow(s2 + (t2 * n), power);
        var trace = _subjects.Sum(s => ((s.Length - 1) * Within(2)) + Between(s.Length, 2));
        if (_restricted)
        {
            trace -= 2 * (covariance * Cross(_columns, _ => Within(3), n => Between(n, 3))).Trace();
            trace += (covariance * crosses[a] * covariance * crosses[b]).Trace();
        }

        var quadratic = Quadratic(residuals, _ => Within(3), n => Between(n, 3));
        Vector<double> Score(int p) => Against(_columns, residuals, _ => Part(p, false, 1) / (s2 * s2), n => Part(p, true, n) / Square(s2 + (t2 * n)));
        quadratic -= Score(a) * (covariance * Score(b));
        return quadratic - (0.5 * trace);
    }

    private Matrix<double> Cross(double[][] columns, Func<int, double> within, Func<int, double> between)
    {
        var p = columns.Length;
        var result = Matrix<double>.Build.Dense(p, p);
        for (var a = 0; a < p; a++)
        {
            var row = Against(columns, columns[a], within, between);
            result.SetRow(a, row);
        }

        return result;
    }

    private Vector<double> Against(double[][] columns, double[] values, Func<int, double> within, Func<int, double> between) =>
        Vector<double>.Build.Dense(columns.Length, j => Product(columns[j], values, within, between));

    private double Quadratic(double[] values, Func<int, double> within, Func<int, double> between) => Product(values, values, within, between);

    private double Product(double[] x, double[] y, Func<int, double> within, Func<int, double> between)
    {
        var total = 0.0;
        foreach (var subject in _subjects)
        {
            double mx = subject.Average(i => x[i]), my = subject.Average(i => y[i]);
            total += within(subject.Length) * subject.Sum(i => (x[i] - mx) * (y[i] - my));
            total += between(subject.Length) * subject.Length * mx * my;
        }

        return total;
    }
}
