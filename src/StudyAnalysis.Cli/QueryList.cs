using StudyAnalysis.Cli.Output;
using StudyAnalysis.Import;
using StudyAnalysis.Import.Queries;
using StudyAnalysis.Import.Writing;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli;

/// <summary>findings.xlsx: the list of questions for the data manager, with what was filled into the list before.</summary>
/// <param name="Bytes">The workbook.</param>
/// <param name="ContentSha256">Hash of what the program wrote of it: answers do not count.</param>
internal sealed record QueryList(byte[] Bytes, string ContentSha256)
{
    /// <summary>Its name in the folder.</summary>
    public const string FileName = "findings.xlsx";

    /// <summary>The list of an import.</summary>
    public static QueryList Of(ImportResult import, Language language, DateOnly asOf, AnsweredQueries earlier)
    {
        var bytes = FindingsWriter.ToBytes(import.Findings, import.Ledger, language, import.Data?.AsOf ?? asOf, earlier);
        return new QueryList(bytes, ContentHash(bytes)!);
    }

    /// <summary>The hash of what the program wrote of a list; null when the bytes are none.</summary>
    public static string? ContentHash(byte[] bytes) => AnsweredQueries.Read(bytes)?.ContentHash;

    /// <summary>Whether nothing of a list was changed but what the data manager fills in.</summary>
    /// <param name="listed">The list as written.</param>
    /// <param name="path">The list now.</param>
    public static bool IsFilledIn(ManifestFile listed, string path) => listed.ContentSha256 is { } content && ContentHash(ManifestFile.BytesOf(path)) == content;

    /// <summary>Writes the list into a folder, with the answers of the list there.</summary>
    /// <param name="output">The folder, begun.</param>
    /// <param name="make">Makes the list with answers.</param>
    public static void Write(OutputFolder output, Func<AnsweredQueries, QueryList> make)
    {
        var earlier = EarlierList.In(output.Path);
        var list = make(earlier?.Answers ?? AnsweredQueries.None);
        output.Write(FileName, list.Bytes, list.ContentSha256, earlier?.CarriedFrom);
    }
}
