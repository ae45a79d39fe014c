using StudyAnalysis.Schema;

namespace StudyAnalysis.Data;

/// <summary>Running numbers in place of pseudonyms and of keys made from them: the same key has the same number in every table.</summary>
internal static class KeyNumbers
{
    /// <summary>Whether a field names a patient, or may: text keys are often made of the pseudonym.</summary>
    public static bool IsKey(TableSchema table, FieldSchema field) => field.Role == FieldRole.Pseudonym
        || (field.Type == FieldType.Text && !field.IsCoded
            && (table.PrimaryKey.Contains(field.Name) || table.ForeignKeys.Any(k => k.Fields.Contains(field.Name))));

    /// <summary>The numbers of a field, from 1 in the order of the table the key belongs to; null where missing or without such a row.</summary>
    public static double?[] Of(StudyData data, string table, string field)
    {
        var (owner, key) = Owner(data, table, field);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var value in owner.RowCount == 0 ? data[table][field].Values : owner[key].Values)
        {
            if (!value.IsMissing)
            {
                numbers.TryAdd(value.ToString(), numbers.Count + 1);
            }
        }

        return [.. data[table][field].Values.ToArray().Select(v => !v.IsMissing && numbers.TryGetValue(v.ToString(), out var n) ? n : (double?)null)];
    }

    private static (DataTable Table, string Field) Owner(StudyData data, string table, string field)
    {
        var schema = data[table].Schema;
        foreach (var key in schema.ForeignKeys)
        {
            var at = key.Fields.IndexOf(field);
            if (at >= 0 && key.Table != table)
            {
                return Owner(data, key.Table, key.TargetFields[at]);
            }
        }

        return (data[table], field);
    }
}
