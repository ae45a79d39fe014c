using System.Globalization;

namespace StudyAnalysis.Import;

/// <summary>What import needs to know besides the workbook. The clock is an input.</summary>
/// <param name="Today">Day of the run: the default data cut is not after it. Without any effect when the cut is stated.</param>
/// <param name="AsOf">Data cut; null: the latest date in the workbook that is not after <paramref name="Today"/>.</param>
/// <param name="Password">Password of a protected workbook; never written anywhere.</param>
public sealed record ImportOptions(DateOnly Today, DateOnly? AsOf = null, string? Password = null)
{
    /// <summary>The options without the password.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Today {Today:yyyy-MM-dd}, AsOf {AsOf:yyyy-MM-dd}");
}
