using StudyAnalysis.Schema;
using StudyAnalysis.Statistics;

namespace StudyAnalysis.Analyses;

/// <summary>Methods as sentences. Names of methods and options stay as statisticians write them, in English in every language; the frame is translated.</summary>
public static class MethodText
{
    /// <summary>A method with its options in one sentence.</summary>
    public static string Sentence(MethodDescription method, Language language)
    {
        var options = string.Join("; ", method.Options.Where(o => o.Value != "none").Select(o => $"{o.Key}: {o.Value}"));
        var name = language.Pick(method.Name, French(method.Name));
        return options.Length == 0 ? name + "." : language.Pick($"{name} ({options}).", $"{name} (options, en anglais : {options}).");
    }

    /// <summary>A note of a method.</summary>
    public static string Note(string note, Language language) => language.Pick(note, $"Note de la méthode, en anglais : {note}");

    private static string French(string name) => $"Méthode : {name}";
}
