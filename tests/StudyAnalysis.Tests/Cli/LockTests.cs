using System.Text.Json.Nodes;
using Xunit;

namespace StudyAnalysis.Tests.Cli;

public sealed class LockTests : IDisposable
{
    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Lock_IsMadeOnce_AndALaterChangeIsADeviationInTheReport()
    {
        var folder = Directory.CreateDirectory(_cli["study"]).FullName;
        foreach (var file in Directory.GetFiles(CliRun.Definition("colon-moertel")))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        Assert.Equal(0, _cli.Run("lock", "--definition", folder));
        Assert.Equal(2, _cli.Run("lock", "--definition", folder));
        Assert.Contains("2027-06-01", _cli.Error, StringComparison.Ordinal);

        var plan = Path.Combine(folder, "plan.json");
        var json = JsonNode.Parse(File.ReadAllText(plan))!;
        json["analyses"]!.AsArray().Single(a => (string?)a!["id"] == "death-km")!["confType"] = "plain";
        File.WriteAllText(plan, json.ToJsonString());

        Assert.Equal(0, _cli.Run("report", "--definition", folder, "--out", _cli["out"], "--no-pdf", "--quiet") & ~1);
        var html = File.ReadAllText(Path.Combine(_cli["out"], "report.html"));
        var deviations = html[html.IndexOf("id=\"section-deviations\"", StringComparison.Ordinal)..];
        Assert.Contains("death-km", deviations, StringComparison.Ordinal);
    }

    // An earlier version left such a file when the disk was full.
    [Fact]
    public void EmptyLock_IsSaid_AndCanBeMadeAgain()
    {
        var folder = Directory.CreateDirectory(_cli["study"]).FullName;
        foreach (var file in Directory.GetFiles(CliRun.Definition("colon-moertel")))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        File.WriteAllText(Path.Combine(folder, "plan.lock"), string.Empty);
        Assert.Equal(4, _cli.Run("check", "--definition", folder, "--out", _cli["out"]));
        Assert.Contains("plan.lock: $: found an empty file", _cli.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("isFinalBlock", _cli.Error, StringComparison.Ordinal);
        Assert.Equal(0, _cli.Run("lock", "--definition", folder));
        Assert.Equal(0, _cli.Run("check", "--definition", folder, "--out", _cli["out"]));
    }
}
