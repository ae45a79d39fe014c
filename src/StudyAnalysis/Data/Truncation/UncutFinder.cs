using System.Collections.Immutable;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Data.Truncation;

/// <summary>Finds facts that no date cuts: they count at every cut, and the report says so.</summary>
internal static class UncutFinder
{
    public static ImmutableArray<UncutFacts> Facts(StudyData whole, FieldReads reads, ImmutableArray<EndpointTruncation> endpoints)
    {
        var rows = OfEvents(reads, endpoints).Concat(OfFields(whole)).Concat(OfConditions(whole, UncutConditions.Of(whole.Definition.Plan, reads)))
            .Distinct().ToLookup(f => f.Field, f => f.Row);
        return
        [
            .. from table in whole.Tables
               from field in table.Schema.Fields
               let count = rows[new FieldName(table.Schema.Name, field.Name)].Count()
               where count > 0
               select new UncutFacts(table.Schema.Name, field.Name, count),
        ];
    }

    // An event known by its status alone.
    private static IEnumerable<(FieldName Field, int Row)> OfEvents(FieldReads reads, ImmutableArray<EndpointTruncation> endpoints) =>
        from endpoint in endpoints
        from source in endpoint.Undated(reads)
        let fields = reads.Read(source.Source.When, endpoint.Table).Where(f => f.Table == endpoint.Table).ToArray()
        where fields.Length == 1
        from row in source.Rows
        select (fields[0], row);

    // Typed on rows that have no date of their own, a fact may have become known after any cut.
    private static IEnumerable<(FieldName Field, int Row)> OfConditions(StudyData whole, IEnumerable<FieldName> names) =>
        from name in names.Distinct()
        where whole[name.Table].Schema.Fields.All(f => f.Role != FieldRole.RowDate)
        let column = whole[name.Table][name.Field]
        where column.Field is { KnownOn: null, Type: not (FieldType.Date or FieldType.DateTime or FieldType.YearMonth) }
        from row in Enumerable.Range(0, whole[name.Table].RowCount)
        where !column[row].IsMissing
        select (name, row);

    private static IEnumerable<(FieldName Field, int Row)> OfFields(StudyData whole) =>
        from table in whole.Tables
        from column in table.Columns
        where column.Field.KnownOn is not null
        let known = table[column.Field.KnownOn!]
        from row in Enumerable.Range(0, table.RowCount)
        where known[row].IsMissing && !column[row].IsMissing && column[row] is not { Kind: ValueKind.Truth, Truth: false }
        select (new FieldName(table.Schema.Name, column.Field.Name), row);
}
