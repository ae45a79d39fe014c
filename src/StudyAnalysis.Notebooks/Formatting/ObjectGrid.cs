using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace StudyAnalysis.Notebooks.Formatting;

/// <summary>Records and collections of them as grids, by their public properties.</summary>
internal static class ObjectGrid
{
    /// <summary>A collection: one row an element. Stops after the limit, so that an endless sequence ends too.</summary>
    public static Grid OfMany(IEnumerable items, int rowLimit)
    {
        var all = items.Cast<object?>().Take(rowLimit + 1).ToArray();
        var shown = all.Take(rowLimit).ToArray();
        var more = all.Length > rowLimit ? items is ICollection counted ? counted.Count - rowLimit : -1 : 0;
        var properties = shown.OfType<object>().Select(o => o.GetType()).Distinct().ToArray() is [var type] && HasColumns(type) ? Properties(type) : [];
        return new Grid
        {
            Columns = [new GridColumn(string.Empty, IsNumeric: true), .. properties.Length > 0
                ? properties.Select(p => new GridColumn(p.Name, IsNumeric: IsNumeric(p.PropertyType)))
                : [new GridColumn("value", IsNumeric: shown.All(o => o is null || IsNumeric(o.GetType())))]],
            Rows = [.. shown.Select((o, i) => Row(o, i, properties))],
            Footer = more < 0 ? "… more rows" : Grid.More(more, 0),
        };
    }

    /// <summary>One object: a row a property.</summary>
    public static Grid OfOne(object value) => new()
    {
        Caption = DisplayName(value.GetType()),
        Columns = [new GridColumn("property"), new GridColumn("value")],
        Rows = [.. Properties(value.GetType()).Select(p => ImmutableArray.Create(p.Name, CellText.Of(Read(p, value))))],
    };

    /// <summary>Whether an object is best shown by its properties: records, anonymous objects and types of the study library.</summary>
    public static bool HasColumns(Type type) =>
        !type.IsPrimitive && !type.IsEnum && type != typeof(string) && !typeof(IEnumerable).IsAssignableFrom(type)
        && (type.GetMethod("<Clone>$") is not null || IsAnonymous(type) || IsRecordStruct(type) || IsPair(type) || IsOfStudy(type)) && Properties(type).Length > 0;

    private static bool IsOfStudy(Type type) => type.Namespace?.StartsWith(nameof(StudyAnalysis), StringComparison.Ordinal) == true
        && type.GetMethod(nameof(ToString), Type.EmptyTypes)!.DeclaringType == typeof(object);

    private static bool IsAnonymous(Type type) => type.Name.Contains("AnonymousType", StringComparison.Ordinal);

    private static bool IsPair(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);

    private static bool IsRecordStruct(Type type) =>
        type.IsValueType && type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null;

    private static string DisplayName(Type type) => IsAnonymous(type) ? string.Empty : type.Name;

    private static PropertyInfo[] Properties(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanRead && p.GetIndexParameters().Length == 0 && p.Name != "EqualityContract" && !IsGenerated(p))];

    private static bool IsGenerated(PropertyInfo property) => property.IsDefined(typeof(CompilerGeneratedAttribute));

    // The names of an enum are text, though numbers stand behind them.
    private static bool IsNumeric(Type type)
    {
        var known = Nullable.GetUnderlyingType(type) ?? type;
        return known == typeof(Statistics.Quantity) || (!known.IsEnum && Type.GetTypeCode(known) is >= TypeCode.SByte and <= TypeCode.Decimal);
    }

    private static ImmutableArray<string?> Row(object? item, int index, PropertyInfo[] properties) => properties.Length == 0
        ? [CellText.Of(index), CellText.Of(item)]
        : [CellText.Of(index), .. properties.Select(p => item is null ? null : CellText.Of(Read(p, item)))];

    // A property that throws must not take the whole table with it: what it says stands in its cell.
    private static object? Read(PropertyInfo property, object owner)
    {
        try
        {
            return property.GetValue(owner);
        }
        catch (TargetInvocationException e)
        {
            return e.InnerException?.Message;
        }
    }
}
