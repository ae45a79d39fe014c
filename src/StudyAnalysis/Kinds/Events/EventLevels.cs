using StudyAnalysis.Engine;
using System.Collections.Immutable;
using StudyAnalysis.Data;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.Events;

/// <summary>The levels of a column of events: each row has exactly one, so that the rows of a table add up to all events.</summary>
/// <remarks>After the levels of the definition come texts that import refused, as typed, then what is missing, by reason.</remarks>
internal sealed class EventLevels
{
    private const int LongestText = 60;

    private static readonly string s_refused = MissingReasons.Refused.In(Language.English);

    private readonly Column _column;
    private readonly Language _language;
    private readonly Dictionary<string, string> _spellings = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The levels of some rows.</summary>
    /// <param name="column">The column.</param>
    /// <param name="rows">The rows counted.</param>
    /// <param name="language">Language of the labels.</param>
    public EventLevels(Column column, IEnumerable<int> rows, Language language)
    {
        (_column, _language) = (column, language);
        var all = rows.ToArray();
        Known = Listed([.. all.Where(r => !column[r].IsMissing).Select(Of)]);
        var typed = all.Where(r => Typed(r) is not null).Select(Of).Distinct(StringComparer.Ordinal).Order(StringComparer.OrdinalIgnoreCase);
        var missing = all.Where(r => column[r].IsMissing && Typed(r) is null).DistinctBy(Of).OrderBy(Of, StringComparer.Ordinal);
        Unknown = [.. typed.Select(AsTyped), .. missing.Select(r => new CategoryLevel(Of(r), Reason(r)))];
        HasTyped = all.Any(r => Typed(r) is not null);
    }

    /// <summary>Levels that the definition knows and that occur, in its order.</summary>
    public ImmutableArray<CategoryLevel> Known { get; }

    /// <summary>Texts as typed and reasons of missing values.</summary>
    public ImmutableArray<CategoryLevel> Unknown { get; }

    /// <summary>Whether there are texts as typed among them.</summary>
    public bool HasTyped { get; }

    /// <summary>All levels, as the table shows them.</summary>
    public ImmutableArray<CategoryLevel> All => [.. Known, .. Unknown];

    /// <summary>The code of the level of a row.</summary>
    public string Of(int row)
    {
        if (!_column[row].IsMissing)
        {
            return Code(_column[row]);
        }

        // A prefix, because a text as typed may look like a code.
        return Typed(row) is { } typed
            ? "typed: " + Spelling(typed)
            : "missing: " + (_column[row].MissingReason is { Length: > 0 } reason ? reason : MissingReasons.NotStated.In(Language.English));
    }

    // Codes of numbers may be written otherwise than the number: 01.
    private string Code(Value value) => Grouping.CodeOf(value) is var text && _column.Field.Type != FieldType.Boolean && value.Kind == ValueKind.Number
        ? _column.Field.Codes.FirstOrDefault(c => CodeNumber.Matches(c, value.Number))?.Value ?? text
        : text;

    private string? Typed(int row) =>
        _column[row].MissingReason == s_refused && _column.AsTyped(row)?.Trim() is { Length: > 0 and <= LongestText } text && text.All(IsOfWords) ? text : null;

    // A report may be published: what is no term (a formula, an address, a page of text) is counted, and stands in the list of queries alone.
    private static bool IsOfWords(char c) => char.IsLetterOrDigit(c) || c is ' ' or '\u00A0' or '-' or '–' or '\'' or '’' or '.' or ',' or ';' or '(' or ')' or '+' or '%' or '/' or '≥' or '≤' or '?';

    private string Spelling(string typed)
    {
        _spellings.TryAdd(typed, typed);
        return _spellings[typed];
    }

    private CategoryLevel AsTyped(string code)
    {
        var text = code["typed: ".Length..];
        return new CategoryLevel(code, _language.Pick($"“{text}” (as typed)", $"« {text} » (tel que saisi)"));
    }

    // A refused text that is not kept may name a person.
    private string Reason(int row) => _column[row].MissingReason switch
    {
        "" => MissingReasons.NotStated.In(_language),
        var refused when refused == s_refused => _language.Pick("refused at import, not shown", "refusé à l’import, non montré"),
        var reason => MissingReasons.In(reason, _column.Field, _language),
    };

    private ImmutableArray<CategoryLevel> Listed(HashSet<string> codes)
    {
        CategoryLevel[] listed = _column.Field switch
        {
            { Type: FieldType.Boolean } => [new("true", _language.Pick("yes", "oui")), new("false", _language.Pick("no", "non"))],
            { IsCoded: true } field => [.. field.Codes.Select(c => new CategoryLevel(c.Value, c.Label.IsEmpty ? c.Value : c.Label.In(_language)))],
            _ => [],
        };
        var others = codes.Except(listed.Select(l => l.Code), StringComparer.Ordinal).OrderBy(c => c.Length).ThenBy(c => c, StringComparer.Ordinal);
        return [.. listed.Where(l => codes.Contains(l.Code)), .. others.Select(c => new CategoryLevel(c, c))];
    }
}
