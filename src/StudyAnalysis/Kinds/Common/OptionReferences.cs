using StudyAnalysis.Engine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.Common;

/// <summary>The references in options that hold one name or a list of names.</summary>
internal static class OptionReferences
{
    /// <summary>Options that name variables.</summary>
    public static IEnumerable<OptionReference> Variables(AnalysisSpec spec, params string[] options) => Of(spec, ReferenceKind.Variable, options);

    /// <summary>Options that name something the analysis needs; absent ones are passed over.</summary>
    public static IEnumerable<OptionReference> Of(AnalysisSpec spec, ReferenceKind kind, params string[] options) => All(spec, kind, true, options);

    /// <summary>Options that name something the analysis can do without.</summary>
    public static IEnumerable<OptionReference> Optional(AnalysisSpec spec, ReferenceKind kind, params string[] options) => All(spec, kind, false, options);

    private static IEnumerable<OptionReference> All(AnalysisSpec spec, ReferenceKind kind, bool required, string[] options)
    {
        var all = Options.Of(spec);
        foreach (var option in options)
        {
            var names = all.Texts(option);
            for (var i = 0; i < names.Length; i++)
            {
                yield return new OptionReference(names.Length == 1 ? all.Path(option) : $"{all.Path(option)}[{i}]", names[i], kind, required);
            }
        }
    }
}
