using StudyAnalysis.Schema;

namespace StudyAnalysis.Data;

/// <summary>Functions over child rows: count, any, min, max, sum, first, last, nearest.</summary>
internal sealed class AggregateCompiler(ExpressionEvaluator evaluator, ValueArithmetic arithmetic)
{
    public Func<int, Value> Compile(Expression.Aggregate aggregate, string table)
    {
        // Checked now so that a wrong table fails when the plan is read into functions, not at some row.
        _ = evaluator.Graph.LinksOrThrow(aggregate.Table, table);
        if (!evaluator.Data[aggregate.Table].IsPresent)
        {
            var absent = Value.Missing(Availability.AbsentTable(evaluator.Data[aggregate.Table].Schema, evaluator.Language));
            return _ => absent;
        }

        var rows = Rows(aggregate, table);
        return aggregate.Function switch
        {
            AggregateFunction.Count => row => Value.Of(rows(row).Count()),
            AggregateFunction.Any => row => Value.Of(rows(row).Any()),
            AggregateFunction.Sum => Fold(rows, Of(aggregate), (x, y) => arithmetic.Calculate(BinaryOperator.Add, x, y)),
            AggregateFunction.Min => Fold(rows, Of(aggregate), (x, y) => ValueArithmetic.Extreme(x, y, -1)),
            AggregateFunction.Max => Fold(rows, Of(aggregate), (x, y) => ValueArithmetic.Extreme(x, y, 1)),
            _ => Ordered(aggregate, rows, table),
        };
    }

    private Func<int, IEnumerable<int>> Rows(Expression.Aggregate aggregate, string table)
    {
        var graph = evaluator.Graph;
        if (aggregate.Where is null)
        {
            return row => graph.ChildRows(table, row, aggregate.Table);
        }

        var where = evaluator.Compile(aggregate.Where, aggregate.Table);
        return row => graph.ChildRows(table, row, aggregate.Table).Where(r => where(r) is { IsMissing: false, Truth: true });
    }

    private Func<int, Value> Of(Expression.Aggregate aggregate) => evaluator.Compile(aggregate.Of!, aggregate.Table);

    private Func<int, Value> Fold(Func<int, IEnumerable<int>> rows, Func<int, Value> of, Func<Value, Value, Value> join)
    {
        var none = arithmetic.Missing(MissingReasons.NoRows);
        return row =>
        {
            var result = none;
            foreach (var child in rows(row))
            {
                var value = of(child);
                result = result.IsMissing ? value : value.IsMissing ? result : join(result, value);
            }

            return result;
        };
    }

    private Func<int, Value> Ordered(Expression.Aggregate aggregate, Func<int, IEnumerable<int>> rows, string table)
    {
        var of = Of(aggregate);
        var by = Order(aggregate);
        var near = aggregate.Near is null ? null : evaluator.Compile(aggregate.Near, table);
        var none = arithmetic.Missing(MissingReasons.NoRows);
        var undated = arithmetic.Missing(MissingReasons.NoDatedRow);
        return row =>
        {
            var target = near?.Invoke(row) ?? default;
            if (near is not null && target.IsMissing)
            {
                return target;
            }

            var best = -1;
            var bestOrder = default(Value);
            var isEmpty = true;
            foreach (var child in rows(row))
            {
                isEmpty = false;
                var order = by(child);
                if (!order.IsMissing && (best < 0 || IsBetter(aggregate.Function, order, bestOrder, target)))
                {
                    (best, bestOrder) = (child, order);
                }
            }

            return best >= 0 ? of(best) : isEmpty ? none : undated;
        };
    }

    // Without a date of the row, the order of the sheet is the order.
    private Func<int, Value> Order(Expression.Aggregate aggregate)
    {
        if (aggregate.By is not null)
        {
            return evaluator.Compile(aggregate.By, aggregate.Table);
        }

        var date = evaluator.Data[aggregate.Table].Schema.Fields.FirstOrDefault(f => f.Role == FieldRole.RowDate);
        return date is null ? row => Value.Of(row) : evaluator.Compile(new Expression.Name(null, date.Name), aggregate.Table);
    }

    private static bool IsBetter(AggregateFunction function, Value candidate, Value best, Value target)
    {
        var order = ValueArithmetic.Order(candidate, best, wholeDays: false) ?? 0;
        if (function != AggregateFunction.Nearest)
        {
            return function == AggregateFunction.First ? order < 0 : order >= 0;
        }

        var difference = Math.Abs(candidate.Number - target.Number).CompareTo(Math.Abs(best.Number - target.Number));
        return difference < 0 || (difference == 0 && order < 0);
    }
}
