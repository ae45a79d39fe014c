using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Statistics.Survival;
using TestResult = StudyAnalysis.Statistics.TestResult;

namespace StudyAnalysis.Tests.Statistics.Metamorphic;

/// <summary>The data of the cases (multiples of 1/8, so that shifts lose no bit), and numbers of results.</summary>
internal static class Sets
{
    public const Relation Shift = Relation.Shift;
    public const Relation Scale = Relation.Scale;
    public const Relation Permutation = Relation.Permutation;
    public const Relation Duplication = Relation.Duplication;
    public const Relation Relabelling = Relation.Relabelling;

    private static readonly double[] First = [3.25, 1.5, 4.125, 7.75, 2.5, 9.25, 5.5, 6.125, 8.375, 2.875, 4.75, 6.5];
    private static readonly double[] Second = [2.25, 1.875, 5.125, 4.75, 3.5, 6.25, 3.25, 6.625, 5.375, 1.125];
    private static readonly double[] Third = [6.25, 8.5, 7.125, 4.25, 9.5, 6.75, 5.25, 8.125];
    private static readonly double[] Later = [2.75, 2.5, 3.125, 5.25, 2.125, 7.75, 5.875, 4.125, 9.375, 1.875, 3.5, 4.25];

    // 24 rows: outcome or time, covariate, second covariate; then outcome, count, category, cluster, cause.
    private static readonly double[] Time = [3, 5.5, 1.25, 8, 12.5, 2.25, 6, 9.75, 4.5, 7.25, 11, 1.75, 10.25, 3.75, 5, 13.5, 2.75, 6.75, 8.75, 4, 9, 14.25, 7.5, 12];
    private static readonly double[] X = [4.5, 2.25, 6.125, 1.5, 0.75, 5.5, 3.25, 2.5, 4.125, 2, 1.25, 5.125, 3.5, 2.875, 4.25, 0.5, 6.5, 1.75, 3.125, 5.25, 2.625, 1.125, 3.75, 0.875];
    private static readonly double[] Z = [1, 0, 0, 1, 0, 1, 1, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1];
    private static readonly int[] Status = [1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1, 0, 1, 0, 1, 1, 0, 1, 1, 0];
    private static readonly int[] Count = [2, 1, 4, 0, 1, 3, 2, 0, 2, 1, 0, 5, 1, 2, 1, 0, 3, 1, 0, 2, 1, 0, 2, 1];
    private static readonly int[] Category = [1, 2, 1, 2, 1, 2, 3, 1, 2, 1, 3, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 2, 3];
    private static readonly int[] Cluster = [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6, 7, 7, 7, 8, 8, 8];
    private static readonly int[] Cause = [1, 2, 1, 0, 1, 1, 0, 2, 1, 2, 0, 1, 1, 2, 1, 0, 1, 0, 2, 1, 0, 1, 2, 0];
    private static readonly int[] Binary = [1, 0, 1, 0, 0, 1, 1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 1, 0, 1, 0];
    private static readonly double[] Risk = [.61, .33, .82, .21, .15, .74, .48, .35, .66, .29, .18, .71, .52, .41, .63, .12, .88, .27, .45, .69, .38, .16, .55, .14];

    public static Table[] One { get; } = [new([First], [])];

    public static Table[] Two { get; } = [new([First], []), new([Second], [])];

    public static Table[] Three { get; } = [new([First], []), new([Second], []), new([Third], [])];

    /// <summary>Two measurements of the same rows.</summary>
    public static Table[] Pairs { get; } = [new([First, Later, [.. Third, .. Third[..4]]], [])];

    /// <summary>Values: time or outcome, x, z, predicted risk. Codes: status, count, category, cluster, cause, binary.</summary>
    public static Table[] Rows { get; } = [new([Time, X, Z, Risk], [Status, Count, Category, Cluster, Cause, Binary])];

    public static double[] V(this Table[] tables, int column = 0) => tables[0].Values[column];

    public static double[] Of(this Table[] tables, int table) => tables[table].Values[0];

    public static int[] C(this Table[] tables, int column) => tables[0].Codes[column];

    public static bool[] Yes(this Table[] tables, int column) => Array.ConvertAll(tables[0].Codes[column], c => c != 0);

    public static double[][] Groups(this Table[] tables) => [.. tables.Select(t => t.Values[0])];

    public static Design WithX(this Table[] tables) => Design.WithIntercept(tables[0].Rows, ("x", tables.V(1)), ("z", tables.V(2)));

    public static Design Slopes(this Table[] tables) => Design.WithoutIntercept(("x", tables.V(1)), ("z", tables.V(2)));

    public static CoxInput Cox(this Table[] tables)
    {
        var x = new double[tables[0].Rows, 2];
        for (var i = 0; i < tables[0].Rows; i++)
        {
            (x[i, 0], x[i, 1]) = (tables.V(1)[i], tables.V(2)[i]);
        }

        return new CoxInput { Time = tables.V(), Status = tables.Yes(0), Covariates = x };
    }

    public static Number N(string name, Quantity value, char kind, bool doubles = false) => new(name, value.ValueOrNaN, kind, doubles);

    /// <summary>Estimate of a kind, statistic and p; the error is of the estimate's scale.</summary>
    public static Number[] Result(TestResult test, char estimate, char statistic = 'I', char p = 'I', bool doubles = false) =>
    [
        N("estimate", test.Estimate, estimate, doubles),
        N("error", test.StandardError, estimate == 'L' ? 'S' : estimate),
        N("low", test.Interval?.Low ?? TestResult.Undefined, estimate),
        N("high", test.Interval?.High ?? TestResult.Undefined, estimate),
        N("statistic", test.Statistic, statistic),
        N("p", test.PValue, p),
    ];

    public static Number[] Coefficient(CoxCoefficient c, char kind, bool doubles = true) =>
        [N("estimate", c.Estimate, kind, doubles), N("error", c.StandardError, kind), N("p", c.PValue, 'I')];

    public static Number[] Bounds(ConfidenceInterval interval, char kind) => [N("low", interval.Low, kind), N("high", interval.High, kind)];

    public static Number[] Every(IEnumerable<double> values, char kind) => [.. values.Order().Select((v, i) => new Number($"[{i}]", v, kind))];
}
