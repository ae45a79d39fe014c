using Xunit;

namespace StudyAnalysis.Tests.Cli;

/// <summary>What the program does with data that only look synthetic.</summary>
public sealed class RealOrSyntheticTests
{
    [Theory]
    [InlineData("en", "study: The workbook was simulated, then changed: it is treated as real.")]
    [InlineData("fr", "study : Le classeur a été simulé, puis modifié : il est traité comme réel.")]
    public void Report_SimulatedWorkbookWithAPatientTypedIn_IsPrivateAndSaysSo(string lang, string said)
    {
        using var cli = new CliRun();
        var workbook = ExampleWorkbook.Copy(cli["typed-in.xlsx"], (ExampleWorkbook.Patients, ">femme</t>", ">homme</t>"));

        cli.Run("report", workbook, "--definition", ExampleWorkbook.Definition, "--no-pdf", "--lang", lang);

        Assert.Contains(said, cli.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(cli["reports"]));
        var report = Assert.Single(Directory.GetDirectories(Path.Combine(cli["private"], "reports")));
        Assert.DoesNotContain("SYNTHETIC DATA", File.ReadAllText(Path.Combine(report, "report.html")), StringComparison.Ordinal);
        Assert.Contains("\"synthetic\": false", File.ReadAllText(Path.Combine(report, "provenance.json")), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(report));
            foreach (var file in Directory.GetFiles(report, "*", SearchOption.AllDirectories))
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
    }

    [Fact]
    public void Report_AsSimulated_IsSynthetic()
    {
        using var cli = new CliRun();

        Assert.Equal(0, cli.Run("report", ExampleWorkbook.File, "--definition", ExampleWorkbook.Definition, "--no-pdf", "--quiet"));

        Assert.False(Directory.Exists(cli["private"]));
        var report = Assert.Single(Directory.GetDirectories(Path.Combine(cli["reports"], "out")));
        Assert.Contains("SYNTHETIC DATA", File.ReadAllText(Path.Combine(report, "report.html")), StringComparison.Ordinal);
        Assert.DoesNotContain("simulated", cli.Error, StringComparison.Ordinal);
    }
}
