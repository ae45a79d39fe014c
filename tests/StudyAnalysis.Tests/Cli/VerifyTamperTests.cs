using System.Text.Json.Nodes;
using StudyAnalysis.Cli;
using Xunit;

namespace StudyAnalysis.Tests.Cli;

/// <summary>What somebody changes in a report, its lock, its plan, its dictionary or its provenance is named by verify; it is never a yes, and never a fault of the program.</summary>
public sealed class VerifyTamperTests : IDisposable
{
    private readonly CliRun _cli = new();

    /// <summary>Each: what is done, what the screen must say, and whether the file cannot be read any more (3 or 4) instead of being another (1).</summary>
    public static TheoryData<string, string, bool> Tampers => new()
    {
        { "R/report.html: append", "report.html: changed since the report was made", false },
        { "R/report.html: delete", "report.html: missing", false },
        { "R/results.json: number", "results.json: number  baseline: ", false },
        { "R/results.json: append", "results.json: changed since the report was made", false },
        { "R/results.json: delete", "results.json: missing", false },
        { "R/results.json: empty", "results.json: changed since the report was made", false },
        { "R/results.json: cut", "results.json: changed since the report was made", false },
        { "R/findings.xlsx: hello", "findings.xlsx: changed since the report was made", false },
        { "R/findings.xlsx: cell", "findings.xlsx: changed since the report was made", false },
        { "R/findings.xlsx: delete", "findings.xlsx: missing", false },
        { "R/provenance.json: delete", "provenance.json", true },
        { "R/provenance.json: empty", "provenance.json", true },
        { "R/provenance.json: hello", "provenance.json", true },
        { "R/provenance.json: without plan_sha256", "plan_sha256: nothing in the report", false },
        { "R/provenance.json: without as_of", "\"as_of\" is missing", true },
        { "R/provenance.json: seed \"abc\"", "\"seed\" is missing, or not what a report writes", true },
        { "R/provenance.json: seed 7", "provenance.json: changed since the report was made", false },
        { "R/provenance.json: seed 1e400", "\"seed\"", true },
        { "R/provenance.json: as_of \"yesterday\"", "\"as_of\"", true },
        { "R/provenance.json: language \"de\"", "\"language\"", true },
        { "R/provenance.json: study \"other\"", "study: other in the report, small now", false },
        { "R/provenance.json: workbook_sha256 \"0\"", "workbook_sha256: 0 in the report", false },
        { "R/provenance.json: synthetic true", "synthetic: True in the report, False now", false },
        { "R/provenance.json: program_version \"9.9\"", "provenance.json: changed since the report was made", false },
        { "R/manifest.json: delete", "manifest.json: missing", false },
        { "R/manifest.json: empty", "manifest.json is damaged", true },
        { "R/manifest.json: hello", "manifest.json is damaged", true },
        { "R/manifest.json: outside", "manifest.json is damaged", true },
        { "R/manifest.json: unlisted", "report.html: not listed in manifest.json", false },
        { "R/manifest.json: program_version \"9.9\"", "manifest.json: of another run than provenance.json", false },
        { "R/manifest.json: append", "manifest.json: changed since the report was made", false },
        { "D/plan.json: version \"2\"", "plan_sha256: ", false },
        { "D/plan.json: empty", "plan.json", true },
        { "D/plan.json: hello", "plan.json", true },
        { "D/plan.json: delete", "plan.json", true },
        { "D/datapackage.json: version \"2\"", "datapackage_sha256: ", false },
        { "D/datapackage.json: hello", "datapackage.json", true },
        { "D/plan.lock: delete", "plan_locked_sha256", false },
        { "D/plan.lock: empty", "plan.lock", true },
        { "D/plan.lock: date", "plan.lock was changed by hand", true },
        { "people.xlsx: other", "workbook_sha256: ", false },
        { "people.xlsx: delete", "people.xlsx", true },
        { "people.xlsx: hello", "people.xlsx", true },
    };

    public void Dispose() => _cli.Dispose();

