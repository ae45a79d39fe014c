using System.Text.Json;
using System.Text.Json.Nodes;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Schema;

public sealed class PlanLockFileTests : IDisposable
{
    private readonly DefinitionFolder _folder = new();

    private string LockFile => Path.Combine(_folder.Path, PlanLockFile.FileName);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ToBytes_ThenRead_GivesTheLockBack()
    {
        var definition = StudyDefinitionLoader.Load(_folder.Path);
        var first = PlanLockFile.Create(definition, new DateOnly(2026, 2, 1));
        var written = PlanLockFile.Create(definition, new DateOnly(2026, 3, 1), "amendment 1", first);
        File.WriteAllBytes(LockFile, PlanLockFile.ToBytes(written));

        var read = StudyDefinitionLoader.Load(_folder.Path).Lock!;
        Assert.Equal([new DateOnly(2026, 2, 1), new DateOnly(2026, 3, 1)], read.Entries.Select(e => e.Date));
        Assert.Equal(["", "amendment 1"], read.Entries.Select(e => e.Reason));
        Assert.Equal(written.Entries.Select(e => e.Hash), read.Entries.Select(e => e.Hash));
        Assert.All(read.Entries, e => Assert.True(e.KeepsDefinition));
        Assert.Equal(PlanLockFile.ToBytes(written), PlanLockFile.ToBytes(read));

        // An editor that puts a byte order mark in front and other line ends changes nothing.
        File.WriteAllText(LockFile, File.ReadAllText(LockFile).ReplaceLineEndings("\r\n"), new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Equal(written.InForce.Hash, PlanLockFile.Read(_folder.Path)!.InForce.Hash);
    }

    [Fact]
    public void Create_HoldsTheDefinitionAsTyped_WithoutDefaults()
    {
        var locked = PlanLockFile.Create(StudyDefinitionLoader.Load(_folder.Path), new DateOnly(2026, 2, 1)).InForce;
        using var plan = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder.Path, "plan.json")));
        using var dictionary = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder.Path, "datapackage.json")));
        Assert.Equal(CanonicalJson.Text(plan.RootElement), CanonicalJson.Text(locked.Plan!.Value));
        Assert.Equal(CanonicalJson.Text(dictionary.RootElement), CanonicalJson.Text(locked.Dictionary!.Value));
    }

    [Fact]
    public void Read_NoLock_GivesNull() => Assert.Null(PlanLockFile.Read(_folder.Path));

    [Theory]
    [InlineData("", "is empty")]
    [InlineData(" \n", "is empty")]
    [InlineData("\0\0\0", "is empty")]
    [InlineData("[]", "is damaged")]
    [InlineData("{", "is damaged")]
    [InlineData("{ \"planHash\": 1, \"date\": \"2026-01-01\" }", "is damaged")]
    [InlineData("{ \"planHash\": \"a\", \"date\": \"soon\", \"analyses\": {} }", "is damaged")]
    [InlineData("{ \"format\": \"plan.lock 2\", \"locks\": [] }", "is damaged")]
    [InlineData("{ \"format\": \"plan.lock 2\", \"locks\": [ 1 ] }", "is damaged")]
    [InlineData("{ \"format\": \"plan.lock 9\", \"locks\": [] }", "does not know")]
    [InlineData("{ \"planHash\": \"a\", \"date\": \"2026-01-01\", \"analyses\": {} }", "2026-01-01 by an earlier version")]
    public void Load_OfWhatIsNoLock_SaysWhatAndWhatToDo_InOneSentence(string content, string what)
    {
        File.WriteAllText(LockFile, content);
        var problem = Assert.Throws<UnreadableLockException>(() => StudyDefinitionLoader.Load(_folder.Path));
        Assert.Contains(what, problem.What.In(Language.English), StringComparison.Ordinal);
        Assert.All(
            new[] { Language.English, Language.French }.Select(problem.What.In),
            text => Assert.Single(text.Replace("plan.lock", string.Empty, StringComparison.Ordinal).Split(". "), s => s.Length > 0));
        Assert.NotEqual(problem.What.In(Language.English), problem.What.In(Language.French));
        Assert.DoesNotContain("Json", problem.Message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Byte", problem.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("date", "2025-01-01")]
    [InlineData("reason", "another")]
    [InlineData("sha256", "00")]
    [InlineData("plan", null)]
    public void Load_OfALockChangedByHand_IsRefused(string property, string? value)
    {
        File.WriteAllBytes(LockFile, PlanLockFile.ToBytes(PlanLockFile.Create(StudyDefinitionLoader.Load(_folder.Path), new DateOnly(2026, 2, 1))));
        var json = JsonNode.Parse(File.ReadAllText(LockFile))!;
        var entry = json["locks"]![0]!;
        if (value is null)
        {
            entry["plan"]!["version"] = "9";
        }
        else
        {
            entry[property] = value;
        }

        File.WriteAllText(LockFile, json.ToJsonString());
        var problem = Assert.Throws<UnreadableLockException>(() => StudyDefinitionLoader.Load(_folder.Path));
        Assert.Contains("changed by hand", problem.What.In(Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfALockWhoseFirstEntryWasRemoved_IsRefused()
    {
        var definition = StudyDefinitionLoader.Load(_folder.Path);
        var both = PlanLockFile.Create(definition, new DateOnly(2026, 3, 1), "again", PlanLockFile.Create(definition, new DateOnly(2026, 2, 1)));
        File.WriteAllBytes(LockFile, PlanLockFile.ToBytes(both));
        var json = JsonNode.Parse(File.ReadAllText(LockFile))!;
        json["locks"]!.AsArray().RemoveAt(0);
        File.WriteAllText(LockFile, json.ToJsonString());
        Assert.Throws<UnreadableLockException>(() => StudyDefinitionLoader.Load(_folder.Path));
    }
}
