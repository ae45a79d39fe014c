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
    public static (Separation Kind, int[] Columns) Find(double[][] columns, IReadOnlyList<bool> outcome)
    {
        int p = columns.Length, n = outcome.Count;
        var margins = new double[n][];
        for (var i = 0; i < n; i++)
        {
            margins[i] = new double[p];
            for (var j = 0; j < p; j++)
            {
                margins[i][j] = (outcome[i] ? 1 : -1) * columns[j][i] / Math.Max(1e-300, columns[j].Max(Math.Abs));
            }
        }

        var strict = Maximise(margins, withMargin: true);
        if (strict.Objective > Tolerance)
        {
            return (Separation.Complete, strict.Columns);
        }

        var weak = Maximise(margins, withMargin: false);
        return weak.Objective > Tolerance ? (Separation.QuasiComplete, weak.Columns) : (Separation.None, []);
    }

    /// <summary>Maximises Σ margins (or the smallest margin) with all margins ≥ 0 and |β| ≤ 1: variables β⁺, β⁻ (and t), origin feasible.</summary>
    private static (double Objective, int[] Columns) Maximise(double[][] margins, bool withMargin)
    {
        int n = margins.Length, p = margins[0].Length, variables = (2 * p) + (withMargin ? 1 : 0), rows = n + variables;
        var tableau = new double[rows + 1, variables + rows + 1];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < p; j++)
            {
                tableau[i, j] = -margins[i][j];
                tableau[i, p + j] = margins[i][j];
                tableau[rows, j] -= withMargin ? 0 : margins[i][j];
                tableau[rows, p + j] += withMargin ? 0 : margins[i][j];
            }

            if (withMargin)
            {
                tableau[i, 2 * p] = 1;
            }
        }

        if (withMargin)
        {
            tableau[rows, 2 * p] = -1;
        }

        for (var j = 0; j < variables; j++)
        {
            tableau[n + j, j] = 1;
            tableau[n + j, variables + rows] = 1;
        }

        var basis = new int[rows];
        for (var i = 0; i < rows; i++)
        {
            tableau[i, variables + i] = 1;
            basis[i] = variables + i;
        }

        Solve(tableau, basis);
        var beta = new double[variables];
        for (var i = 0; i < rows; i++)
        {
            if (basis[i] < variables)
            {
                beta[basis[i]] = tableau[i, variables + rows];
            }
        }

        return (tableau[rows, variables + rows], [.. Enumerable.Range(0, p).Where(j => Math.Abs(beta[j] - beta[p + j]) > Tolerance)]);
    }

    /// <summary>Primal simplex with Bland's rule, which cannot cycle on the many rows with right-hand side 0.</summary>
    private static void Solve(double[,] tableau, int[] basis)
    {
        int rows = basis.Length, last = tableau.GetLength(1) - 1;
        for (var step = 0; step < 50 * (rows + last); step++)
        {
            var entering = Enumerable.Range(0, last).FirstOrDefault(j => tableau[rows, j] < -Tolerance, -1);
            var leaving = -1;
            for (var i = 0; entering >= 0 && i < rows; i++)
            {
                if (tableau[i, entering] > Tolerance && (leaving < 0 || Before(tableau, basis, i, leaving, entering)))
                {
                    leaving = i;
                }
            }

            if (leaving < 0)
            {
                return;
            }

            Pivot(tableau, leaving, entering);
            basis[leaving] = entering;
        }
    }

    private static bool Before(double[,] tableau, int[] basis, int i, int leaving, int entering)
    {
        var last = tableau.GetLength(1) - 1;
        double a = tableau[i, last] / tableau[i, entering], b = tableau[leaving, last] / tableau[leaving, entering];
        return a < b - 1e-12 || (Math.Abs(a - b) <= 1e-12 && basis[i] < basis[leaving]);
    }

    private static void Pivot(double[,] tableau, int row, int column)
    {
        int rows = tableau.GetLength(0), columns = tableau.GetLength(1);
        var pivot = tableau[row, column];
        for (var j = 0; j < columns; j++)
        {
            tableau[row, j] /= pivot;
        }

        for (var i = 0; i < rows; i++)
        {
            var factor = tableau[i, column];
            for (var j = 0; i != row && factor != 0 && j < columns; j++)
            {
                tableau[i, j] -= factor * tableau[row, j];
            }
        }
    }
}
