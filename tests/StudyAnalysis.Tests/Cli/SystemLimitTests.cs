using System.Diagnostics;
using StudyAnalysis.Cli;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Architecture;
using StudyAnalysis.Tests.Cli.Output;
using Xunit;

namespace StudyAnalysis.Tests.Cli;

/// <summary>What the system refuses: files, memory, an output to write to. A sentence each, never a fault of the program.</summary>
public sealed class SystemLimitTests : IDisposable
{
    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("ulimit -n 30; exec {study} --lang en", "open too few files at once", "ulimit -n 1024")]
    [InlineData("ulimit -n 30; exec {study} --lang fr", "ouvrir trop peu de fichiers à la fois", "ulimit -n 1024")]
    [InlineData("ulimit -n 60; exec {study} --lang=fr", "ouvrir trop peu de fichiers à la fois", "ulimit -n 1024")]
    [InlineData("exec {study} --lang en >&-", "standard output could not be written", "open output")]
    [InlineData("exec {study} --lang fr > /dev/full", "sortie standard n’a pas pu être écrite", "sortie ouverte")]
    [Trait("Category", "Slow")]
    public async Task ALimitOfTheSystem_Ends5_InOneSentence(string command, string what, string action)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var (exit, error) = await Shell(command);
        Assert.Equal(ExitCode.PartMissing, exit);
        Assert.Contains(what, error, StringComparison.Ordinal);
        Assert.Contains(action, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.Equal(2, error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("exec {study} 2>&-")]
    [InlineData("exec {study} 2> /dev/full")]
    [InlineData("{study} | head -1; exit ${PIPESTATUS[0]}")]
    [Trait("Category", "Slow")]
    public async Task AReaderThatDoesNotListen_IsDoneWithout(string command)
    {
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal((0, string.Empty), await Shell(command));
        }
    }

    [Theory]
    [InlineData("en", "the memory this program may use is not enough", "raise the limit")]
    [InlineData("fr", "la mémoire que ce programme peut utiliser ne suffit pas", "relevez la limite")]
    public void TooLittleMemory_Ends5(string language, string what, string action)
    {
        _cli.Files = new FaultyFiles(2, () => new InsufficientMemoryException());
        Assert.Equal(ExitCode.PartMissing, _cli.Run("check", ExampleWorkbook.File, "--definition", ExampleWorkbook.Definition, "--out", _cli["out"], "--lang", language));
        Assert.Contains(what, _cli.Error, StringComparison.Ordinal);
        Assert.Contains(action, _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void KnownTrouble_IsFoundBehindWhatTheRuntimeWrapsItIn()
    {
        Exception[] known =
        [
            new InsufficientMemoryException(),
            new AggregateException(new InsufficientMemoryException()),
            new TypeInitializationException("T", new FileNotFoundException("Could not load file or assembly", "System.Memory, Version=10.0.0.0")),
            new FileLoadException("Could not load file or assembly"),
            new DllNotFoundException("libSystem.Native"),
            new IOException("Too many open files", 24),
            new UnauthorizedAccessException(),
        ];
        Assert.All(known, error =>
        {
            var told = KnownTrouble.Of(error)!;
            Assert.Equal(ExitCode.PartMissing, told.ExitCode);
            Assert.NotEqual(told.What.In(Language.English), told.What.In(Language.French));
            Assert.False(told.Action.IsEmpty);
        });
        Assert.Contains("too few files", KnownTrouble.Of(new IOException("Too many open files", 24))!.What.In(Language.English), StringComparison.Ordinal);
        Assert.Contains("part of the program", KnownTrouble.Of(known[2])!.What.In(Language.English), StringComparison.Ordinal);
        Assert.Null(KnownTrouble.Of(new InvalidOperationException()));
        Assert.Null(KnownTrouble.Of(new AggregateException(new KeyNotFoundException())));
    }

    [Theory]
    [InlineData("ulimit -n 30; exec {link} check --lang fr", 5, "study : le système laisse ce programme ouvrir trop peu de fichiers à la fois.")]
    [InlineData("ulimit -v 1000000; exec {link} check", 5, "study: the memory this program may use is not enough.")]
    [InlineData("exec {link} check >&-", 0, "study: standard output is closed")]
    [InlineData("exec {link} check 2>&- | cat", 0, "")]
    public async Task TheScript_ReachedThroughLinks_StartsItsOwnProgram_OrSaysWhyNot(string command, int exit, string said)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // A program in the script's folder that says where it is and with what it was started.
        Directory.CreateDirectory(_cli["my home/.build/study"]);
        File.Copy(Repository.PathOf("study"), _cli["my home/study"]);
        File.WriteAllText(_cli["my home/.build/study/study"], "#!/bin/sh\necho \"$STUDY_HOME $*\" > \"$STUDY_HOME/started\"\n");
        File.SetUnixFileMode(_cli["my home/.build/study/study"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.WriteAllText(_cli["my home/.build/study.stamp"], string.Empty);
        Directory.CreateDirectory(_cli["bin"]);
        File.CreateSymbolicLink(_cli["bin/first"], "../my home/study");
        File.CreateSymbolicLink(_cli["bin/second"], "first");
        var (ended, error) = await Shell(command.Replace("{link}", $"'{_cli["bin/second"]}'", StringComparison.Ordinal));
        Assert.Equal(exit, ended);
        Assert.StartsWith(said, error, StringComparison.Ordinal);
        Assert.Equal(exit == 0, File.Exists(_cli["my home/started"]));
        if (exit == 0)
        {
            Assert.Equal($"{_cli["my home"]} check\n", File.ReadAllText(_cli["my home/started"]));
        }
    }

    private async Task<(int Exit, string Error)> Shell(string command)
    {
        var study = $"dotnet '{Path.Combine(AppContext.BaseDirectory, "study.dll")}' check '{ExampleWorkbook.File}' --definition '{ExampleWorkbook.Definition}' --out '{_cli["out"]}' --quiet";
        var start = new ProcessStartInfo("bash", ["-c", command.Replace("{study}", study, StringComparison.Ordinal)]) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment.Remove("STUDY_HOME");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await output;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, error);
    }
}
