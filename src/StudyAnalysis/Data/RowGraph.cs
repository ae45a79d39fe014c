using System.Collections.Immutable;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Data;

/// <summary>Which rows belong to which, by the foreign keys of the dictionary, over any number of levels (assays → samples → patients).</summary>
/// <remarks>Links are made once per pair of tables, in time linear in the rows. A row whose key is empty or names no row has no parent. Of
/// several routes to an ancestor the shortest counts; where it leads nowhere, the next. Of several parent rows with one key the first counts.</remarks>
public sealed class RowGraph
{
    private readonly StudyData _data;
    private readonly Dictionary<(string Child, string Parent), int[]?> _parents = [];
    private readonly Dictionary<(string Parent, string Child), ImmutableArray<int>[]> _children = [];

    /// <summary>The links of a study's rows, made when asked for.</summary>
    public RowGraph(StudyData data) => _data = data;

    /// <summary>Whether rows of a table can have a row of another (or the same) table above them.</summary>
    public bool IsBelow(string childTable, string parentTable) => Links(childTable, parentTable) is not null;

    /// <summary>Row of the parent table a row belongs to, or −1. A row is its own parent in its own table.</summary>
    /// <exception cref="ArgumentException">No foreign keys lead from one table to the other.</exception>
    public int ParentRow(string childTable, int childRow, string parentTable) => ParentRows(childTable, parentTable)[childRow];

    /// <summary>For each row of a table the row of the parent table it belongs to, or −1.</summary>
    /// <exception cref="ArgumentException">No foreign keys lead from one table to the other.</exception>
    public ReadOnlySpan<int> ParentRows(string childTable, string parentTable) => LinksOrThrow(childTable, parentTable);

    /// <summary>Rows of a child table that belong to a row of a parent table, in sheet order.</summary>
    /// <exception cref="ArgumentException">No foreign keys lead from one table to the other.</exception>
    public ImmutableArray<int> ChildRows(string parentTable, int parentRow, string childTable)
    {
        if (!_children.TryGetValue((parentTable, childTable), out var lists))
        {
            lists = Invert(LinksOrThrow(childTable, parentTable), _data[parentTable].RowCount);
            _children.Add((parentTable, childTable), lists);
        }

        return lists[parentRow];
    }

    internal int[] LinksOrThrow(string childTable, string parentTable) => Links(childTable, parentTable)
        ?? throw new ArgumentException($"Table {childTable} has no foreign key that leads to table {parentTable}.", nameof(childTable));

    private static ImmutableArray<int>[] Invert(int[] links, int parents)
    {
        var lists = new ImmutableArray<int>.Builder?[parents];
        for (var row = 0; row < links.Length; row++)
        {
            if (links[row] >= 0)
            {
                (lists[links[row]] ??= ImmutableArray.CreateBuilder<int>()).Add(row);
            }
        }

        return Array.ConvertAll(lists, l => l?.ToImmutable() ?? []);
    }

    private int[]? Links(string child, string parent)
    {
        if (_parents.TryGetValue((child, parent), out var known))
        {
            return known;
        }

        // While a route is being looked for, the pair counts as not connected: keys that run in a circle end here.
        _parents.Add((child, parent), null);
        var found = child == parent ? [.. Enumerable.Range(0, _data[child].RowCount)] : Follow(child, parent);
        _parents[(child, parent)] = found;
        return found;
    }

    private int[]? Follow(string child, string parent)
    {
        int[]? merged = null;
        foreach (var key in _data[child].Schema.ForeignKeys.OrderBy(k => Distance(k.Table, parent)))
        {
            if (key.Table == child || Links(key.Table, parent) is not { } onward)
            {
                continue;
            }

            var direct = Match(child, key);
            merged ??= Filled(direct.Length);
            for (var row = 0; row < direct.Length; row++)
            {
                merged[row] = merged[row] < 0 && direct[row] >= 0 ? onward[direct[row]] : merged[row];
            }
        }

        return merged;
    }

    private static int[] Filled(int count)
    {
        var rows = new int[count];
        Array.Fill(rows, -1);
        return rows;
    }

    private int Distance(string from, string to)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { from };
        var level = new List<string> { from };
        for (var steps = 0; level.Count > 0; steps++)
        {
            if (level.Contains(to))
            {
                return steps;
            }

            level = [.. level.SelectMany(t => _data[t].Schema.ForeignKeys).Select(k => k.Table).Where(seen.Add)];
        }

        return int.MaxValue;
    }

    private int[] Match(string child, ForeignKey key)
    {
        var parentTable = _data[key.Table];
        var rows = new Dictionary<string, int>(parentTable.RowCount, StringComparer.Ordinal);
        for (var row = 0; row < parentTable.RowCount; row++)
        {
            if (RowKey.Of(parentTable, key.TargetFields, row) is { } text)
            {
                rows.TryAdd(text, row);
            }
        }

        var childTable = _data[child];
        var links = new int[childTable.RowCount];
        for (var row = 0; row < links.Length; row++)
        {
            links[row] = RowKey.Of(childTable, key.Fields, row) is { } text && rows.TryGetValue(text, out var parent) ? parent : -1;
        }

        return links;
    }
}

/// <summary>The key of a row as one text, so that a number and the same number typed as text are the same key.</summary>
internal static class RowKey
{
    /// <summary>The key, or null when a part of it is missing.</summary>
    public static string? Of(DataTable table, ImmutableArray<string> fields, int row)
    {
        if (fields.Length == 1)
        {
            var single = table[fields[0]][row];
            return single.IsMissing ? null : single.ToString();
        }

        var parts = new string[fields.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var part = table[fields[i]][row];
            if (part.IsMissing)
            {
                return null;
            }

            parts[i] = part.ToString();
        }

        return string.Join('\u001f', parts);
    }
}
