namespace StudyAnalysis.Statistics.Regress;

/// <summary>The columns of a linear predictor with their names; the intercept is a column like the others.</summary>
/// <remarks>Units: each coefficient has the outcome's unit per unit of its column. Fits scale and centre for themselves; results are of these columns.</remarks>
public sealed class Design
{
    private readonly double[][] _columns;
    private readonly string[] _names;

    private Design(double[][] columns, string[] names)
    {
        _columns = columns;
        _names = names;
    }

    /// <summary>Names of the columns, in order.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Number of observations.</summary>
    public int Rows => _columns.Length == 0 ? 0 : _columns[0].Length;

    internal double[][] Columns => _columns;

    /// <summary>A design with an intercept, named "(Intercept)" as in R, before the terms.</summary>
    /// <param name="rows">Number of observations.</param>
    /// <param name="terms">Name and values of each term; shape: each of <paramref name="rows"/> finite values.</param>
    /// <exception cref="ArgumentException">A term of another length, or a value not finite.</exception>
    public static Design WithIntercept(int rows, params IReadOnlyList<(string Name, double[] Values)> terms) =>
        WithoutIntercept([("(Intercept)", Enumerable.Repeat(1.0, rows).ToArray()), .. terms]);

    /// <summary>A design of exactly these terms.</summary>
    /// <param name="terms">Name and values of each term, at least one.</param>
    /// <exception cref="ArgumentException">No term, terms of different lengths, or a value not finite.</exception>
    public static Design WithoutIntercept(params IReadOnlyList<(string Name, double[] Values)> terms)
    {
        if (terms.Count == 0)
        {
            throw new ArgumentException("A design has at least one term.", nameof(terms));
        }

        foreach (var (name, values) in terms)
        {
            Guard.Finite(values, name);
            Guard.SameLength(terms[0].Values.Length, values.Length, terms[0].Name, name);
        }

        return new([.. terms.Select(t => (double[])t.Values.Clone())], [.. terms.Select(t => t.Name)]);
    }
}
