using StudyAnalysis.Schema;

namespace StudyAnalysis.Data.Truncation;

/// <summary>Whether the condition of an event says that it happened, so that its missing date is a gap; or only which of the dated ones count.</summary>
internal static class EventStatus
{
    public static bool StatesEvent(FieldReads reads, EventSource source, string table) => source.When is { } when && (source.Undated is { } stated
        ? stated == EventSource.UndatedHappened
        : !reads.IsConditional(source.At.Root, table) && !AsksForMissing(reads.Resolve(when.Root, table).Root));

    // "relapse_date is missing" is true of everybody who is well.
    private static bool AsksForMissing(Expression expression) => expression switch
    {
        Expression.IsMissing => true,
        Expression.Unary unary => AsksForMissing(unary.Operand),
        Expression.Binary { Operator: BinaryOperator.And or BinaryOperator.Or } binary => AsksForMissing(binary.Left) && AsksForMissing(binary.Right),
        _ => false,
    };
}
