using System.Collections.Immutable;

namespace StudyAnalysis.Schema;

/// <summary>The languages of messages, reports and definitions.</summary>
public enum Language
{
    /// <summary>English, the default ("en").</summary>
    English,

    /// <summary>French ("fr").</summary>
    French,
}

/// <summary>Choosing words by language.</summary>
public static class LanguageExtensions
{
    /// <summary>The ISO 639-1 code, "en" or "fr".</summary>
    public static string Code(this Language language) => language.Pick("en", "fr");

    /// <summary>The text of this language. Both stand side by side in the code so that neither is forgotten.</summary>
    public static T Pick<T>(this Language language, T english, T french) => language == Language.French ? french : english;
}

/// <summary>A text of a definition in one or more languages.</summary>
/// <param name="ByLanguage">Texts by language code; English stands in for what is absent.</param>
public sealed record LocalizedText(ImmutableSortedDictionary<string, string> ByLanguage)
{
    /// <summary>No text.</summary>
    public static LocalizedText Empty { get; } = new(ImmutableSortedDictionary<string, string>.Empty);

    /// <summary>The same text in every language.</summary>
    public static LocalizedText Same(string text) => new(ImmutableSortedDictionary<string, string>.Empty.Add("en", text));

    /// <summary>A text in both languages.</summary>
    public static LocalizedText Of(string english, string french) =>
        new(ImmutableSortedDictionary<string, string>.Empty.Add("en", english).Add("fr", french));

    /// <summary>Whether there is no text at all.</summary>
    public bool IsEmpty => ByLanguage.IsEmpty;

    /// <summary>The text in a language; else in English; else in any language; else empty.</summary>
    public string In(Language language) =>
        ByLanguage.TryGetValue(language.Code(), out var text) || ByLanguage.TryGetValue("en", out text)
            ? text
            : ByLanguage.Values.FirstOrDefault(string.Empty);
}
