using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using StudyAnalysis.Tests.Architecture;

namespace StudyAnalysis.Tests.Cli;

/// <summary>A study in a folder of its own, to be changed as people change one: definition, workbook, lock.</summary>
internal sealed class StudyCopy : IDisposable
{
    private readonly string _workbook;

    private StudyCopy(string study, string workbook)
    {
        _workbook = workbook;
        Directory.CreateDirectory(Folder);
        foreach (var file in new[] { "datapackage.json", "plan.json", workbook })
        {
            File.WriteAllBytes(Path.Combine(Folder, file), File.ReadAllBytes(Repository.PathOf("tests", "StudyAnalysis.Tests", "Definitions", study, file)));
        }
    }

    public CliRun Cli { get; } = new();

    public string Folder => Cli["study"];

    public string Workbook => Path.Combine(Folder, _workbook);

    public string LockFile => Path.Combine(Folder, "plan.lock");

    /// <summary>The lung cancer study: two tables, endpoints, a landmark.</summary>
    public static StudyCopy Lung() => new("Lung", "lung.xlsx");

    /// <summary>Weights before and after: a marker and a derived variable.</summary>
    public static StudyCopy Weight() => new("Weight", "study.xlsx");

    public void Dispose() => Cli.Dispose();

    /// <summary>Changes plan.json or datapackage.json.</summary>
    public void Edit(string file, Action<JsonNode> change)
    {
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, file)))!;
        change(json);
        File.WriteAllText(Path.Combine(Folder, file), json.ToJsonString());
    }

    /// <summary>Replaces a text of the first sheet, once.</summary>
    public void EditSheet(string from, string to)
    {
        using var zip = ZipFile.Open(Workbook, ZipArchiveMode.Update);
        var entry = zip.GetEntry("xl/worksheets/sheet1.xml")!;
        string text;
        using (var reader = new StreamReader(entry.Open(), Encoding.UTF8))
        {
            text = reader.ReadToEnd();
        }

        entry.Delete();
        var at = text.IndexOf(from, StringComparison.Ordinal);
        using var writer = new StreamWriter(zip.CreateEntry("xl/worksheets/sheet1.xml").Open(), new UTF8Encoding(false));
        writer.Write(string.Concat(text.AsSpan(0, at), to, text.AsSpan(at + from.Length)));
    }

    public int Lock(params string[] more) => Cli.Run(["lock", "--definition", Folder, .. more]);

    public int Report(string folder, params string[] more) =>
        Cli.Run(["report", Workbook, "--definition", Folder, "--out", Cli[folder], "--no-pdf", "--quiet", .. more]);

    public string Html(string folder) => File.ReadAllText(Path.Combine(Cli[folder], "report.html"));

    public JsonNode Json(string folder, string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(Cli[folder], file)))!;
}
