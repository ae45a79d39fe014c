using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Data;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Simulation;

/// <summary>A typing error made on request in a few cells of a field, so that the findings of an import can be seen.</summary>
/// <param name="Kind">comma, dateText, text, unit, misspell or otherCode.</param>
/// <param name="Count">Cells.</param>
/// <param name="Text">What is typed, for text.</param>
/// <param name="Unit">Unit in which the number is typed, for unit.</param>
internal sealed record TypingError(string Kind, int Count, string? Text, string? Unit)
{
    private static readonly string[] _kinds = ["comma", "dateText", "text", "unit", "misspell", "otherCode"];

    public static TypingError Read(SimulateReader entry)
    {
        var error = new TypingError(entry.Text("kind") ?? string.Empty, (int)(entry.Number("count") ?? 1), entry.Text("text"), entry.Text("unit"));
        var isComplete = _kinds.Contains(error.Kind) && (error.Kind != "text" || error.Text is not null) && (error.Kind != "unit" || error.Unit is not null);
        if (!isComplete)
        {
            throw entry.Problem("kind", "one of " + string.Join(", ", _kinds) + "; text needs \"text\", unit needs \"unit\"");
        }

        entry.Done();
        return error;
    }

    /// <summary>Makes the errors of a field: returns the text or number to type by position among the rows.</summary>
    /// <param name="field">The field.</param>
    /// <param name="values">Its values, one per row.</param>
    /// <param name="draws">Random numbers of this error.</param>
    /// <param name="language">Language of the codes.</param>
    public ImmutableDictionary<int, SimulatedValue> Make(FieldSchema field, IReadOnlyList<SimulatedValue> values, Draws draws, Language language)
    {
        var candidates = Enumerable.Range(0, values.Count).Where(i => Typed(field, values[i].Value, language) is not null).ToList();
        var made = ImmutableDictionary.CreateBuilder<int, SimulatedValue>();
        for (var left = Math.Min(Count, candidates.Count); left > 0; left--)
        {
            var at = (int)(draws.Uniform() * candidates.Count);
            made.Add(candidates[at], Typed(field, values[candidates[at]].Value, language)!.Value);
            candidates.RemoveAt(at);
        }

        return made.ToImmutable();
    }

    /// <summary>What stands in the cell, or null where this error cannot be made.</summary>
    private SimulatedValue? Typed(FieldSchema field, Value value, Language language) => (Kind, value.Kind) switch
    {
        (_, ValueKind.Missing) => null,
        ("text", _) => new(value, Text),
        ("comma", ValueKind.Number) when value.Qualifier == Qualifier.Exact && value.Number % 1 != 0 =>
            new(value, value.Number.ToString("R", CultureInfo.InvariantCulture).Replace('.', ',')),
        ("comma", ValueKind.Number) when value.Qualifier == Qualifier.Exact && field.Type == FieldType.Number =>
            new(value, value.Number.ToString("F1", CultureInfo.InvariantCulture).Replace('.', ',')),
        ("dateText", ValueKind.Date) => new(value, value.Date.ToString(
            field.Type == FieldType.DateTime ? "dd/MM/yyyy HH:mm" : "dd/MM/yyyy", CultureInfo.InvariantCulture)),
        ("unit", ValueKind.Number) => field.AcceptedUnits.FirstOrDefault(u => u.Unit == Unit) is { } unit
            ? new(Value.Of(new Rounding(6, true).Apply(value.Number / unit.Factor)), null)
            : null,
        ("misspell", ValueKind.Text) => new(value, Misspelt(CellFormat.Label(field, value, language))),
        ("otherCode", ValueKind.Text) => field.Codes.FirstOrDefault(c => c.Value != value.Text) is { } code
            ? new(Value.Of(code.Value), null)
            : null,
        _ => null,
    };

    /// <summary>Two letters exchanged in the middle of the word.</summary>
    private static string Misspelt(string word)
    {
        var at = word.Length / 2;
        return word.Length < 3 ? word + word[^1] : word[..(at - 1)] + word[at] + word[at - 1] + word[(at + 1)..];
    }
}
