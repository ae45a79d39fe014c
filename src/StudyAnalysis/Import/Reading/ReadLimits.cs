namespace StudyAnalysis.Import.Reading;

/// <summary>Limits on what a workbook may be: a workbook is hostile input.</summary>
internal sealed record ReadLimits
{
    public static ReadLimits Default { get; } = new();

    public long FileBytes { get; init; } = 256L << 20;

    public int Entries { get; init; } = 5_000;

    public long EntryBytes { get; init; } = 768L << 20;

    public long TotalBytes { get; init; } = 1L << 30;

    /// <summary>Largest expansion of an entry; below <see cref="RatioFromBytes"/> any is accepted.</summary>
    public double Ratio { get; init; } = 400;

    public long RatioFromBytes { get; init; } = 16L << 20;

    public int Cells { get; init; } = 6_000_000;

    /// <summary>Characters of all texts together.</summary>
    public long TextCharacters { get; init; } = 256L << 20;
}
