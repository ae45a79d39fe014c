using System.Globalization;
using System.Text.Json;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli.Checks;

/// <summary>provenance.json of a report: what makes it again, and everything it says.</summary>
/// <param name="Study">Id of the study.</param>
/// <param name="AsOf">Data cut, as typed; null of data without dates.</param>
/// <param name="RunDay">Day of the run, where nobody stated the cut; else null.</param>
/// <param name="Language">Language of the report.</param>
/// <param name="Seed">Seed of random methods.</param>
/// <param name="Values">All its properties as text; of null empty.</param>
internal sealed record SavedProvenance(
    string Study, string? AsOf, DateOnly? RunDay, string Language, long Seed, IReadOnlyDictionary<string, string> Values)
{
    public const string FileName = "provenance.json";

    /// <summary>Reads it.</summary>
    /// <exception cref="StudyFailure">It is missing, damaged or incomplete; the message says where.</exception>
    public static SavedProvenance Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            return Parse(document.RootElement, path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new StudyFailure(
                ExitCode.InputUnreadable,
                LocalizedText.Of($"{folder} holds no readable {FileName}: it is not the folder of a report.", $"{folder} ne contient pas de {FileName} lisible : ce n’est pas le dossier d’un rapport."),
                LocalizedText.Of("Give the folder that study report wrote.", "Donnez le dossier écrit par study report."),
                error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Damaged(path, LocalizedText.Same(error.Message), error);
        }
        catch (JsonException error)
        {
            var line = (error.LineNumber ?? 0) + 1;
            throw Damaged(path, LocalizedText.Of(FormattableString.Invariant($"no valid JSON in line {line}"), FormattableString.Invariant($"JSON non valide à la ligne {line}")), error);
        }
    }

    private static SavedProvenance Parse(JsonElement root, string path)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Damaged(path, LocalizedText.Of("it is no JSON object", "ce n’est pas un objet JSON"), null);
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in root.EnumerateObject())
        {
            values[property.Name] = property.Value.ToString();
        }

        var study = Text(root, "study", path, text => text.Length > 0);
        var asOf = root.TryGetProperty("as_of", out var cut) && cut.ValueKind == JsonValueKind.Null ? null : Text(root, "as_of", path, text => Day(text) is not null);
        var runDay = root.TryGetProperty("run_day", out _) ? Day(Text(root, "run_day", path, text => Day(text) is not null)) : null;
        var language = Text(root, "language", path, text => text is "en" or "fr");
        return root.TryGetProperty("seed", out var seed) && seed.ValueKind == JsonValueKind.Number && seed.TryGetInt64(out var number)
            ? new SavedProvenance(study, asOf, runDay, language, number, values)
            : throw Damaged(path, Wrong("seed"), null);
    }

    private static string Text(JsonElement root, string name, string path, Func<string, bool> isRight) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { } text && isRight(text)
            ? text
            : throw Damaged(path, Wrong(name), null);

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static LocalizedText Wrong(string name) => LocalizedText.Of($"\"{name}\" is missing, or not what a report writes", $"« {name} » manque, ou n’est pas ce qu’un rapport écrit");

    private static StudyFailure Damaged(string path, LocalizedText where, Exception? error) => new(
        ExitCode.InputUnreadable,
        LocalizedText.Of($"{path} is damaged: {where.In(Schema.Language.English)}.", $"{path} est endommagé : {where.In(Schema.Language.French)}."),
        LocalizedText.Of("Restore it from a copy, or make the report again.", "Restaurez-le depuis une copie, ou refaites le rapport."),
        error);
}
