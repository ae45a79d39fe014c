using System.Collections.Immutable;
using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Regress;

/// <summary>One solution of the path on the original scale.</summary>
internal sealed record ElasticNetSolution(double Intercept, double[] Coefficients, double DevianceRatio);

/// <summary>Standardised data and the proximal Newton search: the smooth part by its quadratic, the penalty by coordinate descent.</summary>
internal sealed class ElasticNetProblem
{
    private const int MaximumIterations = 200;
    private readonly LikelihoodKernel _kernel;
    private readonly double[] _means;
    private readonly double[] _scales;
    private readonly double _alpha;
    private readonly double _ridgeDivisor;
    private readonly double _center;
    private readonly double _nullDeviance;
    private readonly double _saturated;
    private readonly bool _intercept;

    public ElasticNetProblem(ElasticNetOutcome outcome, double[][] columns, ElasticNetOptions options)
    {
        _alpha = options.Alpha;
        _means = [.. columns.Select(c => c.Length == 0 ? 0 : Inference.Mean(c))];
        double[] deviations = [.. columns.Select((c, j) => Inference.IsConstant(c) ? 0 : Math.Sqrt(c.Sum(v => (v - _means[j]) * (v - _means[j])) / c.Length))];
        _scales = [.. deviations.Select(d => d == 0 ? 0 : options.Standardize ? d : 1)];
        _intercept = outcome.Family == ElasticNetFamily.Logistic;
        _center = outcome.Family == ElasticNetFamily.Linear ? Inference.Mean(outcome.Values) : 0;
        _ridgeDivisor = outcome.Family == ElasticNetFamily.Linear
            ? Math.Sqrt(outcome.Values.Sum(y => (y - _center) * (y - _center)) / outcome.Rows) : 1;
        _kernel = Kernel(outcome, columns);
        _saturated = _kernel is CoxKernel cox ? cox.Saturated() : 0;
        Start = new double[_kernel.Size];
        if (_intercept && outcome.Problem() is null)
        {
            var events = outcome.Events.Count(e => e);
            Start[^1] = Math.Log((double)events / (outcome.Rows - events));
        }

        _kernel.Evaluate(Start);
        _nullDeviance = 2 * (_saturated - _kernel.Value);
    }

    private double[] Start { get; }

    private int Penalised => _scales.Length;

    public double LargestLambda(double alpha)
    {
        _kernel.Evaluate(Start);
        return Enumerable.Range(0, Penalised).Select(j => Math.Abs(_kernel.Gradient[j])).DefaultIfEmpty(0).Max() / _kernel.Rows / Math.Max(alpha, 1e-3);
    }

    public ImmutableArray<double> Lambdas(ElasticNetOptions options)
    {
        if (!options.Lambdas.IsEmpty)
        {
            return options.Lambdas;
        }

        var largest = LargestLambda(options.Alpha);
        var ratio = options.LambdaMinRatio ?? (_kernel.Rows < Penalised ? 0.01 : 1e-4);
        return largest == 0 ? [0]
            : [.. Enumerable.Range(0, options.LambdaCount).Select(k => largest * Math.Pow(ratio, options.LambdaCount == 1 ? 0 : k / (options.LambdaCount - 1.0)))];
    }

    public ImmutableArray<ElasticNetSolution> Solve(ImmutableArray<double> lambdas)
    {
        var theta = (double[])Start.Clone();
        _kernel.Evaluate(theta);
        var solutions = ImmutableArray.CreateBuilder<ElasticNetSolution>(lambdas.Length);
        foreach (var lambda in lambdas)
        {
            if (!Descend(theta, lambda))
            {
                break;
            }

            solutions.Add(Original(theta));
        }

        return solutions.ToImmutable();
    }

    private LikelihoodKernel Kernel(ElasticNetOutcome outcome, double[][] columns)
    {
        var (n, p) = (outcome.Rows, columns.Length);
        var size = p + (_intercept ? 1 : 0);
        var x = new double[n * size];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < p; j++)
            {
                x[(i * size) + j] = _scales[j] == 0 ? 0 : (columns[j][i] - _means[j]) / _scales[j];
            }

