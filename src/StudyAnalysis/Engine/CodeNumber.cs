using System.Globalization;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Engine;

/// <summary>Codes written as numbers.</summary>
internal static class CodeNumber
{
    /// <summary>Whether a code stands for a number, however it is written.</summary>
    public static bool Matches(Code code, double number) =>
        double.TryParse(code.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var written) && written == number;
}
