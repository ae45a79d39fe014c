namespace StudyAnalysis.Statistics.Regress;

/// <summary>The columns of a design brought to a size of about 1 for a fit, and what carries the result back to the user's scale.</summary>
/// <remarks>Each column is divided by a power of two, which loses no bit. With an intercept the others are centred at one of their own values, so that a shift of
/// a column leaves the fitted columns, and with them slopes, p and intervals, as they were.</remarks>
internal sealed class StandardDesign
{
    private readonly double[] _centres;
    private readonly double[] _scales;
    private readonly int _intercept;
    private readonly double _unit;

    private StandardDesign(double[][] columns, double[] centres, double[] scales, int intercept, double unit)
    {
        (Columns, _centres, _scales, _intercept, _unit) = (columns, centres, scales, intercept, unit);
    }

    /// <summary>What is fitted: γ with Columns × γ = design × β.</summary>
    public double[][] Columns { get; }

    /// <summary>Whether one column is constant, so that an outcome may be centred as well.</summary>
    public bool HasIntercept => _intercept >= 0;

    /// <summary>log |design′W design| = log |Columns′W Columns| + 2 × this.</summary>
    public double LogVolume => _scales.Sum(Math.Log);

    /// <summary>What was taken from each column.</summary>
    public IReadOnlyList<double> Centres => _centres;

    /// <summary>What each column was divided by.</summary>
    public IReadOnlyList<double> Scales => _scales;

    /// <summary>The standard form of a design.</summary>
    /// <param name="columns">The user's columns.</param>
    /// <param name="cutPoints">Whether the model has cut-points of its own, which take up a shift of the columns as an intercept does.</param>
    public static StandardDesign Of(double[][] columns, bool cutPoints = false)
    {
        var intercept = Array.FindIndex(columns, c => c.Length > 0 && c[0] != 0 && Array.TrueForAll(c, v => v == c[0]));
        var (centres, scales) = (new double[columns.Length], new double[columns.Length]);
        var standard = new double[columns.Length][];
        for (var j = 0; j < columns.Length; j++)
        {
            centres[j] = (intercept < 0 && !cutPoints) || j == intercept ? 0 : Centre(columns[j]);
            var centre = centres[j];
            var largest = columns[j].Length == 0 ? 0 : columns[j].Max(v => Math.Abs(v - centre));
            var scale = largest > 0 ? Math.ScaleB(1, Math.ILogB(largest)) : 1;
            scales[j] = scale;
            standard[j] = Array.ConvertAll(columns[j], v => (v - centre) / scale);
        }

        return new(standard, centres, scales, intercept, intercept < 0 ? 1 : columns[intercept][0]);
    }

    /// <summary>The value nearest the mean: differences of near values are exact.</summary>
    public static double Centre(double[] values)
    {
        if (values.Length == 0)
        {
            return 0;
        }

        var first = values[0];
        var mean = first + values.Average(v => v - first);
        return values.MinBy(v => (Math.Abs(v - mean), v));
    }

    /// <summary>A coefficient of the user's scale as a combination of the fitted ones.</summary>
    public double[] Combination(int column)
    {
        var row = new double[_scales.Length];
        row[column] = 1 / _scales[column];
        for (var j = 0; column == _intercept && j < row.Length; j++)
        {
            row[j] -= j == column ? 0 : _centres[j] / (_scales[j] * _unit);
        }

        return row;
    }

    /// <summary>Weights of the user's coefficients as weights of the fitted ones.</summary>
    public double[] Weights(double[] weights)
    {
        var fitted = new double[weights.Length];
        for (var k = 0; k < weights.Length; k++)
        {
            var row = Combination(k);
            for (var j = 0; j < row.Length; j++)
            {
                fitted[j] += weights[k] * row[j];
            }
        }

        return fitted;
    }

    /// <summary>Coefficients of the user's scale.</summary>
    /// <param name="fitted">Of the standard columns.</param>
    /// <param name="centre">What was taken from the outcome, where it was centred.</param>
    public double[] Coefficients(IReadOnlyList<double> fitted, double centre = 0)
    {
        var result = new double[fitted.Count];
        for (var k = 0; k < result.Length; k++)
        {
            var row = Combination(k);
            for (var j = 0; j < row.Length; j++)
            {
                result[k] += row[j] * fitted[j];
            }

            result[k] += k == _intercept ? centre / _unit : 0;
        }

        return result;
    }

    /// <summary>Covariance of the coefficients of the user's scale.</summary>
    public double[,] Covariance(double[,] fitted)
    {
        var p = _scales.Length;
        double[][] rows = [.. Enumerable.Range(0, p).Select(Combination)];
        var result = new double[p, p];
        for (var a = 0; a < p; a++)
        {
            for (var b = 0; b <= a; b++)
            {
                var sum = 0.0;
                for (var i = 0; i < p; i++)
                {
                    for (var j = 0; rows[a][i] != 0 && j < p; j++)
                    {
                        sum += rows[a][i] * fitted[i, j] * rows[b][j];
                    }
                }

                (result[a, b], result[b, a]) = (sum, sum);
            }
        }

        return result;
    }
}
