namespace StudyAnalysis.Tests.Statistics.Metamorphic;

/// <summary>Rows of a case: columns of numbers and columns of codes.</summary>
internal sealed record Table(double[][] Values, int[][] Codes)
{
    public int Rows => Values.Length > 0 ? Values[0].Length : Codes[0].Length;

    public Table Pick(int[] rows) => new(
        [.. Values.Select(v => Array.ConvertAll(rows, i => v[i]))], [.. Codes.Select(c => Array.ConvertAll(rows, i => c[i]))]);

    public Table Mapped(IReadOnlyCollection<int> columns, Func<double, double> map) =>
        this with { Values = [.. Values.Select((v, j) => columns.Contains(j) ? Array.ConvertAll(v, x => map(x)) : v)] };

    public Table Recoded(IReadOnlyCollection<int> columns, Func<int, int> map) =>
        this with { Codes = [.. Codes.Select((c, j) => columns.Contains(j) ? Array.ConvertAll(c, x => map(x)) : c)] };
}
