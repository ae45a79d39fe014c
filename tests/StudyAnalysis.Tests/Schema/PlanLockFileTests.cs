using System.Text.Json;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Schema;

public sealed class PlanLockFileTests
{
    [Fact]
    public void Write_ThenRead_GivesTheLockBack()
    {
        using var folder = new DefinitionFolder();
        var written = PlanLockFile.Create(StudyDefinitionLoader.Load(folder.Path), new DateOnly(2026, 2, 1));
        File.WriteAllBytes(Path.Combine(folder.Path, PlanLockFile.FileName), PlanLockFile.ToBytes(written));

        var read = StudyDefinitionLoader.Load(folder.Path).Lock!;
        Assert.Equal((written.PlanHash, written.Date), (read.PlanHash, read.Date));
        Assert.Equal(written.AnalysisHashes, read.AnalysisHashes);
        Assert.Equal(["change", "km", "panel", "rate", "table1", "visits"], read.AnalysisHashes.Keys);
    }

    [Fact]
    public void Write_Twice_GivesTheSameBytes()
    {
        using var folder = new DefinitionFolder();
        var planLock = PlanLockFile.Create(StudyDefinitionLoader.Load(folder.Path), new DateOnly(2026, 2, 1));
        File.WriteAllBytes(Path.Combine(folder.Path, PlanLockFile.FileName), PlanLockFile.ToBytes(planLock));
        var first = File.ReadAllBytes(Path.Combine(folder.Path, PlanLockFile.FileName));
        File.WriteAllBytes(Path.Combine(folder.Path, PlanLockFile.FileName), PlanLockFile.ToBytes(planLock));
        Assert.Equal(first, File.ReadAllBytes(Path.Combine(folder.Path, PlanLockFile.FileName)));
    }

    [Fact]
    public void Read_NoLock_GivesNull()
    {
        using var folder = new DefinitionFolder();
        Assert.Null(PlanLockFile.Read(folder.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    public void Load_EmptyLockFile_SaysSo_AndWhatToDo(string content)
    {
        using var folder = new DefinitionFolder();
        File.WriteAllText(Path.Combine(folder.Path, PlanLockFile.FileName), content);
        var problem = Assert.Single(folder.Problems());
        Assert.Equal(("plan.lock", "an empty file"), (problem.File, problem.Found));
        Assert.Contains("'study lock'", problem.Allowed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{ \"planHash\": 1 }")]
    [InlineData("{ \"planHash\": \"a\", \"date\": \"soon\", \"analyses\": {} }")]
    public void Load_NoLockFile_IsAProblem(string content)
    {
        using var folder = new DefinitionFolder();
        File.WriteAllText(Path.Combine(folder.Path, PlanLockFile.FileName), content);
        var problem = Assert.Single(folder.Problems());
        Assert.Equal(("plan.lock", "the lock as it was written: restore it from a copy, or delete it and run 'study lock' again"), (problem.File, problem.Allowed));
    }

    [Theory]
    // printf '{"a":1,"b":[true,null,"x"]}' | sha256sum (coreutils 9.1)
    [InlineData("{ \"b\": [true, null, \"x\"], \"a\": 1.0 }", "eca8cfb31ab74533e1eb2f4c74d2d55dfe3c79ac704787e54be8647ea7777eb1")]
    public void HashOf_CanonicalJson_MatchesSha256sum(string json, string expected)
    {
        using var document = JsonDocument.Parse(json);
        Assert.Equal(expected, PlanLockFile.HashOf(document.RootElement));
    }

    [Fact]
    public void HashOf_ChangedOption_Differs()
    {
        using var one = JsonDocument.Parse("{ \"a\": { \"b\": 1, \"c\": 2 } }");
        using var other = JsonDocument.Parse("{ \"a\": { \"c\": 2, \"b\": 2 } }");
        Assert.NotEqual(PlanLockFile.HashOf(one.RootElement), PlanLockFile.HashOf(other.RootElement));
    }
}
