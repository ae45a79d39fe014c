namespace StudyAnalysis.Statistics.Regress;

/// <summary>Whether a linear combination of the terms tells the outcomes apart.</summary>
public enum Separation
{
    /// <summary>No: maximum likelihood has finite estimates.</summary>
    None,

    /// <summary>Up to ties on the boundary.</summary>
    QuasiComplete,

    /// <summary>Without any error.</summary>
    Complete,
}

/// <summary>Finds separation by linear programming before fitting (Konis 2007; Albert and Anderson 1984, Biometrika 71:1–10).</summary>
internal static class SeparationCheck
{
    private const double Tolerance = 1e-9;

    /// <summary>The kind, and the columns with a part in the separating combination.</summary>
    /// <remarks>Also the maximum-likelihood estimate where Newton's method found one on the way; empty otherwise.</remarks>
    public static (Separation Kind, int[] Columns, double[] Estimate) Find(double[][] columns, IReadOnlyList<bool> outcome)
    {
        int p = columns.Length, n = outcome.Count;
        var scales = Array.ConvertAll(columns, c => Math.Max(1e-300, c.Max(Math.Abs)));
        if (FiniteMaximum(columns, scales, outcome) is { } estimate)
        {
            return (Separation.None, [], estimate);
        }

        var margins = new double[n][];
        for (var i = 0; i < n; i++)
        {
            margins[i] = new double[p];
            for (var j = 0; j < p; j++)
            {
                margins[i][j] = (outcome[i] ? 1 : -1) * columns[j][i] / scales[j];
            }
        }

        var strict = Maximise(margins, withMargin: true);
        if (strict.Objective > Tolerance)
        {
            return (Separation.Complete, strict.Columns, []);
        }

        var weak = Maximise(margins, withMargin: false);
        return weak.Objective > Tolerance ? (Separation.QuasiComplete, weak.Columns, []) : (Separation.None, [], []);
    }

    // A finite maximum exists just when nothing separates (Albert and Anderson 1984), and Newton's method finds it faster than a linear program.
    private static double[]? FiniteMaximum(double[][] columns, double[] scales, IReadOnlyList<bool> outcome)
    {
        int p = columns.Length, n = outcome.Count;
        var x = new double[n * p];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < p; j++)
            {
                x[(i * p) + j] = columns[j][i] / scales[j];
            }
        }

        var kernel = new LogisticKernel(x, p, [.. outcome]);
        var beta = new double[p];

        // Predictions that are not yet certain leave no doubt; with certain ones the linear program decides.
        var found = kernel.Maximise(beta, 1e-14) && kernel.LinearPredictor.All(e => Math.Abs(e) < 15);
        return found ? [.. beta.Zip(scales, (b, s) => b / s)] : null;
    }

    /// <summary>Maximises Σ margins (or the smallest margin) with all margins ≥ 0 and |β| ≤ 1: variables β⁺, β⁻ (and t), origin feasible.</summary>
    private static (double Objective, int[] Columns) Maximise(double[][] margins, bool withMargin)
    {
        int n = margins.Length, p = margins[0].Length, variables = (2 * p) + (withMargin ? 1 : 0), rows = n + variables;
        var simplex = new Simplex(rows, variables);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < p; j++)
            {
                simplex[i, j] = -margins[i][j];
                simplex[i, p + j] = margins[i][j];
                simplex[rows, j] -= withMargin ? 0 : margins[i][j];
                simplex[rows, p + j] += withMargin ? 0 : margins[i][j];
            }

            if (withMargin)
            {
                simplex[i, 2 * p] = 1;
            }
        }

        if (withMargin)
        {
            simplex[rows, 2 * p] = -1;
        }

        for (var j = 0; j < variables; j++)
        {
            simplex[n + j, j] = 1;
            simplex[n + j, variables] = 1;
        }

        simplex.Solve();
        var beta = simplex.Solution();
        return (simplex[rows, variables], [.. Enumerable.Range(0, p).Where(j => Math.Abs(beta[j] - beta[p + j]) > Tolerance)]);
    }

    /// <summary>Primal simplex on the condensed tableau (rows × variables, no slack columns): the steepest column first, which needs few steps; if
    /// that takes long, Bland's rule, which cannot cycle on the many rows with right-hand side 0.</summary>
    private sealed class Simplex(int rows, int variables)
    {
        private readonly double[] _tableau = new double[(rows + 1) * (variables + 1)];
        private readonly int[] _basic = [.. Enumerable.Range(variables, rows)];
        private readonly int[] _free = [.. Enumerable.Range(0, variables)];

        public double this[int row, int column]
        {
            get => _tableau[(row * (variables + 1)) + column];
            set => _tableau[(row * (variables + 1)) + column] = value;
        }

        public void Solve()
        {
            for (var step = 0; step < 50 * (rows + variables); step++)
            {
                var bland = step > 100 + (20 * variables);
                var entering = -1;
                for (var j = 0; j < variables; j++)
                {
                    var better = entering < 0 || (bland ? _free[j] < _free[entering] : this[rows, j] < this[rows, entering]);
                    entering = this[rows, j] < -Tolerance && better ? j : entering;
                }

                var leaving = -1;
                for (var i = 0; entering >= 0 && i < rows; i++)
                {
                    leaving = this[i, entering] > Tolerance && (leaving < 0 || Before(i, leaving, entering, bland)) ? i : leaving;
                }

                if (leaving < 0)
                {
                    return;
                }

                Pivot(leaving, entering);
            }
        }

        public double[] Solution()
        {
            var values = new double[variables];
            for (var i = 0; i < rows; i++)
            {
                if (_basic[i] < variables)
                {
                    values[_basic[i]] = this[i, variables];
                }
            }

            return values;
        }

        private bool Before(int i, int leaving, int entering, bool bland)
        {
            double a = this[i, variables] / this[i, entering], b = this[leaving, variables] / this[leaving, entering];
            return a < b - 1e-12 || (Math.Abs(a - b) <= 1e-12 && (bland ? _basic[i] < _basic[leaving] : this[i, entering] > this[leaving, entering]));
        }

        private void Pivot(int row, int column)
        {
            var width = variables + 1;
            var pivot = this[row, column];
            var own = _tableau.AsSpan(row * width, width);
            for (var j = 0; j < width; j++)
            {
                own[j] = j == column ? 1 / pivot : own[j] / pivot;
            }

            for (var i = 0; i <= rows; i++)
            {
                var other = _tableau.AsSpan(i * width, width);
                var factor = other[column];
                if (i == row || factor == 0)
                {
                    continue;
                }

                other[column] = 0;
                for (var j = 0; j < width; j++)
                {
                    other[j] -= factor * own[j];
                }
            }

            (_basic[row], _free[column]) = (_free[column], _basic[row]);
        }
    }
}
