using System.IO.Compression;
using System.Text;

namespace StudyAnalysis.Tests.Cli;

/// <summary>The committed example workbook, and copies of it with something changed as a hand would change it in Excel.</summary>
internal static class ExampleWorkbook
{
    public const string Sheets = "xl/workbook.xml";
    public const string Patients = "xl/worksheets/sheet3.xml";
    public const string AdverseEvents = "xl/worksheets/sheet12.xml";

    public static string Definition => CliRun.Definition("rfa-crlm");

    public static string File => Path.Combine(Definition, "example.xlsx");

    /// <summary>All its parts as one text.</summary>
    public static string Text(string workbook)
    {
        using var zip = ZipFile.OpenRead(workbook);
        return string.Join('\n', zip.Entries.Select(Read));
    }

    /// <summary>A copy; each change replaces every occurrence of a text in one part.</summary>
    public static string Copy(string path, params (string Part, string From, string To)[] changes)
    {
        System.IO.File.Copy(File, path);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Update);
        foreach (var part in changes.GroupBy(c => c.Part, StringComparer.Ordinal))
        {
            var entry = zip.GetEntry(part.Key)!;
            var text = Read(entry);
            entry.Delete();
            foreach (var (_, from, to) in part)
            {
                text = text.Contains(from, StringComparison.Ordinal)
                    ? text.Replace(from, to, StringComparison.Ordinal)
                    : throw new InvalidOperationException($"{part.Key} does not hold {from}");
            }

            using var writer = new StreamWriter(zip.CreateEntry(part.Key).Open(), new UTF8Encoding(false));
            writer.Write(text);
        }

        return path;
    }

    private static string Read(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
