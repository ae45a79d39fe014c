using System.Globalization;

namespace StudyAnalysis.Import;

/// <summary>What import needs to know besides the workbook. The clock is an input.</summary>
/// <param name="Today">Today: dates after it are refused, and the default data cut is not after it.</param>
/// <param name="AsOf">Data cut; null: the latest accepted date in the workbook.</param>
/// <param name="Password">Password of a protected workbook; never written anywhere.</param>
public sealed record ImportOptions(DateOnly Today, DateOnly? AsOf = null, string? Password = null)
{
    /// <summary>The options without the password.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Today {Today:yyyy-MM-dd}, AsOf {AsOf:yyyy-MM-dd}");
}
