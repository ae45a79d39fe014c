using System.Text.RegularExpressions;
using Xunit;

namespace StudyAnalysis.Tests.Architecture;

/// <summary>The one-way flow of the stages: what a folder of src/StudyAnalysis may know of the others.</summary>
public sealed partial class FlowTests
{
    /// <summary>Stage → the stages it may use. Charts, Blocks, Html and Pdf see results, never the data.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Schema"] = [],
        ["Data"] = ["Schema", "Statistics"],
        ["Import"] = ["Schema", "Data"],
        ["Simulation"] = ["Schema", "Data", "Import", "Statistics"],
        ["Engine"] = ["Schema", "Data", "Statistics"],
        ["Charts"] = ["Schema", "Engine", "Statistics"],
        ["Blocks"] = ["Schema", "Engine", "Charts"],
        ["Kinds"] = ["Schema", "Data", "Engine", "Charts", "Blocks", "Statistics"],
        ["Html"] = ["Schema", "Engine", "Charts", "Blocks"],
        ["Pdf"] = ["Schema", "Engine", "Charts", "Html"],
        ["Reports"] = ["Schema", "Engine", "Kinds", "Charts", "Blocks", "Html", "Statistics"],
        ["Verification"] = ["Schema", "Statistics"],
    };

    public static TheoryData<string> Stages => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Stages))]
    public void Stage_UsesOnlyEarlierStages(string stage)
    {
        var faults =
            from file in Repository.Sources("src", "StudyAnalysis", stage)
            let code = SourceText.WithoutCommentsAndStrings(File.ReadAllText(file))
            from used in NamespaceUses().Matches(code).Select(m => m.Groups[1].Value)
            where used != stage && (Allowed.ContainsKey(used) || used == "Statistics") && !Allowed[stage].Contains(used, StringComparer.Ordinal)
            select $"{Repository.Shown(file)} uses {used}";
        Assert.Empty(faults.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryFolder_IsAStage()
    {
        var folders = Directory.GetDirectories(Repository.PathOf("src", "StudyAnalysis")).Select(f => Path.GetFileName(f)!)
            .Except(["bin", "obj"], StringComparer.Ordinal);
        Assert.Empty(folders.Except(Allowed.Keys, StringComparer.Ordinal));
    }

    [Fact]
    public void Statistics_KnowsNothingOfTheStudy()
    {
        var references = typeof(StudyAnalysis.Statistics.Quantity).Assembly.GetReferencedAssemblies().Select(a => a.Name!)
            .Where(n => !n.StartsWith("System", StringComparison.Ordinal) && n is not "netstandard" and not "mscorlib");
        Assert.Equal(["MathNet.Numerics"], references);
    }

    [Theory]
    [InlineData("Data")]
    [InlineData("Engine")]
    [InlineData("Kinds")]
    [InlineData("Charts")]
    [InlineData("Blocks")]
    [InlineData("Html")]
    [InlineData("Pdf")]
    [InlineData("Reports")]
    [InlineData("Simulation")]
    [InlineData("Verification")]
    public void Stage_TouchesNoFiles(string stage)
    {
        // The printer drives a browser, which reads and writes files: the one exception, and it keeps to its own temporary folder.
        var faults =
            from file in Repository.Sources("src", "StudyAnalysis", stage)
            where !Path.GetFileName(file).StartsWith("Pdf", StringComparison.Ordinal) && !Path.GetFileName(file).StartsWith("Browser", StringComparison.Ordinal)
            let code = SourceText.WithoutCommentsAndStrings(File.ReadAllText(file))
            where FileAccess().IsMatch(code)
            select $"{Repository.Shown(file)}: {FileAccess().Match(code).Value}";
        Assert.Empty(faults);
    }

    [Fact]
    public void OnlyTheConsole_ReadsTheClock()
    {
        var faults =
            from file in Repository.Sources("src")
            where !Repository.Shown(file).StartsWith("src/StudyAnalysis.Cli/", StringComparison.Ordinal)
            let code = SourceText.WithoutCommentsAndStrings(File.ReadAllText(file))
            where Clock().IsMatch(code)
            select $"{Repository.Shown(file)}: {Clock().Match(code).Value}";
        Assert.Empty(faults);
    }


    [GeneratedRegex(@"(?:using (?:static )?(?:\w+ = )?|\b)StudyAnalysis\.(Schema|Data|Import|Simulation|Engine|Kinds|Charts|Blocks|Html|Pdf|Reports|Verification|Statistics)\b(?<!namespace StudyAnalysis\.\w+)")]
    private static partial Regex NamespaceUses();

    [GeneratedRegex(@"\b(File|Directory|FileStream|StreamReader|StreamWriter|FileInfo|DirectoryInfo)\s*[.(]")]
    private static partial Regex FileAccess();

    [GeneratedRegex(@"\b(DateTime|DateTimeOffset|DateOnly)\.(Now|UtcNow|Today)\b|\bTimeProvider\.System\b|\bStopwatch\b|\bEnvironment\.TickCount")]
    private static partial Regex Clock();
}
