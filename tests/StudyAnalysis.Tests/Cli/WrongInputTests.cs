using System.IO.Compression;
using StudyAnalysis.Tests.Architecture;
using Xunit;

namespace StudyAnalysis.Tests.Cli;

/// <summary>Errors as a new user makes them: one clear message, the right exit code, nothing lost.</summary>
public sealed class WrongInputTests : IDisposable
{
    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("en", "There is no such file")]
    [InlineData("fr", "Ce fichier n'existe pas")]
    public void MissingWorkbook_Ends3_NamingTheFile(string language, string words)
    {
        var exit = Check("nowhere.xlsx", "--lang", language);
        Assert.Equal(3, exit);
        Assert.Contains("nowhere.xlsx", _cli.Error, StringComparison.Ordinal);
        Assert.Contains(words, _cli.Error, StringComparison.Ordinal);
        NoStackTrace();
    }

    [Fact]
    public void FolderAsWorkbook_Ends3() => Ends(3, Check(_cli.Folder), "folder");

    [Fact]
    public void WordDocument_Ends3()
    {
        using (var zip = ZipFile.Open(_cli["letter.docx"], ZipArchiveMode.Create))
        {
            zip.CreateEntry("word/document.xml");
            zip.CreateEntry("[Content_Types].xml");
        }

        Ends(3, Check(_cli["letter.docx"]), "letter.docx");
    }

    [Fact]
    public void EmptyFile_Ends3()
    {
        File.WriteAllBytes(_cli["empty.xlsx"], []);
        Ends(3, Check(_cli["empty.xlsx"]), "empty");
    }

    [Fact]
    public void EncryptedWorkbook_Ends3_SayingWhatToDo()
    {
        // A password-protected workbook is an OLE compound file, not a zip; its header is enough to know one.
        var bytes = new byte[4096];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(bytes, 0);
        File.WriteAllBytes(_cli["locked.xlsx"], bytes);
        Ends(3, Check(_cli["locked.xlsx"]), "locked.xlsx");
    }

    [Fact]
    public void MissingDefinition_Ends4()
    {
        Assert.Equal(4, _cli.Run("check", "--definition", _cli["no-such-study"]));
        Assert.Contains("no-such-study", _cli.Error, StringComparison.Ordinal);
        NoStackTrace();
    }

    [Fact]
    public void DefinitionWithATypo_Ends4_NamingFileAndPath()
    {
        var folder = Directory.CreateDirectory(_cli["study"]).FullName;
        File.Copy(Repository.PathOf("data-schema", "colon-moertel", "datapackage.json"), Path.Combine(folder, "datapackage.json"));
        var plan = File.ReadAllText(Repository.PathOf("data-schema", "colon-moertel", "plan.json"));
        File.WriteAllText(Path.Combine(folder, "plan.json"), plan.Replace("\"populations\"", "\"popluations\"", StringComparison.Ordinal));
        Assert.Equal(4, _cli.Run("check", "--definition", folder));
        Assert.Contains("plan.json", _cli.Error, StringComparison.Ordinal);
        Assert.Contains("popluations", _cli.Error, StringComparison.Ordinal);
        Assert.Contains("populations", _cli.Error, StringComparison.Ordinal);
        NoStackTrace();
    }

    [Theory]
    [InlineData("--as-of", "31/12/2026")]
    [InlineData("--lang", "de")]
    [InlineData("--colour", "red")]
    [InlineData("--seed", "-1")]
    public void BadArgument_Ends2(string option, string value)
    {
        Assert.Equal(2, _cli.Run("check", option, value));
        Assert.NotEmpty(_cli.Error);
        NoStackTrace();
    }

    [Fact]
    public void NoVerb_Ends2() => Assert.Equal(2, _cli.Run());

    [Fact]
    public void OutputThatIsAFile_Ends2()
    {
        File.WriteAllText(_cli["taken"], "a file");
        Assert.Equal(2, Check(Colon, "--out", _cli["taken"]));
        Assert.Equal("a file", File.ReadAllText(_cli["taken"]));
    }

    [Fact]
    public void Interrupted_Ends130_LeavingTheOldOutput()
    {
        Assert.Equal(0, Check(Colon, "--out", _cli["out"]) & ~1);
        var before = Snapshot(_cli["out"]);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Equal(130, _cli.Run(cancelled.Token, "check", Colon, "--definition", CliRun.Definition("colon-moertel"), "--out", _cli["out"]));
        Assert.Equal(before, Snapshot(_cli["out"]));
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(_cli.Folder), e => e.EndsWith(".tmp", StringComparison.Ordinal));
    }

    private static string Colon => Repository.PathOf("data-schema", "colon-moertel", "colon-moertel.xlsx");

    private static Dictionary<string, string> Snapshot(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(f => f, f => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f))), StringComparer.Ordinal);

    private int Check(string workbook, params string[] more) =>
        _cli.Run(["check", workbook, "--definition", CliRun.Definition("colon-moertel"), .. more]);

    private void Ends(int expected, int actual, string words)
    {
        Assert.Equal(expected, actual);
        Assert.Contains(words, _cli.Error, StringComparison.OrdinalIgnoreCase);
        NoStackTrace();
    }

    private void NoStackTrace() => Assert.DoesNotContain("   at ", _cli.Error, StringComparison.Ordinal);
}
