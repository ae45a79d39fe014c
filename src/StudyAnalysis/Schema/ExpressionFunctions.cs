namespace StudyAnalysis.Schema;

/// <summary>The functions of the plan language by name.</summary>
internal static class ExpressionFunctions
{
    public const string List = "log2, daysBetween, min, max, count, any, sum, first, last, nearest";

    public static ScalarFunction? Scalar(string name) => name switch
    {
        "log2" => ScalarFunction.Log2,
        "daysBetween" => ScalarFunction.DaysBetween,
        "min" => ScalarFunction.Min,
        "max" => ScalarFunction.Max,
        _ => null,
    };

    public static AggregateFunction? Rows(string name) => name switch
    {
        "count" => AggregateFunction.Count,
        "any" => AggregateFunction.Any,
        "min" => AggregateFunction.Min,
        "max" => AggregateFunction.Max,
        "sum" => AggregateFunction.Sum,
        "first" => AggregateFunction.First,
        "last" => AggregateFunction.Last,
        "nearest" => AggregateFunction.Nearest,
        _ => null,
    };

    public static int? ArgumentCount(ScalarFunction function) => function switch
    {
        ScalarFunction.Log2 => 1,
        ScalarFunction.DaysBetween => 2,
        _ => null,
    };

    public static string Name(ScalarFunction function) => function switch
    {
        ScalarFunction.Log2 => "log2",
        ScalarFunction.DaysBetween => "daysBetween",
        ScalarFunction.Min => "min",
        ScalarFunction.Max => "max",
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, "unknown function"),
    };

    public static string Name(AggregateFunction function) => function switch
    {
        AggregateFunction.Count => "count",
        AggregateFunction.Any => "any",
        AggregateFunction.Min => "min",
        AggregateFunction.Max => "max",
        AggregateFunction.Sum => "sum",
        AggregateFunction.First => "first",
        AggregateFunction.Last => "last",
        AggregateFunction.Nearest => "nearest",
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, "unknown function"),
    };
}
