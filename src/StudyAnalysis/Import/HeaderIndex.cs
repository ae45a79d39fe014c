using System.Collections.Immutable;
using StudyAnalysis.Data;
using StudyAnalysis.Import.Privacy;
using StudyAnalysis.Import.Reading;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import;

/// <summary>Finds the field a header names: an exact entry of its headers, then its exact title or name, then both without case, spaces and
/// accents, then the same without the unit in brackets. What fits two fields equally well is a question.</summary>
internal sealed class HeaderIndex
{
    private const int WithoutUnit = 4;
    private const int BareSpelling = 8;
    private const int UnitWord = 9;
    private readonly TableSchema _table;
    private readonly Dictionary<string, List<Target>>[] _levels = [.. Enumerable.Range(0, 4).Select(_ => Empty())];
    private readonly Dictionary<string, List<Target>> _bare = Empty();

    public HeaderIndex(TableSchema table)
    {
        _table = table;
        foreach (var field in table.Fields)
        {
            Add(field.Headers, 0, new Target(field, null));
            Add(field.Title.ByLanguage.Values.Append(field.Name), 1, new Target(field, null));
        }

        if (table.Unpivot is { } rule && table.Find(rule.ValueField) is { } value)
        {
            foreach (var column in rule.Columns)
            {
                Add(column.Headers, 0, new Target(value, column));
            }
        }
    }

    /// <summary>Accepted spellings of a field.</summary>
    public static IEnumerable<string> Spellings(FieldSchema field) => field.Headers.Concat(field.Title.ByLanguage.Values).Append(field.Name);

    /// <summary>Whether a header names a field or wide column.</summary>
    public bool Knows(string header) => Find(Folding.Trim(header)) is not null;

    /// <summary>The meaning of the headers in a row.</summary>
    public ImmutableArray<MappedColumn> Map(IEnumerable<RawCell> headers, bool uses1904)
    {
        var found = headers
            .Select(c => (c.Column, Header: Folding.Trim(Serial.Display(c, uses1904))))
            .Where(c => c.Header.Length > 0)
            .Select(c => (c.Column, c.Header, Match: Find(c.Header)))
            .ToArray();
        var claims = found.Where(c => c.Match is { Targets.Count: 1 }).ToLookup(c => c.Match!.Targets[0], c => (c.Column, c.Match!.Rank));
        return [.. found.Select(c => Map(c.Column, c.Header, c.Match, claims))];
    }

    private MappedColumn Map(int column, string header, Match? match, ILookup<Target, (int Column, int Rank)> claims)
    {
        if (match is null)
        {
            return IdentifierHeaders.Matches(header, isAlone: true) ? new MappedColumn(column, header, ColumnUse.Identifier)
                : IdentifierScan.InText(header) is not null ? new MappedColumn(column, string.Empty, ColumnUse.Identifier)
                : new MappedColumn(column, header, ColumnUse.Unknown);
        }

        if (match.Rank >= WithoutUnit && match.Unit is { } words && IdentifierScan.InText(words) is not null)
        {
            return new MappedColumn(column, string.Empty, ColumnUse.Identifier);
        }

        if (match.Targets.FirstOrDefault(t => t.Field.Role == FieldRole.DirectIdentifier) is { } secret)
        {
            return new MappedColumn(column, header, ColumnUse.Identifier, secret.Field);
        }

        var (field, wide) = match.Targets[0];
        if (match.Targets.Count > 1)
        {
            var names = match.Targets.Select(t => $"\"{t.Wide?.Headers[0] ?? t.Field.Headers.FirstOrDefault(t.Field.Name)}\"");
            return new MappedColumn(column, header, ColumnUse.Ambiguous, field, Detail: Fits(string.Join(", ", names)));
        }

        var rivals = claims[match.Targets[0]].Where(c => c.Column != column).ToArray();
        if (rivals.Any(r => r.Rank < match.Rank))
        {
            var best = CellReference.ColumnLetters(rivals.MinBy(r => r.Rank).Column);
            return new MappedColumn(column, header, ColumnUse.Duplicate, field, Detail: LocalizedText.Same(best));
        }

        if (rivals.Any(r => r.Rank == match.Rank))
        {
            string[] others = [.. rivals.Where(r => r.Rank == match.Rank).Select(r => CellReference.ColumnLetters(r.Column))];
            return new MappedColumn(column, header, ColumnUse.Ambiguous, field, Detail: StandsAlso(others));
        }

        return Mapped(column, header, match, field, wide);
    }

