using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using StudyAnalysis.Cli.Output;
using Xunit;

namespace StudyAnalysis.Tests.Cli.Output;

/// <summary>study report as a process of its own, killed with no chance to tidy up.</summary>
public sealed class KilledReportTests : IDisposable
{
    /// <summary>Exit code of a process ended by signal 9.</summary>
    private const int Killed = 128 + 9;

    private static readonly DateOnly Day = new(2027, 6, 1);
    private readonly CliRun _cli = new();

    private string Out => _cli["out"];

    private static string Colon => CliRun.Definition("colon-moertel");

    public void Dispose() => _cli.Dispose();

    [Fact]
    [Trait("Category", "Slow")]
    public Task Kills_LoseNothing() => Kill(6);

    [Fact]
    [Trait("Category", "Long")]
    public Task FortyKills_LoseNothing() => Kill(40);

    private async Task Kill(int times)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Directory.CreateDirectory(Path.Combine(Out, "figures"));
        File.WriteAllText(Path.Combine(Out, "signed.pdf"), "signed by hand");
        File.WriteAllText(Path.Combine(Out, "figures", "mine.svg"), "drawn by hand");
        await Run(1, kill: null);
        var standing = 1;
        var (cut, old, now) = (0, 0, 0);
        for (var seed = 2; cut < times; seed++)
        {
            Assert.True(seed < 3 * times, "Hardly any run could be killed before its end.");

            // Most within the writing, which begins when the run's own folder appears; some long before it.
            var gathering = seed % 5 != 0;
            var killed = await Run(seed, async process =>
            {
                if (gathering)
                {
                    await UntilWriting(process);
                    Thread.SpinWait(seed % 20 * 40_000);
                }
                else
                {
                    await Task.Delay(20 * (seed % 40));
                }
            });
            cut += killed ? 1 : 0;
            OutputFolder.Recover(Out, Day, FileActions.Instance);
            var found = AssertWhole();
            Assert.True(found == standing || found == seed, $"seed {found} after {seed}");
            (old, now) = found == seed ? (old, now + 1) : (old + 1, now);
            standing = found;
        }

        const int Last = 1000;
        await Run(Last, kill: null);
        Assert.Equal(Last, AssertWhole());
        Assert.Equal(
            ["figures", "findings.xlsx", "manifest.json", "provenance.json", "report.html", "results.json", "signed.pdf"],
            Directory.EnumerateFileSystemEntries(Out).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(["out"], Directory.EnumerateFileSystemEntries(_cli.Folder).Select(Path.GetFileName));
        TestContext.Current.TestOutputHelper?.WriteLine($"{cut} kills; of all runs {old} left the old report, {now} the new one");
    }

    private async Task UntilWriting(Process process)
    {
        while (!process.HasExited && !Directory.EnumerateDirectories(Out, ".study-*").Any(d => ProcessMark.In(Path.GetFileName(d))?.Id == process.Id))
        {
            await Task.Yield();
        }
    }

    /// <summary>The seed of the whole report that stands there.</summary>
    private int AssertWhole()
    {
        Assert.Equal("signed by hand", File.ReadAllText(Path.Combine(Out, "signed.pdf")));
        Assert.Equal("drawn by hand", File.ReadAllText(Path.Combine(Out, "figures", "mine.svg")));
        var manifest = Manifest.Read(Out)!;
        Assert.Equal(["findings.xlsx", "provenance.json", "report.html", "results.json"], manifest.Files.Select(f => f.Name));
        Assert.All(manifest.Files, f => Assert.Equal(f.Sha256, ManifestFile.HashOfFile(Path.Combine(Out, f.Name))));
        using var provenance = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Out, "provenance.json")));
        return provenance.RootElement.GetProperty("seed").GetInt32();
    }

    private async Task<bool> Run(int seed, Func<Process, Task>? kill)
    {
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "study.dll"), "report", Path.Combine(Colon, "colon-moertel.xlsx"), "--definition", Colon, "--out", Out, "--no-pdf", "--quiet",
            "--seed", seed.ToString(CultureInfo.InvariantCulture),
        ];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (kill is not null)
        {
            await kill(process);
            process.Kill();
        }

        await process.WaitForExitAsync();
        Assert.True(kill is not null || process.ExitCode == 0, await error);
        await output;
        return process.ExitCode == Killed;
    }
}
