using System.Globalization;

namespace StudyAnalysis.Notebooks.Kernel;

/// <summary>Numbers in messages, the same everywhere.</summary>
internal static class Invariant
{
    public static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