    private MappedColumn Mapped(int column, string header, Match match, FieldSchema field, UnpivotColumn? wide)
    {
        var isFull = match.Rank < WithoutUnit;
        var factor = match.Unit is null ? null : Units.HeaderFactor(field, match.Unit);
        var isUnknown = match.Unit is not null && factor is null && !isFull && !HeaderRemarks.IsKnown(field, match.Unit);
        if (factor is null && !isFull && !isUnknown && SplitUnit(SplitUnit(header).Bare) is (_, { } inner))
        {
            // "Weight (lb) (optional)": the remark hides a unit that the dictionary spells out.
            factor = Units.HeaderFactor(field, inner);
        }

        if (isUnknown && HeaderRemarks.HasUnit(field))
        {
            return new MappedColumn(column, header, ColumnUse.WrongUnit, field, Detail: LocalizedText.Same(match.Unit!));
        }

        // A wide column spelled as in the dictionary has its unit from there.
        var states = wide is not null && isFull && wide.Set.Keys.Any(k => _table.Find(k)?.Role == FieldRole.UnitOfValue);
        var remark = isUnknown ? LocalizedText.Same(match.Unit!) : null;
        return new MappedColumn(column, header, wide is null ? ColumnUse.Field : ColumnUse.Wide, field, states ? null : factor, wide, remark, isFull && !OffersUnits(field));
    }

    // "Value (pg/mL)" and "Value (ng/mL)", both of the dictionary: whoever writes one of them chose its unit.
    private static bool OffersUnits(FieldSchema field) => Spellings(field)
        .Select(s => SplitUnit(s).Unit is { } unit ? Units.HeaderFactor(field, unit) : null)
        .Where(f => f is not null).Distinct().Count() > 1;

    private Match? Find(string header)
    {
        var (bare, unit) = SplitUnit(header);
        if (Lookup(header) is var (targets, rank))
        {
            return new Match(targets, rank, unit);
        }

        if (unit is null || bare.Length == 0)
        {
            return WithoutUnitWord(header);
        }

        return Lookup(bare) is var (named, level) ? new Match(named, level + WithoutUnit, unit)
            : _bare.TryGetValue(Spelling.Signed(bare), out var spelled) ? new Match(spelled, BareSpelling, unit)
            : null;
    }

    private (List<Target> Targets, int Rank)? Lookup(string header)
    {
        var folded = Spelling.Signed(header);
        for (var level = 0; level < _levels.Length; level++)
        {
            if (_levels[level].TryGetValue(level < 2 ? header : folded, out var targets))
            {
                return (targets, level);
            }
        }

        return null;
    }

    // "Weight, kg" or "Weight kg": the last word is one of the field's own units.
    private Match? WithoutUnitWord(string header)
    {
        var cut = header.LastIndexOfAny([' ', ',', '\u00A0', '_']);
        if (cut <= 0)
        {
            return null;
        }

        var bare = Folding.Trim(header[..cut]).TrimEnd(',', '_');
        var targets = Lookup(bare)?.Targets ?? _bare.GetValueOrDefault(Spelling.Signed(bare));
        var unit = header[(cut + 1)..];
        return targets is not null && targets.TrueForAll(t => Units.Factor(t.Field, unit) is not null) ? new Match(targets, UnitWord, unit) : null;
    }

    private void Add(IEnumerable<string> spellings, int level, Target target)
    {
        foreach (var spelling in spellings.Select(Folding.Trim))
        {
            Add(_levels[level], spelling, target);
            Add(_levels[level + 2], Spelling.Signed(spelling), target);
            if (SplitUnit(spelling) is (var bare, not null))
            {
                Add(_bare, Spelling.Signed(bare), target);
            }
        }
    }

    private static void Add(Dictionary<string, List<Target>> level, string key, Target target)
    {
        if (key.Length == 0)
        {
            return;
        }

        if (!level.TryGetValue(key, out var targets))
        {
            level[key] = targets = [];
        }

        if (!targets.Contains(target))
        {
            targets.Add(target);
        }
    }

    private static (string Bare, string? Unit) SplitUnit(string header)
    {
        if (header.Length > 2 && header[^1] is ')' or ']')
        {
            var open = header.LastIndexOf(header[^1] == ')' ? '(' : '[');
            if (open >= 0)
            {
                return (Folding.Trim(header[..open]), Folding.Trim(header[(open + 1)..^1]));
            }
        }

        return (header, null);
    }

    private static LocalizedText Fits(string names) => LocalizedText.Of($"the header fits {names}", $"l'en-tête convient à {names}");

    private static LocalizedText StandsAlso(string[] columns)
    {
        var list = string.Join(", ", columns);
        return columns.Length == 1
            ? LocalizedText.Of($"column {list} has the same header", $"la colonne {list} porte le même en-tête")
            : LocalizedText.Of($"columns {list} have the same header", $"les colonnes {list} portent le même en-tête");
    }

    private static Dictionary<string, List<Target>> Empty() => new(StringComparer.Ordinal);

    private sealed record Target(FieldSchema Field, UnpivotColumn? Wide);

    private sealed record Match(List<Target> Targets, int Rank, string? Unit);
}