    [Theory]
    [MemberData(nameof(Tampers))]
    public void Verify_OfWhatWasTamperedWith_NamesIt(string tamper, string said, bool isUnreadable)
    {
        Report();
        Tamper(tamper);

        var exit = Verify();

        Assert.True(isUnreadable ? exit is 3 or 4 : exit == 1, $"{exit}: {_cli.Output}{_cli.Error}");
        Assert.Contains(said, _cli.Output + _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_OfNothingDone_NamesEveryFile_AndEnds0()
    {
        Report();

        Assert.True(Verify() == 0, _cli.Output + _cli.Error);

        Assert.All(new[] { "report.html", "results.json", "findings.xlsx", "provenance.json" }, f => Assert.Contains($"{f}: the same", _cli.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void Verify_WithAFileAdded_NamesIt_AndEnds0()
    {
        Report();
        Directory.CreateDirectory(Path.Combine(_cli["R"], "notes"));
        File.WriteAllText(Path.Combine(_cli["R"], "notes", "signed.pdf"), "x");

        Assert.True(Verify() == 0, _cli.Output + _cli.Error);

        Assert.Contains("notes/signed.pdf: added, not a file of the report", _cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_WithAnswersFilledIn_SaysSo_AndEnds0()
    {
        Report();
        FilledList.Fill(Path.Combine(_cli["R"], QueryList.FileName), row: 2, "confirmed", "it is so", string.Empty);

        Assert.True(Verify() == 0, _cli.Output + _cli.Error);

        Assert.Contains("findings.xlsx: answers were filled in, the rest is as made", _cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_OfAllDeleted_NamesEach()
    {
        Report();
        foreach (var file in new[] { "report.html", "results.json", "findings.xlsx" })
        {
            File.Delete(Path.Combine(_cli["R"], file));
        }

        Assert.Equal(1, Verify());

        Assert.All(new[] { "report.html", "results.json", "findings.xlsx" }, f => Assert.Contains($"{f}: missing", _cli.Output, StringComparison.Ordinal));
    }

    // As an earlier version would have left it: its own number everywhere, hashes right.
    [Theory]
    [InlineData("en", "The report was made by version 0.0.1 of the program")]
    [InlineData("fr", "Le rapport a été fait par la version 0.0.1 du logiciel")]
    public void Verify_OfAnotherProgramVersion_SaysSo_AndNotThatItDiffers(string language, string said)
    {
        Report();
        var version = Json("R/provenance.json")["program_version"]!.GetValue<string>();
        foreach (var file in new[] { "provenance.json", "results.json", "report.html", "manifest.json" })
        {
            var path = Path.Combine(_cli["R"], file);
            File.WriteAllText(path, File.ReadAllText(path).Replace(version, "0.0.1", StringComparison.Ordinal));
        }

        var manifest = StudyAnalysis.Cli.Output.Manifest.Read(_cli["R"])!;
        var files = manifest.Files.Select(f => f with { Sha256 = StudyAnalysis.Cli.Output.ManifestFile.HashOfFile(Path.Combine(_cli["R"], f.Name)) });
        File.WriteAllBytes(Path.Combine(_cli["R"], "manifest.json"), (manifest with { Files = [.. files] }).ToBytes());

        Assert.True(Verify("--lang", language) == 0, _cli.Output + _cli.Error);

        Assert.Contains(said, _cli.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("differs", _cli.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(": différent", _cli.Output, StringComparison.Ordinal);
    }

    private void Report()
    {
        FilledList.Definition(_cli["D"]);
        FilledList.People(_cli["people.xlsx"], weight: 250, shift: 4);
        Assert.True(_cli.Run("lock", "--definition", _cli["D"]) == 0, _cli.Error);
        Assert.True(_cli.Run("report", _cli["people.xlsx"], "--definition", _cli["D"], "--out", _cli["R"], "--no-pdf", "--quiet") == 0, _cli.Error);
    }

    private int Verify(params string[] more) => _cli.Run(["verify", _cli["R"], _cli["people.xlsx"], "--definition", _cli["D"], "--quiet", .. more]);

    private void Tamper(string tamper)
    {
        var (name, what) = (tamper.Split(": ", 2)[0], tamper.Split(": ", 2)[1]);
        var path = Path.Combine(_cli.Folder, name);
        switch (what.Split(' ', 2))
        {
            case ["append"]:
                File.AppendAllText(path, "\n ");
                break;
            case ["delete"]:
                File.Delete(path);
                break;
            case ["empty"]:
                File.WriteAllText(path, string.Empty);
                break;
            case ["hello"]:
                File.WriteAllText(path, "hello");
                break;
            case ["cut"]:
                File.WriteAllText(path, File.ReadAllText(path)[..400]);
                break;
            case ["cell"]:
                FilledList.Type(path, row: 2, column: 7, "999");
                break;
            case ["other"]:
                FilledList.People(path, weight: 251, shift: 4);
                break;
            case ["date"]:
                var dated = File.ReadAllText(path);
                Assert.Contains("2027-06-01", dated, StringComparison.Ordinal);
                File.WriteAllText(path, dated.Replace("2027-06-01", "2025-01-01", StringComparison.Ordinal));
                break;
            case ["number"]:
                ChangeNumber(name);
                break;
            case ["outside"]:
                File.WriteAllText(path, File.ReadAllText(path).Replace("\"report.html\"", "\"../report.html\"", StringComparison.Ordinal));
                break;
            case ["unlisted"]:
                var manifest = Json(name);
                var files = manifest["files"]!.AsArray();
                files.Remove(files.Single(f => f!["name"]!.GetValue<string>() == "report.html"));
                File.WriteAllText(path, manifest.ToJsonString());
                break;
            case ["without", var property]:
                var json = Json(name);
                Assert.True(json.Remove(property));
                File.WriteAllText(path, json.ToJsonString());
                break;
            case [var property, "1e400"]:
                File.WriteAllText(path, File.ReadAllText(path).Replace($"\"{property}\": ", $"\"{property}\": 1e400, \"was\": ", StringComparison.Ordinal));
                break;
            case [var property, var value]:
                var changed = Json(name);
                Assert.True(changed.ContainsKey(property));
                changed[property] = JsonNode.Parse(value);
                File.WriteAllText(path, changed.ToJsonString());
                break;
            default:
                throw new ArgumentException(tamper, nameof(tamper));
        }
    }

    private void ChangeNumber(string name)
    {
        var json = Json(name);
        var stat = json["analyses"]!.AsArray().SelectMany(a => a!["stats"]!.AsArray()).First(s => s!["stat_name"]!.GetValue<string>() == "mean")!;
        stat["stat"] = stat["stat"]!.GetValue<double>() + 1e-3;
        File.WriteAllText(Path.Combine(_cli.Folder, name), json.ToJsonString());
    }

    private JsonObject Json(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(_cli.Folder, name)))!.AsObject();
}
