using System.Collections.Immutable;
using StudyAnalysis.Data;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.Agreement;

/// <summary>The replicates of a marker by sample: rows of its table that agree in every key field but the replicate.</summary>
/// <param name="Samples">Values of each sample with two replicates or more, in the order of the replicate field.</param>
/// <param name="Single">Samples measured once.</param>
/// <param name="Outside">Samples with a replicate outside the limits of quantification, left out.</param>
/// <param name="NotPositive">Samples with a replicate of 0 or below where logarithms are needed, left out.</param>
internal sealed record Replicates(ImmutableArray<double[]> Samples, int Single, int Outside, int NotPositive)
{
    /// <summary>Reads the replicates of a marker on the units of a result.</summary>
    public static Replicates Read(ResultBuilder result, Marker marker, string replicateField)
    {
        var context = result.Context;
        var table = context.Data[marker.Table];
        var key = table.Schema.PrimaryKey.Where(f => f != replicateField).Select(f => table[f]).ToArray();
        var replicate = table[replicateField];
        var rows = Rows(result, marker);
        var values = context.Evaluate(marker.Value, marker.Table, rows);
        var samples = rows.Select((r, i) => (Row: r, Value: values[i])).Where(x => !x.Value.IsMissing)
            .GroupBy(x => string.Join('\u001f', key.Select(c => c[x.Row].ToString())), StringComparer.Ordinal)
            .Select(g => g.OrderBy(x => replicate[x.Row].Kind == ValueKind.Number ? replicate[x.Row].Number : 0)
                .ThenBy(x => replicate[x.Row].ToString(), StringComparer.Ordinal).Select(x => x.Value).ToArray())
            .ToArray();
        var several = samples.Where(s => s.Length > 1).ToArray();
        var within = several.Where(s => s.All(v => v.Qualifier == Qualifier.Exact)).ToArray();
        var positive = marker.Scale == "log2" ? [.. within.Where(s => s.All(v => v.Number > 0))] : within;
        return new(
            [.. positive.Select(s => s.Select(v => v.Number).ToArray())],
            samples.Length - several.Length,
            several.Length - within.Length,
            within.Length - positive.Length);
    }

    private static ImmutableArray<int> Rows(ResultBuilder result, Marker marker)
    {
        ImmutableArray<int> rows = [.. result.Units.Rows.SelectMany(r => result.Context.ChildRows(result.Level.Table, r, marker.Table))];
        if (marker.Where is null)
        {
            return rows;
        }

        var where = result.Context.Evaluate(marker.Where, marker.Table, rows);
        return [.. rows.Where((_, i) => where[i].Kind == ValueKind.Truth && where[i].Truth)];
    }
}
