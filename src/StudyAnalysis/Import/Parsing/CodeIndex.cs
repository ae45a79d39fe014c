using StudyAnalysis.Schema;

namespace StudyAnalysis.Import.Parsing;

/// <summary>Finds a code by its value, labels and synonyms; foldings that would fit two codes fit none.</summary>
internal sealed class CodeIndex
{
    private readonly Dictionary<string, Code> _exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Code?> _light = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Code?> _signed = new(StringComparer.Ordinal);
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
            }
        }
    }

    /// <summary>The code meant by a text, or null.</summary>
    public Code? Find(string text) =>
        _exact.GetValueOrDefault(text) ?? _light.GetValueOrDefault(Folding.Light(text))
        ?? _signed.GetValueOrDefault(Spelling.Signed(text));

    /// <summary>The nearest spelling, or null.</summary>
    public string? Nearest(string text) => Folding.Nearest(text, _spellings);

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
