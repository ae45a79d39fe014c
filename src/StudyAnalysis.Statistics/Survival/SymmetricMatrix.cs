namespace StudyAnalysis.Statistics.Survival;

/// <summary>Small symmetric systems by Cholesky, which says when a row depends on the rows before it.</summary>
internal static class SymmetricMatrix
{
    /// <summary>Lower factor L with A = L Lᵀ, or null when A is not positive definite relative to its diagonal.</summary>
    public static double[,]? Cholesky(double[,] a, double tolerance = 1e-13)
    {
        var n = a.GetLength(0);
        var factor = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = a[i, j];
                for (var k = 0; k < j; k++)
                {
                    sum -= factor[i, k] * factor[j, k];
                }

                if (i != j)
                {
                    factor[i, j] = sum / factor[j, j];
                }
                else if (!(sum > tolerance * Math.Abs(a[i, i])))
                {
                    return null;
                }
                else
                {
                    factor[i, i] = Math.Sqrt(sum);
                }
            }
        }

        return factor;
    }

    /// <summary>Whether each row is independent of the rows before it that are themselves kept.</summary>
    public static bool[] IndependentRows(double[,] a, double tolerance)
    {
        var n = a.GetLength(0);
        var kept = new List<int>();
        var independent = new bool[n];
        for (var i = 0; i < n; i++)
        {
            kept.Add(i);
            independent[i] = a[i, i] > 0 && Cholesky(Sub(a, kept), tolerance) is not null;
            if (!independent[i])
            {
                kept.RemoveAt(kept.Count - 1);
            }
        }

        return independent;
    }

    public static double[] Solve(double[,] factor, ReadOnlySpan<double> right)
    {
        var n = factor.GetLength(0);
        var x = right.ToArray();
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < i; k++)
            {
                x[i] -= factor[i, k] * x[k];
            }

            x[i] /= factor[i, i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++)
            {
                x[i] -= factor[k, i] * x[k];
            }

            x[i] /= factor[i, i];
        }

        return x;
    }

    public static double[,] Inverse(double[,] factor)
    {
        var n = factor.GetLength(0);
        var inverse = new double[n, n];
        var unit = new double[n];
        for (var j = 0; j < n; j++)
        {
            Array.Clear(unit);
            unit[j] = 1;
            var column = Solve(factor, unit);
            for (var i = 0; i < n; i++)
            {
                inverse[i, j] = column[i];
            }
        }

        return inverse;
    }

    /// <summary>uᵀ A⁻¹ u, or NaN when A is singular.</summary>
    public static double QuadraticForm(double[,] a, ReadOnlySpan<double> u)
    {
        var factor = Cholesky(a);
        return factor is null ? double.NaN : Dot(u, Solve(factor, u));
    }

    public static double LogDeterminant(double[,] factor)
    {
        var sum = 0.0;
        for (var i = 0; i < factor.GetLength(0); i++)
        {
            sum += 2 * Math.Log(factor[i, i]);
        }

        return sum;
    }

    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    public static double[,] Sub(double[,] a, IReadOnlyList<int> keep)
    {
        var sub = new double[keep.Count, keep.Count];
        for (var i = 0; i < keep.Count; i++)
        {
            for (var j = 0; j < keep.Count; j++)
            {
                sub[i, j] = a[keep[i], keep[j]];
            }
        }

        return sub;
    }

    /// <summary>A B A for symmetric A: the sandwich.</summary>
    public static double[,] Sandwich(double[,] bread, double[,] meat) => Multiply(Multiply(bread, meat), bread);

    public static double[,] Multiply(double[,] a, double[,] b)
    {
        var (n, m, q) = (a.GetLength(0), b.GetLength(0), b.GetLength(1));
        var product = new double[n, q];
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < m; k++)
            {
                for (var j = 0; j < q; j++)
                {
                    product[i, j] += a[i, k] * b[k, j];
                }
            }
        }

        return product;
    }
}
