using System.Globalization;
using System.Text;

namespace StudyAnalysis.Verification;

/// <summary>The data and certified values compiled into the program: certified.txt, one line a column.</summary>
internal static class CertifiedData
{
    private static readonly Lazy<Dictionary<(string Set, string Column), string[]>> Columns = new(Read);

    public static bool Has(string set, string column) => Columns.Value.ContainsKey((set, column));

    /// <summary>The values as they are written.</summary>
    public static string[] Texts(string set, string column) => Columns.Value[(set, column)];

    public static double[] Numbers(string set, string column) =>
        [.. Texts(set, column).Select(t => double.Parse(t, NumberStyles.Float, CultureInfo.InvariantCulture))];

    public static int[] Integers(string set, string column) => [.. Numbers(set, column).Select(v => (int)v)];

    public static bool[] Flags(string set, string column) => [.. Numbers(set, column).Select(v => v == 1)];

    /// <summary>The columns prefix1, prefix2, … as far as they go.</summary>
    public static double[][] Series(string set, string prefix) =>
    [
        .. Enumerable.Range(1, 99).Select(i => string.Create(CultureInfo.InvariantCulture, $"{prefix}{i}")).TakeWhile(c => Has(set, c)).Select(c => Numbers(set, c)),
    ];

    /// <summary>Columns side by side, as the regressions take them.</summary>
    public static double[,] Matrix(params double[][] columns)
    {
        var matrix = new double[columns[0].Length, columns.Length];
        for (var i = 0; i < matrix.GetLength(0); i++)
        {
            for (var j = 0; j < columns.Length; j++)
            {
                matrix[i, j] = columns[j][i];
            }
        }

        return matrix;
    }

    private static Dictionary<(string Set, string Column), string[]> Read()
    {
        using var stream = typeof(CertifiedData).Assembly.GetManifestResourceStream("StudyAnalysis.Verification.certified.txt")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes).Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' '))
            .ToDictionary(words => (words[0], words[1]), words => words[2..]);
    }
}
