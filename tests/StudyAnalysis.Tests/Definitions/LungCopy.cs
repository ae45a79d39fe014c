using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using StudyAnalysis.Tests.Architecture;

namespace StudyAnalysis.Tests.Definitions;

/// <summary>A copy of lung.xlsx that is changed row by row, as somebody would by hand.</summary>
internal sealed partial class LungCopy
{
    /// <summary>Part of the sheet with a row for each patient: A patient, F start, G last contact, H death.</summary>
    public const string Patients = "xl/worksheets/sheet1.xml";

    /// <summary>Part of the sheet with a row for each visit: A patient, B date.</summary>
    public const string Visits = "xl/worksheets/sheet2.xml";

    private readonly string _path;

    public LungCopy(string path) => File.Copy(System.IO.Path.Combine(Definition, "lung.xlsx"), _path = path);

    /// <summary>The folder of the study's definition.</summary>
    public static string Definition { get; } = Repository.PathOf("tests", "StudyAnalysis.Tests", "Definitions", "Lung");

    /// <summary>Changes the rows of a sheet; an empty text takes the row away.</summary>
    public void Edit(string part, Func<string, string> change)
    {
        using var zip = ZipFile.Open(_path, ZipArchiveMode.Update);
        var entry = zip.GetEntry(part)!;
        string xml;
        using (var reader = new StreamReader(entry.Open()))
        {
            xml = reader.ReadToEnd();
        }

        entry.Delete();
        using var writer = new StreamWriter(zip.CreateEntry(part).Open());
        writer.Write(Row().Replace(xml, m => change(m.Value)));
    }

    /// <summary>The number in a column of a row.</summary>
    public static double? Number(string row, char column) =>
        Value(column).Match(row) is { Success: true } m ? double.Parse(m.Groups["value"].Value, CultureInfo.InvariantCulture) : null;

    /// <summary>The text in a column of a row.</summary>
    public static string? Text(string row, char column) =>
        Regex.Match(row, $"<c r=\"{column}\\d+\"[^>]*><is><t>(?<text>[^<]*)<", RegexOptions.ExplicitCapture) is { Success: true } m ? m.Groups["text"].Value : null;

    /// <summary>A row with another number in a column.</summary>
    public static string With(string row, char column, double number) =>
        Value(column).Replace(row, m => string.Create(CultureInfo.InvariantCulture, $"{m.Groups["before"].Value}{number}<"));

    /// <summary>A row without a cell.</summary>
    public static string Without(string row, char column) => new Regex($"<c r=\"{column}\\d+\"[^>]*>.*?</c>", RegexOptions.ExplicitCapture).Replace(row, string.Empty);

    private static Regex Value(char column) => new($"(?<before><c r=\"{column}\\d+\"[^>]*><v>)(?<value>[^<]*)<", RegexOptions.ExplicitCapture);

    [GeneratedRegex("<row .*?</row>", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Row();
}
