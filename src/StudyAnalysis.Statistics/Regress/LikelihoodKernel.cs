using System.Numerics;

namespace StudyAnalysis.Statistics.Regress;

/// <summary>A log-likelihood on fixed rows with changing case weights, evaluated and maximised without allocation: what resampling repeats.</summary>
internal abstract class LikelihoodKernel
{
    public const string DidNotConverge = "the search did not converge";
    private const int MaximumIterations = 100;
    private readonly double[] _factor;
    private readonly double[] _step;
    private readonly double[] _trial;

    protected LikelihoodKernel(int size, int rows)
    {
        Size = size;
        (Gradient, Information) = (new double[size], new double[size * size]);
        (_factor, _step, _trial) = (new double[size * size], new double[size], new double[size]);
        Weights = new double[rows];
        Array.Fill(Weights, 1);
        LinearPredictor = new double[rows];
    }

    public int Size { get; }

    public int Rows => Weights.Length;

    /// <summary>Case weights (how often a row was drawn); changed by the caller between fits.</summary>
    public double[] Weights { get; }

    /// <summary>At the parameters last evaluated, all rows, those of weight 0 too.</summary>
    public double[] LinearPredictor { get; }

    public double Value { get; protected set; }

    public double[] Gradient { get; }

    /// <summary>Minus the second derivatives; row by row, both triangles.</summary>
    public double[] Information { get; }

    public abstract void Evaluate(ReadOnlySpan<double> parameters);

    /// <summary>Whether the last search was given up because of the number of its steps.</summary>
    public bool RanOut { get; private set; }

    /// <summary>Newton's method from the parameters given, which it moves; false when there is no finite maximum, or <see cref="RanOut"/>.</summary>
    public bool Maximise(Span<double> parameters, double tolerance = 1e-20)
    {
        RanOut = false;
        Evaluate(parameters);
        var before = double.PositiveInfinity;
        for (var iteration = 0; iteration < MaximumIterations; iteration++)
        {
            if (!Factorise())
            {
                return false;
            }

            Solve();
            var decrement = 0.0;
            for (var j = 0; j < Size; j++)
            {
                decrement += _step[j] * Gradient[j];
            }

            // As in NewtonSearch: a step that dies out linearly runs to infinity.
            if (decrement < 1e-8 && decrement > 0.05 * before && decrement > tolerance)
            {
                return false;
            }

            if (!Climb(parameters))
            {
                return decrement < 1e-10;
            }

            if (decrement < tolerance)
            {
                return true;
            }

            before = decrement;
        }

        RanOut = true;
        return false;
    }

    /// <summary>target += factor × row, for the lower triangle of the information.</summary>
    protected static void AddScaled(Span<double> target, ReadOnlySpan<double> row, double factor)
    {
        var width = Vector<double>.Count;
        var j = 0;
        for (var scale = new Vector<double>(factor); j <= target.Length - width; j += width)
        {
            (new Vector<double>(target[j..]) + (scale * new Vector<double>(row[j..]))).CopyTo(target[j..]);
        }

        for (; j < target.Length; j++)
        {
            target[j] += factor * row[j];
        }
    }

    /// <summary>Copies the lower triangle of the information over the upper.</summary>
    protected void Mirror()
    {
        for (var a = 0; a < Size; a++)
        {
            for (var b = 0; b < a; b++)
            {
                Information[(b * Size) + a] = Information[(a * Size) + b];
            }
        }
    }

    /// <summary>Inverse of the information last evaluated; null when it is singular.</summary>
    public double[,]? Covariance()
    {
        var matrix = new double[Size, Size];
        Buffer.BlockCopy(Information, 0, matrix, 0, Size * Size * sizeof(double));
        return Survival.SymmetricMatrix.Cholesky(matrix, 1e-14) is { } factor ? Survival.SymmetricMatrix.Inverse(factor) : null;
    }

    private bool Climb(Span<double> parameters)
    {
        var value = Value;
        for (var (halving, scale) = (0, 1.0); halving < 30; halving++, scale /= 2)
        {
            for (var j = 0; j < Size; j++)
            {
                _trial[j] = parameters[j] + (scale * _step[j]);
            }

            Evaluate(_trial);
            if (Value >= value - (1e-13 * Math.Abs(value)))
            {
                _trial.CopyTo(parameters);
                return true;
            }
        }

        Evaluate(parameters);
        return false;
    }

    private bool Factorise()
    {
        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = Information[(i * Size) + j];
                for (var k = 0; k < j; k++)
                {
                    sum -= _factor[(i * Size) + k] * _factor[(j * Size) + k];
                }

                if (i != j)
                {
                    _factor[(i * Size) + j] = sum / _factor[(j * Size) + j];
                }
                else if (!(sum > 1e-13 * Information[(i * Size) + i]))
                {
                    return false;
                }
                else
                {
                    _factor[(i * Size) + i] = Math.Sqrt(sum);
                }
            }
        }

        return true;
    }

    private void Solve()
    {
        for (var i = 0; i < Size; i++)
        {
            var sum = Gradient[i];
            for (var k = 0; k < i; k++)
            {
                sum -= _factor[(i * Size) + k] * _step[k];
            }

            _step[i] = sum / _factor[(i * Size) + i];
        }

        for (var i = Size - 1; i >= 0; i--)
        {
            var sum = _step[i];
            for (var k = i + 1; k < Size; k++)
            {
                sum -= _factor[(k * Size) + i] * _step[k];
            }

            _step[i] = sum / _factor[(i * Size) + i];
        }
    }
}