            if (_intercept)
            {
                x[(i * size) + p] = 1;
            }
        }

        return outcome.Family switch
        {
            ElasticNetFamily.Linear => new SquaresKernel(x, size, Array.ConvertAll(outcome.Values, y => y - _center)),
            ElasticNetFamily.Logistic => new LogisticKernel(x, size, outcome.Events),
            _ => new CoxKernel(outcome.Values, outcome.Events, x, size, efron: false),
        };
    }

    private ElasticNetSolution Original(double[] theta)
    {
        double[] beta = [.. Enumerable.Range(0, Penalised).Select(j => theta[j] == 0 ? 0 : theta[j] / _scales[j])];
        var shift = beta.Zip(_means).Sum(p => p.First * p.Second);
        var intercept = _kernel is CoxKernel ? 0 : (_intercept ? theta[^1] : _center) - shift;
        var deviance = 2 * (_saturated - _kernel.Value);
        return new(intercept, beta, _nullDeviance == 0 ? 0 : 1 - (deviance / _nullDeviance));
    }

    // The kernel's likelihood is a sum over n rows, so λ is multiplied by n instead of dividing all else.
    private bool Descend(double[] theta, double lambda)
    {
        double lasso = lambda * _alpha * _kernel.Rows, ridge = lambda * (1 - _alpha) * _kernel.Rows / _ridgeDivisor;
        var objective = Objective(theta, lasso, ridge);
        for (var iteration = 0; iteration < MaximumIterations; iteration++)
        {
            var target = ElasticNetDescent.Minimise(_kernel, theta, Penalised, lasso, ridge);
            var change = 0.0;
            for (var j = 0; j < theta.Length; j++)
            {
                change = Math.Max(change, Math.Abs(target[j] - theta[j]) * Math.Sqrt(_kernel.Information[(j * theta.Length) + j]));
            }

            (objective, var moved) = Move(theta, target, objective, lasso, ridge);
            // Convergence is quadratic: after a step of 1e-6 standard errors what is left is rounding.
            if (!moved || change < 1e-6 || _kernel is SquaresKernel)
            {
                return true;
            }
        }

        return false;
    }

    private (double Objective, bool Moved) Move(double[] theta, double[] target, double objective, double lasso, double ridge)
    {
        var origin = (double[])theta.Clone();
        for (var (halving, scale) = (0, 1.0); halving < 40; halving++, scale /= 2)
        {
            for (var j = 0; j < theta.Length; j++)
            {
                // The whole step is taken as it stands, so that a coefficient of 0 is exactly 0.
                theta[j] = scale == 1 ? target[j] : origin[j] + (scale * (target[j] - origin[j]));
            }

            _kernel.Evaluate(theta);
            var next = Objective(theta, lasso, ridge);
            if (next <= objective + (1e-13 * Math.Abs(objective)))
            {
                return (next, true);
            }
        }

        origin.CopyTo(theta, 0);
        _kernel.Evaluate(theta);
        return (objective, false);
    }

    private double Objective(double[] theta, double lasso, double ridge)
    {
        var penalty = 0.0;
        for (var j = 0; j < Penalised; j++)
        {
            penalty += (lasso * Math.Abs(theta[j])) + (ridge * theta[j] * theta[j] / 2);
        }

        return penalty - _kernel.Value;
    }

    /// <summary>−½ Σ (y − x β)², with the cross-products made once.</summary>
    private sealed class SquaresKernel : LikelihoodKernel
    {
        private readonly double[] _xy;
        private readonly double _yy;

        public SquaresKernel(double[] x, int columns, double[] y)
            : base(columns, y.Length)
        {
            _xy = new double[columns];
            _yy = y.Sum(v => v * v);
            for (var i = 0; i < y.Length; i++)
            {
                for (var a = 0; a < columns; a++)
                {
                    _xy[a] += x[(i * columns) + a] * y[i];
                    for (var b = 0; b < columns; b++)
                    {
                        Information[(a * columns) + b] += x[(i * columns) + a] * x[(i * columns) + b];
                    }
                }
            }
        }

        public override void Evaluate(ReadOnlySpan<double> parameters)
        {
            var fitted = 0.0;
            for (var a = 0; a < Size; a++)
            {
                Gradient[a] = _xy[a] - Survival.SymmetricMatrix.Dot(Information.AsSpan(a * Size, Size), parameters);
                fitted += parameters[a] * (_xy[a] + Gradient[a]);
            }

            Value = -0.5 * (_yy - fitted);
        }
    }
}
