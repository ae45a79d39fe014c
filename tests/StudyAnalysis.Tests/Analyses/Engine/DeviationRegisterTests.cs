using StudyAnalysis.Analyses;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Fixtures;
using Xunit;

namespace StudyAnalysis.Tests.Analyses.Engine;

public sealed class DeviationRegisterTests
{
    [Fact]
    public void From_PlanAndLock_ListsEveryDeparture()
    {
        var planned = Study();
        var hashes = planned.Build().Definition.Plan.Analyses.ToDictionary(a => a.Id, a => PlanLockFile.HashOf(a.Options));
        var definition = planned.PlanLock(("same", hashes["same"]), ("changed", "other"), ("gone", "x"), ("absent", hashes["absent"])).Build().Definition;

        var register = DeviationRegister.From(definition, [Result("same"), Result("changed"), Result("new"), Result("absent", AnalysisStatus.NotRun)]);

        Assert.True(register.IsLocked);
        Assert.Equal(
            [
                new Deviation(DeviationKind.NotRun, "absent", "absent", "no sheet"),
                new Deviation(DeviationKind.NotRun, "forgotten", "forgotten", ""),
                new Deviation(DeviationKind.NotPlanned, "new", "new", ""),
                new Deviation(DeviationKind.Removed, "gone", "gone", ""),
                new Deviation(DeviationKind.Changed, "changed", "changed", ""),
            ],
            register.Entries);
    }

    [Fact]
    public void From_NeverLocked_ListsOnlyWhatWasNotRun()
    {
        var register = DeviationRegister.From(Study().Build().Definition, [Result("same"), Result("new"), Result("changed"), Result("absent")]);

        Assert.False(register.IsLocked);
        Assert.Equal([new Deviation(DeviationKind.NotRun, "forgotten", "forgotten", "")], register.Entries);
    }

    private static StudyBuilder Study() => new StudyBuilder().Table("patients", "id text key\nA").Population("all", "patient")
        .Analysis("same", "describe", """{ "b": 1.0, "a": [1, 2] }""").Analysis("changed", "describe").Analysis("absent", "describe")
        .Analysis("forgotten", "describe").Analysis("new", "describe");

    private static AnalysisResult Result(string id, AnalysisStatus status = AnalysisStatus.Ok) => new()
    {
        Id = id, Title = id, Question = "", Role = AnalysisRole.Exploratory, Kind = "describe", Language = Language.English, Status = status,
        StatusReason = status == AnalysisStatus.NotRun ? "no sheet" : "", Population = new AnalysedPopulation("all", "patients", 1, []),
    };
}
