using StudyAnalysis.Schema;

namespace StudyAnalysis.Import;

/// <summary>What stands in brackets behind a header and changes nothing: that the column is optional, how a date is written, which codes there are.</summary>
internal static class HeaderRemarks
{
    private static readonly HashSet<string> Remarks = new(StringComparer.Ordinal)
    {
        "optional", "facultatif", "facultative", "required", "obligatoire", "calculated", "calcule", "calculee", "measured", "mesure", "mesuree",
        "number", "nombre", "value", "valeur",
    };

    private static readonly HashSet<string> Answers = new(StringComparer.Ordinal)
    {
        "yes", "no", "oui", "non", "y", "n", "o", "vrai", "faux", "true", "false", "0", "1", "x",
    };

    /// <summary>Whether a unit may stand behind the field's header.</summary>
    public static bool HasUnit(FieldSchema field) => field.Unit is not null && field.Type is FieldType.Number or FieldType.Integer;

    /// <summary>Whether a text in brackets changes nothing about the column.</summary>
    public static bool IsKnown(FieldSchema field, string text)
    {
        var words = Folding.Words(text);
        return words.Count == 0 || words.TrueForAll(w => Remarks.Contains(w)
            || (field.Type == FieldType.Boolean && Answers.Contains(w))
            || (IsDate(field) && w.All(c => c is 'd' or 'j' or 'm' or 'y' or 'a' or 'h' or 's'))
            || IsCode(field, w));
    }

    private static bool IsDate(FieldSchema field) => field.Type is FieldType.Date or FieldType.DateTime or FieldType.YearMonth or FieldType.Year;

    private static bool IsCode(FieldSchema field, string word) =>
        field.Codes.Any(c => c.Label.ByLanguage.Values.Concat(c.Synonyms).Append(c.Value).Any(s => Folding.Strong(s) == word));
}
