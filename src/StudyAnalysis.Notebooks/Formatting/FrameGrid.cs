using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Deedle;
using StudyAnalysis.Data;

namespace StudyAnalysis.Notebooks.Formatting;

/// <summary>Deedle frames and series as grids: types under the headers, units where the frame came from the study, first rows only.</summary>
internal static class FrameGrid
{
    private const int ColumnLimit = 40;

    /// <summary>A frame of any keys.</summary>
    public static Grid Of(IFrame frame, int rowLimit) => frame.Apply(new Reader(rowLimit));

    /// <summary>A series of any key and value, or null when the value is none.</summary>
    public static Grid? OfSeries(object value, int rowLimit)
    {
        for (var type = value.GetType(); type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Series<,>))
            {
                var method = typeof(FrameGrid).GetMethod(nameof(Series), BindingFlags.NonPublic | BindingFlags.Static)!;
                return (Grid)method.MakeGenericMethod(type.GetGenericArguments()).Invoke(null, [value, rowLimit])!;
            }
        }

        return null;
    }

    private static Grid Series<TKey, TValue>(Series<TKey, TValue> series, int rowLimit)
        where TKey : notnull
    {
        var keys = series.Keys.Take(rowLimit).ToArray();
        return new Grid
        {
            Columns = [new GridColumn("key", IsNumeric: IsNumeric(typeof(TKey))), new GridColumn("value", TypeName(typeof(TValue)), IsNumeric(typeof(TValue)))],
            Rows = [.. keys.Select(k => ImmutableArray.Create(CellText.Of(k), series.TryGet(k) is { HasValue: true } v ? CellText.Of(v.Value) : null))],
            Footer = Footer(series.KeyCount, 1, series.KeyCount - keys.Length, 0, "value"),
        };
    }

    private static string Footer(int rows, int columns, int moreRows, int moreColumns, string noun)
    {
        var size = noun == "value"
            ? string.Create(CultureInfo.InvariantCulture, $"{rows} values")
            : string.Create(CultureInfo.InvariantCulture, $"{rows} rows × {columns} columns");
        var more = Grid.More(moreRows, moreColumns);
        return more.Length == 0 ? size : $"{more} ({size})";
    }

    private static bool IsNumeric(Type type) => Type.GetTypeCode(Nullable.GetUnderlyingType(type) ?? type) is >= TypeCode.SByte and <= TypeCode.Decimal && !type.IsEnum;

    private static string TypeName(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(double) || t == typeof(float) || t == typeof(decimal) => "number",
        var t when t == typeof(int) || t == typeof(long) => "whole number",
        var t when t == typeof(string) => "text",
        var t when t == typeof(bool) => "yes/no",
        var t when t == typeof(DateTime) || t == typeof(DateOnly) => "date",
        var t when t == typeof(object) => "mixed",
        var t => t.Name,
    };

    private sealed class Reader(int rowLimit) : IFrameOperation<Grid>
    {
        public Grid Invoke<TRow, TColumn>(Frame<TRow, TColumn> frame)
        {
            var names = frame.ColumnKeys.Take(ColumnLimit).ToArray();
            var rows = frame.RowKeys.Take(rowLimit).ToArray();
            var columns = names.Select(n => frame.GetColumn<object>(n)).ToArray();
            var types = frame.ColumnTypes.ToArray();
            return new Grid
            {
                Columns = [new GridColumn("row", IsNumeric: IsNumeric(typeof(TRow))), .. names.Select((n, i) => Column(frame, Convert.ToString(n, CultureInfo.InvariantCulture) ?? string.Empty, types[i]))],
                Rows = [.. rows.Select(r => Row(columns, r))],
                Footer = Footer(frame.RowCount, frame.ColumnCount, frame.RowCount - rows.Length, frame.ColumnCount - names.Length, "row"),
            };
        }

        private static ImmutableArray<string?> Row<TRow>(Series<TRow, object>[] columns, TRow row) =>
            [CellText.Of(row), .. columns.Select(c => c.TryGet(row) is { HasValue: true } v ? CellText.Of(v.Value) : null)];

        private static GridColumn Column(object frame, string name, Type type)
        {
            var unit = FrameUnits.Of(frame, name);
            return new GridColumn(name, unit is null ? TypeName(type) : unit, IsNumeric(type));
        }
    }
}
