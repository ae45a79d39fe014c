using StudyAnalysis.Import.Privacy;
using StudyAnalysis.Import.Reading;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import;

/// <summary>Reads a study's workbook: every non-empty cell ends up in the ledger once, nothing is coerced in silence, one pass finds everything.</summary>
public static class StudyImporter
{
    /// <summary>Imports a workbook file.</summary>
    /// <param name="definition">The study.</param>
    /// <param name="path">An .xlsx or .xlsm file, transitional or strict; also .xls, with a note on what that format hides.</param>
    /// <param name="options">Today, and the data cut.</param>
    /// <returns>Data, ledger and findings. Bad data are findings, never exceptions.</returns>
    /// <exception cref="UnreadableWorkbookException">The file is missing, no workbook, damaged, too large or protected by a password.</exception>
    public static ImportResult Import(StudyDefinition definition, string path, ImportOptions options) =>
        Import(definition, WorkbookReader.Bytes(path), path, options);

    /// <summary>Imports a workbook from a stream, which is read to its end and left open.</summary>
    /// <param name="definition">The study.</param>
    /// <param name="stream">The workbook.</param>
    /// <param name="name">Name of the workbook in messages.</param>
    /// <param name="options">Today, and the data cut.</param>
    /// <returns>Data, ledger and findings.</returns>
    /// <exception cref="UnreadableWorkbookException">The stream is no workbook, is damaged, too large or protected by a password.</exception>
    public static ImportResult Import(StudyDefinition definition, Stream stream, string name, ImportOptions options) =>
        Import(definition, WorkbookReader.Bytes(stream, name, ReadLimits.Default), name, options);

    private static ImportResult Import(StudyDefinition definition, byte[] bytes, string name, ImportOptions options)
    {
        var workbook = WorkbookReader.Read(bytes, name, options.Password, ReadLimits.Default);
        var mark = SyntheticMarks.Of(workbook);
        HideNames(workbook);
        return new ImportSession(definition, workbook, bytes, mark, options).Run();
    }

    // A workbook with one sheet for each patient has their names on its tabs.
    private static void HideNames(RawWorkbook workbook)
    {
        for (var i = 0; i < workbook.Sheets.Count; i++)
        {
            if (IdentifierScan.InText(workbook.Sheets[i].Name) is { } identifier)
            {
                workbook.Sheets[i].HideName(identifier, FormattableString.Invariant($"#{i + 1}"));
            }
        }
    }
}
