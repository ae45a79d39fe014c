using System.Runtime.CompilerServices;
using Deedle;
using StudyAnalysis.Data;
using StudyAnalysis.Import;
using StudyAnalysis.Reports;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Architecture;
using Xunit;

namespace StudyAnalysis.Tests;

/// <summary>The C# of the README is the code of this test: it runs, and it is the same text.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void Example_Runs()
    {
        Environment.CurrentDirectory = Repository.Root;

        // README begin
        var study = Study.Load("data-schema/rfa-crlm");
        var import = study.Import("data-schema/rfa-crlm/example.xlsx", new ImportOptions(Today: new DateOnly(2026, 11, 23)));
        var results = Study.Analyze(import.Data!, Language.English, seed: 1);
        var report = Study.Report(import.Data!, import, results, new ReportOptions(Language.English, 1));
        Frame<int, string> patients = import.Data!.Frame("patients");   // Deedle
        // README end
        Assert.Equal(study.Definition.Plan.Analyses.Length, results.Length);
        Assert.StartsWith("<!DOCTYPE html>", report.Html, StringComparison.OrdinalIgnoreCase);
        Assert.True(patients.RowCount > 20);
    }

    [Fact]
    public void Readme_HoldsTheCodeOfTheExample()
    {
        var block = File.ReadAllText(Repository.PathOf("README.md")).ReplaceLineEndings("\n").Split("```csharp\n")[1].Split("```")[0];
        Assert.Equal(ThisCode(), block);
    }

    private static string ThisCode([CallerFilePath] string file = "")
    {
        var path = File.Exists(file) ? file : Repository.PathOf("tests", "StudyAnalysis.Tests", "ReadmeTests.cs");
        var lines = File.ReadAllLines(path);
        var (from, to) = (Array.FindIndex(lines, l => l.Trim() == "// README begin"), Array.FindIndex(lines, l => l.Trim() == "// README end"));
        return string.Concat(lines[(from + 1)..to].Select(l => l.Trim() + "\n"));
    }
}
