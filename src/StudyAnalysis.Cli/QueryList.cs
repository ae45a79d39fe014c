using StudyAnalysis.Import;
using StudyAnalysis.Import.Writing;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli;

/// <summary>findings.xlsx: the list of questions for the data manager.</summary>
internal static class QueryList
{
    /// <summary>Its name in the folder.</summary>
    public const string FileName = "findings.xlsx";

    public static byte[] Of(ImportResult import, Language language, DateOnly asOf) =>
        FindingsWriter.ToBytes(import.Findings, import.Ledger, language, import.Data?.AsOf ?? asOf);
}
