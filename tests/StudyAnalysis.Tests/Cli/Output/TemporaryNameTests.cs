using System.Diagnostics;
using StudyAnalysis.Cli.Output;
using Xunit;

namespace StudyAnalysis.Tests.Cli.Output;

public sealed class TemporaryNameTests : IDisposable
{
    private static readonly TimeSpan JustNow = TimeSpan.Zero;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("study-names-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void TheMarkOfThisProcess_IsInItsNames_AndNotGone()
    {
        Assert.Equal(ProcessMark.Own, ProcessMark.In(TemporaryName.New()));
        Assert.Equal(ProcessMark.Own, ProcessMark.In(TemporaryName.FolderPrefix("print") + "x1y2z3"));
        Assert.False(ProcessMark.Own.IsGone(TimeSpan.FromDays(300)));
        Assert.True((ProcessMark.Own with { Started = ProcessMark.Own.Started + 1000 }).IsGone(JustNow));
    }

    [Fact]
    public async Task AProcessThatEnded_IsGone()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", "--version") { RedirectStandardOutput = true, UseShellExecute = false })!;
        var mark = ProcessMark.Own with { Id = process.Id };
        await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(mark.IsGone(JustNow));
    }

    [Fact]
    public void AProcessOfAnotherMachine_IsGoneAfterADay()
    {
        var other = ProcessMark.Own with { Machine = "00000000", Id = 1 };
        Assert.False(other.IsGone(TimeSpan.FromHours(23)));
        Assert.True(other.IsGone(TimeSpan.FromHours(25)));
    }

    [Theory]
    [InlineData(".studyroom")]
    [InlineData(".study-notes.tmp")]
    [InlineData("study-print-")]
    [InlineData(".study-m12345678-x-1.tmp")]
    public void ANameOfSomebodyElse_HasNoMark(string name) => Assert.Null(ProcessMark.In(name));

    [Fact]
    public void Sweep_ClearsWhatEndedProcessesLeft_AndNothingElse()
    {
        var ended = ProcessMark.Own with { Started = ProcessMark.Own.Started + 1000 };
        string[] kept = [$".study-{ProcessMark.Own}-1.tmp", ".study-notes.tmp", ".study", $"study-{ended}-1.tmp"];
        string[] cleared = [$".study-{ended}-1.tmp", $".study-{ended}-2.tmp"];
        foreach (var name in kept.Concat(cleared))
        {
            File.WriteAllText(Path.Combine(_folder.FullName, name), "x");
        }

        _folder.CreateSubdirectory($".study-{ended}-3.tmp/files");
        Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, $".study-{ended}-4.tmp"), _folder.FullName);
        TemporaryName.Sweep(_folder.FullName, FileActions.Instance);
        Assert.Equal(
            kept.Append($".study-{ended}-4.tmp").Order(StringComparer.Ordinal),
            Directory.EnumerateFileSystemEntries(_folder.FullName).Select(e => Path.GetFileName(e)).Order(StringComparer.Ordinal));
    }
}
