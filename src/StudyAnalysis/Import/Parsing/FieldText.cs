using System.Globalization;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import.Parsing;

/// <summary>What a field expects, in words.</summary>
internal static class FieldText
{
    /// <summary>Range and unit after "a number": " from 18 to 100 a", or nothing.</summary>
    public static LocalizedText NumberRange(FieldSchema field)
    {
        var unit = field.Unit is { } u ? $" ({u})" : string.Empty;
        var range = Range(field.Minimum, field.Maximum, isDate: false);
        return LocalizedText.Of(
            (range.IsEmpty ? string.Empty : " " + range.In(Language.English)) + unit,
            (range.IsEmpty ? string.Empty : " " + range.In(Language.French)) + unit);
    }

    /// <summary>A range in words; empty without limits.</summary>
    public static LocalizedText Range(double? low, double? high, bool isDate)
    {
        string Text(double limit) => isDate
            ? Data.Value.OfDays(limit).ToString()
            : limit.ToString("R", CultureInfo.InvariantCulture);
        return (low, high) switch
        {
            ({ } a, { } b) => LocalizedText.Of($"from {Text(a)} to {Text(b)}", $"de {Text(a)} à {Text(b)}"),
            ({ } a, null) => LocalizedText.Of($"{Text(a)} or more", $"{Text(a)} ou plus"),
            (null, { } b) => LocalizedText.Of($"{Text(b)} or less", $"{Text(b)} ou moins"),
            _ => LocalizedText.Empty,
        };
    }

    /// <summary>The kind of value a field expects.</summary>
    public static LocalizedText Kind(FieldSchema field) => field switch
    {
        { IsCoded: true } => LocalizedText.Of("one of the codes", "un des codes"),
        { Type: FieldType.Integer } => LocalizedText.Of("a whole number", "un nombre entier"),
        { Type: FieldType.Number } => LocalizedText.Of("a number", "un nombre"),
        { Type: FieldType.Boolean } => LocalizedText.Of("yes or no", "oui ou non"),
        { Type: FieldType.Year } => LocalizedText.Of("a year", "une année"),
        _ => LocalizedText.Of("a text", "un texte"),
    };

    /// <summary>What to do about a number that can be read in two ways.</summary>
    public static LocalizedText TypeAsNumber { get; } = LocalizedText.Of("Type the number as a number.", "Saisissez le nombre au format nombre.");

    /// <summary>What to do about a limit that can be read in two ways: behind a sign it can only be a text, so its two unambiguous forms are named.</summary>
    public static LocalizedText WriteLimit(string sign, string typed)
    {
        var (mark, asDecimal) = (typed.Contains(',', StringComparison.Ordinal) ? ',' : '.', $"{sign}{typed}0");
        var asGroups = sign + typed.Replace(mark.ToString(), string.Empty, StringComparison.Ordinal);
        return mark == ','
            ? LocalizedText.Of(
                $"Write {asDecimal} if the comma is the decimal sign, {asGroups} if it separates thousands.",
                $"Écrivez {asDecimal} si la virgule est le signe décimal, {asGroups} si elle sépare les milliers.")
            : LocalizedText.Of(
                $"Write {asDecimal} if the point is the decimal sign, {asGroups} if it separates thousands.",
                $"Écrivez {asDecimal} si le point est le signe décimal, {asGroups} s'il sépare les milliers.");
    }

    /// <summary>Why the file's content of a cell cannot be used.</summary>
    public static LocalizedText Damage(Reading.RawDamage damage) => damage switch
    {
        Reading.RawDamage.Text => LocalizedText.Of("its text is not in the file", "son texte n'est pas dans le fichier"),
        Reading.RawDamage.Truth => LocalizedText.Of(
            "it is stored in a form that the file format does not allow", "sa forme de stockage n'est pas permise par le format du fichier"),
        Reading.RawDamage.DateWithoutDay => LocalizedText.Of("a time without a date", "une heure sans date"),
        Reading.RawDamage.DateWithZone => LocalizedText.Of(
            "a date with a time zone, whose day depends on the place", "une date avec un fuseau horaire, dont le jour dépend du lieu"),
        Reading.RawDamage.DateNotIso => LocalizedText.Of("a date that is not stored as year-month-day", "une date qui n'est pas stockée sous la forme année-mois-jour"),
        Reading.RawDamage.Type => LocalizedText.Of("its kind or its format is unknown", "son type ou son format est inconnu"),
        _ => LocalizedText.Of("it is not a number, or too large a one", "ce n'est pas un nombre, ou il est trop grand"),
    };

    /// <summary>The formats of a date field as people write them.</summary>
    public static LocalizedText Formats(IEnumerable<string> formats)
    {
        var list = formats.ToArray();
        string Words(string day, string month, string year) => string.Join(", ", list.Select(f => f
            .Replace("%d", day, StringComparison.Ordinal).Replace("%m", month, StringComparison.Ordinal)
            .Replace("%Y", new string(year[0], 4), StringComparison.Ordinal).Replace("%y", new string(year[0], 2), StringComparison.Ordinal)
            .Replace("%H", "hh", StringComparison.Ordinal).Replace("%M", "mm", StringComparison.Ordinal).Replace("%S", "ss", StringComparison.Ordinal)
            .Replace("%b", month + "m", StringComparison.Ordinal).Replace("%B", month + "mm", StringComparison.Ordinal)));
        return LocalizedText.Of(Words("dd", "mm", "y"), Words("jj", "mm", "a"));
    }

    /// <summary>The codes of a field with their labels.</summary>
    public static LocalizedText Codes(FieldSchema field)
    {
        string List(Language language) => string.Join(
            ", ", field.Codes.Select(c => c.Label.In(language) is { Length: > 0 } label && label != c.Value ? $"{c.Value} ({label})" : c.Value));
        return LocalizedText.Of(List(Language.English), List(Language.French));
    }

    /// <summary>"A missing code?" after an action, for numbers made of nines as statistics programs write missing values; or nothing.</summary>
    public static LocalizedText MissingCode(double number)
    {
        var digits = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture);
        return digits.All(c => c == '9') && (number < 0 || digits.Length >= 3)
            ? LocalizedText.Of(
                " A missing code? Then leave the cell empty, or declare the code in the dictionary.",
                " Un code de valeur manquante ? Alors laissez la cellule vide, ou déclarez le code dans le dictionnaire.")
            : Suggestion(null);
    }

    /// <summary>"Did you mean …?" after an action, or nothing.</summary>
    public static LocalizedText Suggestion(string? nearest) => nearest is null
        ? LocalizedText.Empty with { ByLanguage = LocalizedText.Of(string.Empty, string.Empty).ByLanguage }
        : LocalizedText.Of($" \"{nearest}\" may be what was meant.", $" « {nearest} » est peut-être ce qui était voulu.");

    /// <summary>A number with its noun: "1 row", "7 rows".</summary>
    public static LocalizedText Counted(int count, (string One, string Many) english, (string One, string Many) french) => LocalizedText.Of(
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? english.One : english.Many)}"),
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count < 2 ? french.One : french.Many)}"));

    /// <summary>The header people know a field by.</summary>
    public static LocalizedText Header(FieldSchema field) =>
        !field.Title.IsEmpty ? field.Title : LocalizedText.Same(field.Headers.FirstOrDefault(field.Name));
}
