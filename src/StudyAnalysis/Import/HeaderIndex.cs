using System.Collections.Immutable;
using StudyAnalysis.Import.Privacy;
using StudyAnalysis.Import.Reading;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import;

/// <summary>Finds the field a header names: as spelled in the dictionary, then folded, then without its unit.</summary>
internal sealed class HeaderIndex
{
    private readonly TableSchema _table;
    private readonly List<Dictionary<string, Target>> _full = [new(StringComparer.Ordinal), new(StringComparer.Ordinal)];
    private readonly Dictionary<string, Target> _bare = new(StringComparer.Ordinal);

    public HeaderIndex(TableSchema table)
    {
        _table = table;
        foreach (var field in table.Fields)
        {
            Add(Spellings(field), new Target(field, null));
        }

        if (table.Unpivot is { } rule && table.Find(rule.ValueField) is { } value)
        {
            foreach (var column in rule.Columns)
            {
                Add(column.Headers, new Target(value, column));
            }
        }
    }

    /// <summary>Accepted spellings of a field.</summary>
    public static IEnumerable<string> Spellings(FieldSchema field) => field.Headers.Concat(field.Title.ByLanguage.Values).Append(field.Name);

    /// <summary>Whether a header names a field or wide column.</summary>
    public bool Knows(string header) => Find(header, out _, out _) is not null;

    /// <summary>The meaning of the headers in a row.</summary>
    public ImmutableArray<MappedColumn> Map(IEnumerable<RawCell> headers, bool uses1904)
    {
        var taken = new Dictionary<Target, int>();
        var columns = ImmutableArray.CreateBuilder<MappedColumn>();
        foreach (var cell in headers)
        {
            var header = Folding.Trim(Serial.Display(cell, uses1904));
            if (header.Length > 0)
            {
                columns.Add(Map(cell.Column, header, taken));
            }
        }

        return columns.ToImmutable();
    }

    private MappedColumn Map(int column, string header, Dictionary<Target, int> taken)
    {
        if (Find(header, out var isFull, out var unit) is not { } target)
        {
            return IdentifierHeaders.Matches(header, isAlone: true) ? new MappedColumn(column, header, ColumnUse.Identifier)
                : IdentifierScan.InText(header) is not null ? new MappedColumn(column, string.Empty, ColumnUse.Identifier)
                : new MappedColumn(column, header, ColumnUse.Unknown);
        }

        var (field, wide) = target;
        if (field.Role == FieldRole.DirectIdentifier)
        {
            return new MappedColumn(column, header, ColumnUse.Identifier, field);
        }

        if (!taken.TryAdd(target, column))
        {
            return new MappedColumn(column, header, ColumnUse.Duplicate, field, taken[target]);
        }

        var factor = unit is null ? null : Units.Factor(field, unit);
        if (unit is not null && factor is null && !isFull && LooksLikeUnit(field, unit))
        {
            return new MappedColumn(column, header, ColumnUse.WrongUnit, field);
        }

        // A wide column spelled as in the dictionary has its unit from there.
        var states = wide is not null && isFull && wide.Set.Keys.Any(k => _table.Find(k)?.Role == FieldRole.UnitOfValue);
        return new MappedColumn(column, header, wide is null ? ColumnUse.Field : ColumnUse.Wide, field, states ? null : factor, wide);
    }

    private Target? Find(string header, out bool isFull, out string? unit)
    {
        var (bare, written) = SplitUnit(header);
        unit = written;
        isFull = true;
        if (_full[0].TryGetValue(Folding.Light(header), out var target) || _full[1].TryGetValue(Folding.Strong(header), out target))
        {
            return target;
        }

        isFull = false;
        if (written is not null && Folding.Strong(bare) is { Length: > 0 } folded
            && (_full[1].TryGetValue(folded, out target) || _bare.TryGetValue(folded, out target)))
        {
            return target;
        }

        return WithoutUnitWord(header, out unit);
    }

    // "Weight, kg" or "Weight kg": the last word is one of the field's own units.
    private Target? WithoutUnitWord(string header, out string? unit)
    {
        unit = null;
        var cut = header.LastIndexOfAny([' ', ',', '\u00A0', '_']);
        if (cut <= 0 || !_full[1].TryGetValue(Folding.Strong(header[..cut]), out var target) && !_bare.TryGetValue(Folding.Strong(header[..cut]), out target))
        {
            return null;
        }

        unit = header[(cut + 1)..];
        return Units.Factor(target.Field, unit) is not null ? target : null;
    }

    private void Add(IEnumerable<string> spellings, Target target)
    {
        foreach (var spelling in spellings)
        {
            _full[0].TryAdd(Folding.Light(spelling), target);
            if (Folding.Strong(spelling) is { Length: > 0 } folded)
            {
                _full[1].TryAdd(folded, target);
            }

            if (SplitUnit(spelling) is (var bare, not null) && Folding.Strong(bare) is { Length: > 0 } foldedBare)
            {
                _bare.TryAdd(foldedBare, target);
            }
        }
    }

    private static bool LooksLikeUnit(FieldSchema field, string text) =>
        field.Unit is not null && field.Type is FieldType.Number or FieldType.Integer && text.Length <= 12 && !text.Any(Folding.IsSpace);

    private static (string Bare, string? Unit) SplitUnit(string header)
    {
        if (header.Length > 2 && header[^1] is ')' or ']')
        {
            var open = header.LastIndexOf(header[^1] == ')' ? '(' : '[');
            if (open >= 0)
            {
                return (header[..open], Folding.Trim(header[(open + 1)..^1]));
            }
        }

        return (header, null);
    }

    private sealed record Target(FieldSchema Field, UnpivotColumn? Wide);
}
