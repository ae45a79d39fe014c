using System.Text;
using StudyAnalysis.Cli;
using StudyAnalysis.Cli.Output;
using Xunit;

namespace StudyAnalysis.Tests.Cli.Output;

public sealed class ManifestTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("study-manifest-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void ToBytes_ListsTheFilesByName_InTheFormThatIsPublished()
    {
        var manifest = Manifest.Of("report", [new("report.html", "bb"), new("figures/fig-é.svg", "aa"), new("findings.xlsx", "cc", "dd")]) with { ProgramVersion = "1.2.3" };
        const string Expected = """
            {
              "format": 1,
              "program": "StudyAnalysis",
              "program_version": "1.2.3",
              "verb": "report",
              "files": [
                {
                  "name": "figures/fig-é.svg",
                  "sha256": "aa"
                },
                {
                  "name": "findings.xlsx",
                  "sha256": "cc",
                  "content_sha256": "dd"
                },
                {
                  "name": "report.html",
                  "sha256": "bb"
                }
              ]
            }

            """;
        Assert.Equal(Expected.ReplaceLineEndings("\n"), Encoding.UTF8.GetString(manifest.ToBytes()));
        File.WriteAllBytes(Path.Combine(_folder.FullName, Manifest.FileName), manifest.ToBytes());
        var read = Manifest.Read(_folder.FullName)!;
        Assert.Equal(manifest.Files, read.Files);
        Assert.Equal(("1.2.3", "report"), (read.ProgramVersion, read.Verb));
    }

    // FIPS 180-4, the example "abc".
    [Fact]
    public void HashOf_IsSha256InLowerCase() =>
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", ManifestFile.HashOf("abc"u8));

    [Fact]
    public void Read_OfAFolderWithout_IsNull()
    {
        Assert.Null(Manifest.Read(_folder.FullName));
        Assert.Null(Manifest.Read(Path.Combine(_folder.FullName, "nowhere")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{ "name": "My page", "icons": [] }""")]
    [InlineData("""{ "format": 2, "program": "StudyAnalysis", "program_version": "9", "verb": "report", "files": [] }""")]
    [InlineData("""{ "format": 1, "program": "Other", "program_version": "9", "verb": "report", "files": [] }""")]
    [InlineData("""{ "format": 1, "program": "StudyAnalysis", "program_version": "9", "verb": "report", "files": [ { "name": "../a", "sha256": "" } ] }""")]
    [InlineData("""{ "format": 1, "program": "StudyAnalysis", "program_version": "9", "verb": "report", "files": [ { "name": "/etc/passwd", "sha256": "" } ] }""")]
    [InlineData("""{ "format": 1, "program": "StudyAnalysis", "program_version": "9", "verb": "report", "files": [ { "name": "manifest.json", "sha256": "" } ] }""")]
    [InlineData("""{ "format": 1, "program": "StudyAnalysis", "program_version": "9", "verb": "report", "files": [ { "name": "a", "sha256": 7 } ] }""")]
    [InlineData("""{ "format": 1, "program": "StudyAnalysis", "program_version": "9", "verb": "report", "files": [ { "name": "a", "sha256": "" }, { "name": "a", "sha256": "" } ] }""")]
    [InlineData("""{ "format": "1", "program": "StudyAnalysis" }""")]
    public void Read_OfSomethingElse_Fails3_NamingTheFile(string text)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, Manifest.FileName), text);
        var failure = Assert.Throws<StudyFailure>(() => Manifest.Read(_folder.FullName));
        Assert.Equal(ExitCode.InputUnreadable, failure.ExitCode);
        Assert.Contains("manifest.json", failure.What.In(StudyAnalysis.Schema.Language.French), StringComparison.Ordinal);
    }
}
