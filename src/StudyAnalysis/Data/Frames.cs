using System.Collections.Immutable;
using System.Globalization;
using Deedle;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Data;

/// <summary>Deedle frames and typed columns for researchers, made from the typed columns on demand; changing a frame changes nothing else.</summary>
/// <remarks>Types come from the dictionary, never from the values: numbers are double, codes and texts string, dates DateTime, truths bool.
/// Missing is Deedle's missing. Deedle's own <c>GetColumn&lt;int&gt;</c> turns 1.5 into 2, its grouping throws on missing keys and its join on
/// equal names: <see cref="WholeNumbers"/>, <see cref="GroupRows"/> and <see cref="JoinRows"/> do not.</remarks>
public static class Frames
{
    /// <summary>Name of the group of rows whose key is missing.</summary>
    public const string MissingKey = "(missing)";

    /// <summary>A table as a frame: rows by number from 0, columns by field name. A field that accepts values beyond the limits of
    /// quantification has a second column, field.qualifier, with "=", "&lt;" or "&gt;".</summary>
    /// <param name="data">The data.</param>
    /// <param name="table">Table name.</param>
    /// <exception cref="KeyNotFoundException">There is no such table.</exception>
    public static Frame<int, string> Frame(this StudyData data, string table)
    {
        var rows = Enumerable.Range(0, data[table].RowCount).ToArray();
        return Build(Columns(data[table], rows, prefix: string.Empty));
    }

    /// <summary>A table as a frame, with the columns of a table above it beside each row, named parent.field.</summary>
    /// <param name="data">The data.</param>
    /// <param name="table">Table name.</param>
    /// <param name="parent">A table that foreign keys lead to, over any number of levels.</param>
    /// <exception cref="KeyNotFoundException">There is no such table.</exception>
    /// <exception cref="ArgumentException">No foreign keys lead there.</exception>
    public static Frame<int, string> Frame(this StudyData data, string table, string parent)
    {
        var rows = Enumerable.Range(0, data[table].RowCount).ToArray();
        var parents = new RowGraph(data).ParentRows(table, parent).ToArray();
        return Build(Columns(data[table], rows, prefix: string.Empty).Concat(Columns(data[parent], parents, parent + ".")));
    }

    /// <summary>Some columns of a table as a frame, in their order, a series given in place of a field's values where it is not null.</summary>
    internal static Frame<int, string> Frame(this StudyData data, string table, IEnumerable<KeyValuePair<string, Series<int, double>?>> fields)
    {
        var rows = Enumerable.Range(0, data[table].RowCount).ToArray();
        var all = Columns(data[table], rows, prefix: string.Empty).ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
        return Build(fields.SelectMany(f => all.Keys.Where(k => k == f.Key || k == f.Key + ".qualifier")
            .Select(k => KeyValuePair.Create(k, k == f.Key && f.Value is { } other ? other : all[k]))));
    }

    /// <summary>The numbers of a field, null where missing; of dates the days since 1970-01-01.</summary>
    /// <param name="data">The data.</param>
    /// <param name="table">Table name.</param>
    /// <param name="field">Field of type integer, number, year, boolean or date.</param>
    /// <exception cref="InvalidOperationException">The field holds texts.</exception>
    public static ImmutableArray<double?> Numbers(this StudyData data, string table, string field)
    {
        var column = data[table][field];
        return [.. Enumerable.Range(0, column.Count).Select(r => column[r].IsMissing ? (double?)null : column[r].Number)];
    }

    /// <summary>A numeric column as whole numbers, null where missing.</summary>
    /// <param name="frame">A frame.</param>
    /// <param name="column">Column name.</param>
    /// <exception cref="InvalidOperationException">A value is no whole number; the message names column, row and value.</exception>
    public static ImmutableArray<int?> WholeNumbers(this Frame<int, string> frame, string column)
    {
        var series = frame.GetColumn<double>(column);
        return [.. frame.RowKeys.Select(row => Whole(series.TryGet(row), column, row))];
    }

