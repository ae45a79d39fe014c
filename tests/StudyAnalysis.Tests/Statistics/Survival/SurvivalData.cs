using StudyAnalysis.Tests.Oracles;

namespace StudyAnalysis.Tests.Statistics.Survival;

/// <summary>The public data sets under Oracles/survival_data, by column.</summary>
internal sealed class SurvivalData
{
    private readonly IReadOnlyDictionary<string, string[]> _columns;

    private SurvivalData(IReadOnlyDictionary<string, string[]> columns) => _columns = columns;

    public static SurvivalData Load(string name) => new(OracleFile.Columns($"survival_data/{name}.csv"));

    public double[] Doubles(string column) => [.. _columns[column].Select(OracleFile.Number)];

    public int[] Integers(string column) => [.. Doubles(column).Select(v => (int)v)];

    public bool[] Flags(string column) => [.. Doubles(column).Select(v => v == 1)];

    public double[,] Matrix(params string[] columns)
    {
        var values = columns.Select(Doubles).ToArray();
        var matrix = new double[values[0].Length, columns.Length];
        for (var i = 0; i < matrix.GetLength(0); i++)
        {
            for (var j = 0; j < columns.Length; j++)
            {
                matrix[i, j] = values[j][i];
            }
        }

        return matrix;
    }

    /// <summary>The rows for which a condition on the row number holds.</summary>
    public SurvivalData Where(Func<int, bool> keep) => new(_columns.ToDictionary(
        pair => pair.Key, pair => pair.Value.Where((_, i) => keep(i)).ToArray()));
}
