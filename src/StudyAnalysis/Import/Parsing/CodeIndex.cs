using StudyAnalysis.Schema;

namespace StudyAnalysis.Import.Parsing;

/// <summary>Finds a code by its value, labels and synonyms; foldings that would fit two codes fit none. Punctuation is folded last, and only
/// where it is spelling: pT-1 is pT1, but PD1- is not PD1+ and I-II is not III.</summary>
internal sealed class CodeIndex
{
    private readonly Dictionary<string, Code> _exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Code?> _light = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Code?> _signed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Code?> _strong = new(StringComparer.Ordinal);
    private readonly List<string> _spellings = [];

    public CodeIndex(FieldSchema field)
    {
        foreach (var code in field.Codes)
        {
            _exact.TryAdd(code.Value, code);
        }

        foreach (var code in field.Codes)
        {
            foreach (var spelling in code.Label.ByLanguage.Values.Concat(code.Synonyms).Prepend(code.Value))
            {
                _spellings.Add(spelling);
                Add(_light, Folding.Light(spelling), code);
                Add(_signed, Spelling.Signed(spelling), code);
                Add(_strong, Loose(spelling), code);
            }
        }
    }

    /// <summary>The code meant by a text, or null.</summary>
    public Code? Find(string text) =>
        _exact.GetValueOrDefault(text) ?? _light.GetValueOrDefault(Folding.Light(text))
        ?? _signed.GetValueOrDefault(Spelling.Signed(text)) ?? FindLoosely(text);

    /// <summary>The nearest spelling, or null.</summary>
    public string? Nearest(string text) => Folding.Nearest(text, _spellings);

    // Where every part of the text is a code of its own, it names several codes and not one.
    private Code? FindLoosely(string text)
    {
        var words = Folding.Words(text);
        var isList = words.Count > 1 && words.TrueForAll(_strong.ContainsKey);
        return words.Count == 0 || isList ? null : _strong.GetValueOrDefault(Loose(text));
    }

    private static string Loose(string text) => Folding.Strong(text) + Folding.Marks(text);

    private static void Add(Dictionary<string, Code?> index, string key, Code code)
    {
        if (index.TryGetValue(key, out var known) && known != code)
        {
            index[key] = null;
        }
        else
        {
            index[key] = code;
        }
    }
}
