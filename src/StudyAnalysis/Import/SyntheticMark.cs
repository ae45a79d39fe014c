using StudyAnalysis.Import.Reading;
using StudyAnalysis.Import.Writing;

namespace StudyAnalysis.Import;

/// <summary>The mark that makes a workbook synthetic: a custom property of the file with the hash of its cells. Names and titles make nothing synthetic:
/// in doubt the patients are real.</summary>
internal enum SyntheticMark
{
    /// <summary>No mark: real.</summary>
    None,

    /// <summary>The mark of a simulation, and the cells it was made of.</summary>
    Whole,

    /// <summary>The mark of a simulation, but other cells: somebody typed into it. Real.</summary>
    Broken,
}

/// <summary>Writes and reads the mark.</summary>
internal static class SyntheticMarks
{
    /// <summary>Name of the property, as Excel shows it under File, Information, Advanced properties.</summary>
    public const string Property = "StudyAnalysis simulated cells";

    /// <summary>The workbook with the mark.</summary>
    public static WorkbookContent Put(WorkbookContent workbook) => workbook with { Custom = workbook.Custom.SetItem(Property, CellHash.Of(workbook)) };

    /// <summary>The mark of a workbook as read, before any name in it is hidden.</summary>
    public static SyntheticMark Of(RawWorkbook workbook) => !workbook.Custom.TryGetValue(Property, out var hash) ? SyntheticMark.None
        : hash == CellHash.Of(workbook) ? SyntheticMark.Whole
        : SyntheticMark.Broken;
}
