using System.Diagnostics;
using System.Security.Cryptography;
using StudyAnalysis.Cli;
using Xunit;

namespace StudyAnalysis.Tests.Cli;

/// <summary>The program as a process of its own: signals, missing browsers, folders that cannot be written.</summary>
[Trait("Category", "Slow")]
public sealed class RealProgramTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("study-program-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("INT", "Analysing")]
    [InlineData("INT", "Printing")]
    [InlineData("TERM", "Printing")]
    [InlineData("HUP", "Printing")]
    public async Task Interrupted_Ends130_LeavesTheOldReportWhole_AndNothingElse(string signal, string step)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Assert.Equal(0, (await Run(["--no-pdf"])).Exit);
        var before = Snapshot();
        using var program = Start([], []);
        var seen = await ReadUntil(program.StandardError, step);
        await Task.Delay(100);
        using (var kill = Process.Start("kill", [$"-{signal}", program.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        var error = seen + await program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();
        Assert.Equal(ExitCode.Interrupted, program.ExitCode);
        Assert.Contains("interrupted", error, StringComparison.Ordinal);
        Assert.Equal(before, Snapshot());
        Assert.Equal(["out", "tmp"], Directory.EnumerateFileSystemEntries(_folder.FullName).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(Directory.EnumerateDirectories(Path.Combine(_folder.FullName, "tmp")), d => d.Contains("study-print-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhatAKilledRunLeft_IsClearedByTheNext()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using (var program = Start([], []))
        {
            await ReadUntil(program.StandardError, "Analysing");
            program.Kill();
            await program.WaitForExitAsync();
        }

        var temporary = Path.Combine(_folder.FullName, "tmp");
        Assert.Single(Directory.EnumerateDirectories(temporary, "study-print-*"));
        await Run([], ("STUDY_BROWSER", "/nowhere/browser"));
        Assert.Empty(Directory.EnumerateDirectories(temporary, "study-print-*"));
        Assert.Equal(["out", "tmp"], Directory.EnumerateFileSystemEntries(_folder.FullName).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("en", "The PDF was not made", "STUDY_BROWSER")]
    [InlineData("fr", "Le PDF n’a pas été produit", "STUDY_BROWSER")]
    public async Task BrowserThatIsNotThere_Ends5_WithTheRestWritten(string language, string what, string action)
    {
        var (exit, error) = await Run(["--lang", language], ("STUDY_BROWSER", "/nowhere/browser"));
        Assert.Equal(ExitCode.PartMissing, exit);
        Assert.Contains(what, error, StringComparison.Ordinal);
        Assert.Contains(action, error, StringComparison.Ordinal);
        Assert.Contains("/nowhere/browser", error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder.FullName, "out", "report.html")));
        Assert.False(File.Exists(Path.Combine(_folder.FullName, "out", "report.pdf")));
    }

    [Fact]
    public async Task TemporaryFolderThatIsNotThere_Ends5_WithTheRestWritten()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var (exit, error) = await Run([], ("TMPDIR", "/nowhere/tmp"));
        Assert.Equal(ExitCode.PartMissing, exit);
        Assert.Contains("/nowhere/tmp", error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder.FullName, "out", "report.html")));
    }

    [Fact]
    public async Task FolderThatTakesNoFiles_Ends2()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var program = Start(["--no-pdf"], [], "/proc/study-report");
        var error = await program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();
        Assert.Equal(ExitCode.BadArguments, program.ExitCode);
        Assert.Contains("/proc/study-report cannot be written", error, StringComparison.Ordinal);
        Assert.Contains("--out", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public async Task WithoutCultures_AsInASmallContainer_TheReportIsTheSame(string language)
    {
        var output = Path.Combine(_folder.FullName, "out");
        Assert.Equal(0, (await Run(["--no-pdf", "--lang", language])).Exit);
        var before = Snapshot();
        Directory.Delete(output, recursive: true);
        var (exit, error) = await Run(["--no-pdf", "--lang", language], ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"));
        Assert.True(exit == 0, error);
        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public async Task ThreadOfANotebook_DoesNotKeepTheProgram()
    {
        var book = Path.Combine(_folder.FullName, "thread.ipynb");
        await File.WriteAllTextAsync(book, """
            { "cells": [ { "cell_type": "code", "id": "a", "execution_count": null, "metadata": {}, "outputs": [], "source":
              "new System.Threading.Thread(() => System.Threading.Thread.Sleep(System.Threading.Timeout.Infinite)) { IsBackground = false }.Start(); 7" } ],
              "metadata": {}, "nbformat": 4, "nbformat_minor": 5 }
            """);
        using var program = StartProgram(["notebook", "run", book, "--out", Path.Combine(_folder.FullName, "ran.ipynb")], []);
        var error = program.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            await program.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            program.Kill();
        }

        Assert.True(program.ExitCode == 0, await error);
        Assert.True(File.Exists(Path.Combine(_folder.FullName, "ran.ipynb")));
    }

    [Fact]
    public async Task FourRunsAtOnce_AllEnd0_AndLeaveOneWholeReport()
    {
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Run(["--no-pdf"])));
        Assert.All(runs, r => Assert.True(r.Exit == 0, r.Error));
        Assert.Equal(
            ["findings.xlsx", "manifest.json", "provenance.json", "report.html", "results.json"],
            Directory.EnumerateFiles(Path.Combine(_folder.FullName, "out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(_folder.FullName), e => e.EndsWith(".tmp", StringComparison.Ordinal));
    }

    private async Task<(int Exit, string Error)> Run(string[] more, params (string Name, string Value)[] environment)
    {
        using var program = Start(more, environment);
        var error = await program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();
        return (program.ExitCode, error);
    }

    private Process Start(string[] more, (string Name, string Value)[] environment, string? output = null) => StartProgram(
        ["report", ExampleWorkbook.File, "--definition", ExampleWorkbook.Definition, "--out", output ?? Path.Combine(_folder.FullName, "out"), .. more], environment);

    private Process StartProgram(string[] command, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        Array.ForEach([Path.Combine(AppContext.BaseDirectory, "study.dll"), .. command], start.ArgumentList.Add);
        start.Environment["TMPDIR"] = _folder.CreateSubdirectory("tmp").FullName;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var program = Process.Start(start)!;
        program.BeginOutputReadLine();
        return program;
    }

    private static async Task<string> ReadUntil(StreamReader reader, string step)
    {
        var seen = string.Empty;
        while (!seen.Contains(step, StringComparison.Ordinal) && await reader.ReadLineAsync() is { } line)
        {
            seen += line + "\n";
        }

        return seen;
    }

    private Dictionary<string, string> Snapshot() => Directory.EnumerateFiles(Path.Combine(_folder.FullName, "out"), "*", SearchOption.AllDirectories)
        .ToDictionary(f => f, f => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f))), StringComparer.Ordinal);
}