    /// <summary>Frames of the rows with equal text in a column, by that text; rows whose text is missing under <see cref="MissingKey"/>.</summary>
    /// <param name="frame">A frame.</param>
    /// <param name="column">Column name, of any type.</param>
    public static ImmutableSortedDictionary<string, Frame<int, string>> GroupRows(this Frame<int, string> frame, string column)
    {
        var keys = frame.GetColumn<object>(column);
        return frame.RowKeys
            .GroupBy(row => keys.TryGet(row) is { HasValue: true } key ? Convert.ToString(key.Value, CultureInfo.InvariantCulture)! : MissingKey)
            .ToImmutableSortedDictionary(g => g.Key, g => Take(frame, [.. g]), StringComparer.Ordinal);
    }

    /// <summary>Two frames side by side by row number; a column of the second whose name the first has too gets the prefix.</summary>
    /// <param name="frame">First frame.</param>
    /// <param name="other">Second frame.</param>
    /// <param name="prefix">Put before a name met twice, with a full stop.</param>
    public static Frame<int, string> JoinRows(this Frame<int, string> frame, Frame<int, string> other, string prefix)
    {
        var taken = frame.ColumnKeys.ToHashSet(StringComparer.Ordinal);
        var renamed = other.Clone();
        renamed.RenameColumns(name => taken.Contains(name) ? $"{prefix}.{name}" : name);
        return frame.Join(renamed, JoinKind.Left);
    }

    // Deedle forgets the type of a column that is all missing in the rows taken; the types of the whole frame are kept here.
    private static Frame<int, string> Take(Frame<int, string> frame, int[] rows) => Build(
        frame.ColumnKeys.Zip(frame.ColumnTypes, (name, type) => KeyValuePair.Create(name, Take(frame, name, type, rows))));

    private static ISeries<int> Take(Frame<int, string> frame, string column, Type type, int[] rows) =>
        type == typeof(double) ? Take<double>(frame, column, rows)
        : type == typeof(string) ? Take<string>(frame, column, rows)
        : type == typeof(DateTime) ? Take<DateTime>(frame, column, rows)
        : type == typeof(bool) ? Take<bool>(frame, column, rows)
        : Take<object>(frame, column, rows);

    private static Series<int, T> Take<T>(Frame<int, string> frame, string column, int[] rows)
    {
        var series = frame.GetColumn<T>(column);
        return rows.Select(row => KeyValuePair.Create(row, series.TryGet(row))).ToSparseSeries();
    }

    private static Frame<int, string> Build(IEnumerable<KeyValuePair<string, ISeries<int>>> columns)
    {
        var list = columns.ToList();
        return new Frame<int, string>(list.Select(c => c.Key), list.Select(c => c.Value));
    }

    // rows[i] is the row of the table that stands in row i of the frame, or −1 for none.
    private static IEnumerable<KeyValuePair<string, ISeries<int>>> Columns(DataTable table, int[] rows, string prefix)
    {
        foreach (var column in table.Columns)
        {
            yield return new(prefix + column.Field.Name, Series(column, rows));
            if (column.Field.Censored)
            {
                yield return new(prefix + column.Field.Name + ".qualifier", Sparse(column, rows, v => Sign(v.Qualifier)));
            }
        }
    }

    private static ISeries<int> Series(Column column, int[] rows) => column.Field.Type switch
    {
        FieldType.Text => Sparse(column, rows, v => v.Text),
        FieldType.Boolean => Sparse(column, rows, v => v.Truth),
        FieldType.Date or FieldType.DateTime or FieldType.YearMonth => Sparse(column, rows, v => v.Date),
        _ => Sparse(column, rows, v => v.Number),
    };

    private static Series<int, T> Sparse<T>(Column column, int[] rows, Func<Value, T> read) => rows
        .Select((row, i) => KeyValuePair.Create(
            i, row < 0 || column[row].IsMissing ? OptionalValue<T>.Missing : new OptionalValue<T>(read(column[row]))))
        .ToSparseSeries();

    private static string Sign(Qualifier qualifier) => qualifier switch
    {
        Qualifier.BelowLimit => "<",
        Qualifier.AboveLimit => ">",
        _ => "=",
    };

    private static int? Whole(OptionalValue<double> value, string column, int row)
    {
        if (!value.HasValue)
        {
            return null;
        }

        return value.Value == Math.Floor(value.Value) && Math.Abs(value.Value) <= int.MaxValue
            ? (int)value.Value
            : throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture, $"Column {column}, row {row}: {value.Value} is no whole number."));
    }
}
