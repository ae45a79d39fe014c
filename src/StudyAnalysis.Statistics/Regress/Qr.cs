namespace StudyAnalysis.Statistics.Regress;

/// <summary>Householder QR of a design given by columns (Golub and Van Loan, section 5.2): never the normal equations.</summary>
internal sealed class Qr
{
    private const double Tolerance = 1e-13;
    private readonly double[][] _reflectors;
    private readonly double[,] _r;

    private Qr(double[][] reflectors, double[,] r, int dependentColumn)
    {
        _reflectors = reflectors;
        _r = r;
        DependentColumn = dependentColumn;
    }

    /// <summary>The first column that depends on those before it, or −1.</summary>
    public int DependentColumn { get; }

    public int Columns => _r.GetLength(0);

    public int Rows => _reflectors.Length == 0 ? 0 : _reflectors[0].Length;

    public static Qr Of(IReadOnlyList<double[]> columns)
    {
        var p = columns.Count;
        var n = p == 0 ? 0 : columns[0].Length;
        var work = columns.Select(c => (double[])c.Clone()).ToArray();
        var reflectors = new double[p][];
        var r = new double[p, p];
        var dependent = p > n ? n : -1;
        for (var k = 0; k < p; k++)
        {
            reflectors[k] = k < n ? Reflector(work[k], k) : new double[n];
            for (var j = k; j < p; j++)
            {
                Reflect(reflectors[k], work[j], k);
                r[k, j] = k < n ? work[j][k] : 0;
            }

            if (dependent < 0 && !(Math.Abs(r[k, k]) > Tolerance * Norm(columns[k], 0)))
            {
                dependent = k;
            }
        }

        return new(reflectors, r, dependent);
    }

    /// <summary>Least-squares coefficients of y.</summary>
    public double[] Solve(ReadOnlySpan<double> y) => BackSubstitute(Transformed(y));

    public double[] Residuals(ReadOnlySpan<double> y)
    {
        var rotated = Transformed(y);
        Array.Clear(rotated, 0, Columns);
        for (var k = Columns - 1; k >= 0; k--)
        {
            Reflect(_reflectors[k], rotated, k);
        }

        return rotated;
    }

    /// <summary>Diagonal of the hat matrix.</summary>
    public double[] Leverages()
    {
        var leverages = new double[Rows];
        for (var j = 0; j < Columns; j++)
        {
            var q = new double[Rows];
            q[j] = 1;
            for (var k = Columns - 1; k >= 0; k--)
            {
                Reflect(_reflectors[k], q, k);
            }

            for (var i = 0; i < q.Length; i++)
            {
                leverages[i] += q[i] * q[i];
            }
        }

        return leverages;
    }

    /// <summary>(XᵀX)⁻¹.</summary>
    public double[,] InverseCrossProduct()
    {
        var p = Columns;
        var inverse = new double[p][];
        for (var j = 0; j < p; j++)
        {
            var unit = new double[Math.Max(p, Rows)];
            unit[j] = 1;
            inverse[j] = BackSubstitute(unit);
        }

        var product = new double[p, p];
        for (var a = 0; a < p; a++)
        {
            for (var b = 0; b < p; b++)
            {
                for (var j = 0; j < p; j++)
                {
                    product[a, b] += inverse[j][a] * inverse[j][b];
                }
            }
        }

        return product;
    }

    /// <summary>R⁻¹, a square root of (XᵀX)⁻¹; column by column.</summary>
    public double[,] InverseFactor()
    {
        var p = Columns;
        var inverse = new double[p, p];
        for (var j = 0; j < p; j++)
        {
            var unit = new double[Math.Max(p, Rows)];
            unit[j] = 1;
            var column = BackSubstitute(unit);
            for (var a = 0; a < p; a++)
            {
                inverse[a, j] = column[a];
            }
        }

        return inverse;
    }

    /// <summary>log |XᵀX|.</summary>
    public double LogDeterminant()
    {
        var sum = 0.0;
        for (var k = 0; k < Columns; k++)
        {
            sum += 2 * Math.Log(Math.Abs(_r[k, k]));
        }

        return sum;
    }

    private static double[] Reflector(double[] column, int k)
    {
        var v = new double[column.Length];
        var norm = Norm(column, k);
        if (norm == 0)
        {
            return v;
        }

        Array.Copy(column, k, v, k, column.Length - k);
        v[k] += Math.CopySign(norm, column[k]);
        var length = Norm(v, k);
        for (var i = k; i < v.Length; i++)
        {
            v[i] /= length;
        }

        return v;
    }

    private static void Reflect(double[] v, double[] x, int k)
    {
        var from = v.AsSpan(k);
        var onto = x.AsSpan(k, from.Length);
        var dot = 0.0;
        for (var i = 0; i < onto.Length; i++)
        {
            dot += from[i] * onto[i];
        }

        for (var i = 0; i < onto.Length; i++)
        {
            onto[i] -= 2 * dot * from[i];
        }
    }

    private static double Norm(double[] x, int from)
    {
        double scale = 0, sum = 0;
        for (var i = from; i < x.Length; i++)
        {
            scale = Math.Max(scale, Math.Abs(x[i]));
        }

        for (var i = from; scale > 0 && i < x.Length; i++)
        {
            sum += x[i] / scale * (x[i] / scale);
        }

        return scale * Math.Sqrt(sum);
    }

    private double[] Transformed(ReadOnlySpan<double> y)
    {
        var rotated = y.ToArray();
        for (var k = 0; k < Columns; k++)
        {
            Reflect(_reflectors[k], rotated, k);
        }

        return rotated;
    }

    private double[] BackSubstitute(double[] rotated)
    {
        var beta = new double[Columns];
        for (var k = Columns - 1; k >= 0; k--)
        {
            var sum = rotated[k];
            for (var j = k + 1; j < Columns; j++)
            {
                sum -= _r[k, j] * beta[j];
            }

            beta[k] = sum / _r[k, k];
        }

        return beta;
    }
}
