using System.Collections.Immutable;
using StudyAnalysis.Cli;
using StudyAnalysis.Cli.Output;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Cli.Output;

/// <summary>A run owns what the manifest of the run before lists, and nothing else.</summary>
public sealed class OutputFolderTests : IDisposable
{
    private static readonly DateOnly Day = new(2027, 6, 1);
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("study-output-");

    private string Out => Path.Combine(_home.FullName, "out");

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public void Keep_WritesTheFilesAndTheManifest_AndLeavesNothingElse()
    {
        Assert.Empty(Run(("report.html", "new"), ("figures/a.svg", "svg")));
        Assert.Equal(["figures/a.svg", "manifest.json", "report.html"], Snapshot.Of(Out).Keys);
        Assert.Equal(["out"], Directory.EnumerateFileSystemEntries(_home.FullName).Select(Path.GetFileName));
        var manifest = Manifest.Read(Out)!;
        Assert.Equal("report", manifest.Verb);
        Assert.Equal([new("figures/a.svg", ManifestFile.HashOf("svg"u8)), new ManifestFile("report.html", ManifestFile.HashOf("new"u8))], manifest.Files);
    }

    [Fact]
    public void Foreign_Files_Stay_WhateverTheyAre()
    {
        Foreign("findings-of-mine.xlsx", "notes/a.txt", ".ssh/id", "report (signed).pdf", "figures/mine.svg");
        var before = Snapshot.Of(Out);
        for (var run = 1; run <= 2; run++)
        {
            Assert.Empty(Run(("report.html", $"run {run}"), ("findings.xlsx", "list"), ("figures/a.svg", "svg")));
            var now = Snapshot.Of(Out);
            Assert.All(before, file => Assert.Equal(file.Value, now[file.Key]));
            Assert.Equal($"run {run}", Text("report.html"));
        }
    }

    [Theory]
    [InlineData("findings.xlsx", "findings.xlsx")]
    [InlineData("figures", "figures")]
    [InlineData("findings.xlsx/inside.txt", "findings.xlsx")]
    public void Clash_IsRefused_WithTheNames_AndNothingIsWritten(string foreign, string named)
    {
        Foreign(foreign, "letter.txt");
        var before = Snapshot.Of(Out);
        var failure = Assert.Throws<StudyFailure>(() => Run(("findings.xlsx", "list"), ("figures/a.svg", "svg")));
        Assert.Equal(ExitCode.BadArguments, failure.ExitCode);
        Assert.Contains($": {named}.", failure.What.In(Language.English), StringComparison.Ordinal);
        Assert.Contains($" : {named}.", failure.What.In(Language.French), StringComparison.Ordinal);
        Assert.DoesNotContain("letter.txt", failure.What.In(Language.English), StringComparison.Ordinal);
        Assert.Contains("version 0.1", failure.Action.In(Language.French), StringComparison.Ordinal);
        Assert.Equal(before, Snapshot.Of(Out));
    }

    [Fact]
    public void Clash_WithAManifestOfSomebodyElse_IsRefused()
    {
        Directory.CreateDirectory(Out);
        File.WriteAllText(Path.Combine(Out, "manifest.json"), """{ "name": "My page" }""");
        Assert.Equal(ExitCode.BadArguments, Assert.Throws<StudyFailure>(() => Run(("report.html", "new"))).ExitCode);
        Assert.Equal(["manifest.json"], Snapshot.Of(Out).Keys);
    }

    [Fact]
    public void AFileThatSomebodyChanged_IsKeptUnderADatedName_EachTime()
    {
        Run(("report.html", "one"), ("results.json", "1"));
        Write("report.html", "one, signed");
        Assert.Equal([new SetAside("report.html", "report.2027-06-01.html", WasChanged: true)], Run(("report.html", "two"), ("results.json", "2")));
        Write("report.html", "two, signed");
        Assert.Equal([new SetAside("report.html", "report.2027-06-01-2.html", WasChanged: true)], Run(("report.html", "three"), ("results.json", "3")));
        Assert.Equal(("one, signed", "two, signed", "three"), (Text("report.2027-06-01.html"), Text("report.2027-06-01-2.html"), Text("report.html")));
        Assert.Empty(Run(("report.html", "four"), ("results.json", "3")));
        Assert.Equal(["manifest.json", "report.2027-06-01-2.html", "report.2027-06-01.html", "report.html", "results.json"], Snapshot.Of(Out).Keys);
    }

    [Fact]
    public void AFileThatTheNewRunDidNotMake_IsKeptUnderADatedName()
    {
        Run(("report.html", "one"), ("report.pdf", "paper"), ("figures/a.svg", "svg"));
        Assert.Equal(
            [new SetAside("figures/a.svg", "figures/a.2027-06-01.svg", WasChanged: false), new SetAside("report.pdf", "report.2027-06-01.pdf", WasChanged: false)],
            Run(("report.html", "two")));
        Assert.Equal("paper", Text("report.2027-06-01.pdf"));
        Assert.Equal(["report.html"], Manifest.Read(Out)!.Files.Select(f => f.Name));
        Assert.Empty(Run(("report.html", "three"), ("report.pdf", "new paper")));
        Assert.Equal(("paper", "new paper"), (Text("report.2027-06-01.pdf"), Text("report.pdf")));
    }

    [Fact]
    public void AFileWhoseFillingInWasCarried_IsReplaced_UnlessItWasSavedAgainMeanwhile()
    {
        Run(("findings.xlsx", "questions"));
        Write("findings.xlsx", "questions, answered");
        var carried = ManifestFile.HashOf("questions, answered"u8);
        Assert.Empty(RunCarrying("questions anew, answered", carried));
        Write("findings.xlsx", "questions anew, answered again");
        Assert.Equal(["findings.2027-06-01.xlsx"], RunCarrying("third", carried).Select(a => a.KeptAs));
        Assert.Equal("questions anew, answered again", Text("findings.2027-06-01.xlsx"));
    }

    [Fact]
    public void ALinkInThePlaceOfAFile_IsKept_AndWhatIsBehindItIsNotTouched()
    {
        Run(("report.html", "one"));
        File.WriteAllText(Path.Combine(_home.FullName, "mine.html"), "one");
        File.Delete(Path.Combine(Out, "report.html"));
        File.CreateSymbolicLink(Path.Combine(Out, "report.html"), Path.Combine(_home.FullName, "mine.html"));
        Assert.Equal(["report.2027-06-01.html"], Run(("report.html", "two")).Select(a => a.KeptAs));
        Assert.Equal("one", File.ReadAllText(Path.Combine(_home.FullName, "mine.html")));
        Assert.Equal("two", Text("report.html"));
    }

    [Fact]
    public void AFolderThatIsALink_IsRefused()
    {
        Run(("report.html", "one"), ("figures/a.svg", "svg"));
        var elsewhere = Directory.CreateDirectory(Path.Combine(_home.FullName, "elsewhere")).FullName;
        Directory.Move(Path.Combine(Out, "figures"), Path.Combine(elsewhere, "figures"));
        Directory.CreateSymbolicLink(Path.Combine(Out, "figures"), Path.Combine(elsewhere, "figures"));
        Assert.Empty(Run(("report.html", "two")));
        Assert.Equal(ExitCode.BadArguments, Assert.Throws<StudyFailure>(() => Run(("report.html", "three"), ("figures/a.svg", "other"))).ExitCode);
        Assert.Equal("svg", File.ReadAllText(Path.Combine(elsewhere, "figures", "a.svg")));
        Assert.Equal("two", Text("report.html"));
    }

    [Theory]
    [InlineData("definition")]
    [InlineData("definition/")]
    [InlineData("link")]
    public void TheFolderOfTheDefinition_IsRefused(string place)
    {
        var definition = Directory.CreateDirectory(Path.Combine(_home.FullName, "definition")).FullName;
        File.CreateSymbolicLink(Path.Combine(_home.FullName, "link"), definition);
        var request = Request(FileActions.Instance) with { Path = Path.Combine(_home.FullName, place), Definition = definition };
        var failure = Assert.Throws<StudyFailure>(() => OutputFolder.Begin(request));
        Assert.Equal(ExitCode.BadArguments, failure.ExitCode);
        Assert.Contains("definition", failure.What.In(Language.English), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(definition));
    }

    [Fact]
    public void TheWorkbook_IsNotWrittenOver_EvenWhereAnEarlierRunWroteIt()
    {
        Run(("findings.xlsx", "list"));
        var request = Request(FileActions.Instance) with { Inputs = [Path.Combine(Out, "findings.xlsx")] };
        using var output = OutputFolder.Begin(request);
        output.Write("findings.xlsx", "other");
        Assert.Equal(ExitCode.BadArguments, Assert.Throws<StudyFailure>(() => output.Keep()).ExitCode);
        Assert.Equal("list", Text("findings.xlsx"));
    }

    [Fact]
    public void ManyRunsAtOnce_IntoTheSameFolder_AllEnd_AndLeaveOneWholeOutput()
    {
        Parallel.For(0, 6, run =>
        {
            for (var i = 0; i < 10; i++)
            {
                Run(("findings.xlsx", $"{run} {i}"), ("figures/b.svg", $"{run} {i}"));
            }
        });
        Assert.Equal(["out"], Directory.EnumerateFileSystemEntries(_home.FullName).Select(Path.GetFileName));
        AssertWhole();
    }

    // Before each operation on files once: the old output or the new one after the next step, whatever was in the folder besides.
    [Fact]
    public void EveryCut_IsMended_ByRecoverAsByTheNextRun()
    {
        var operations = Cut(int.MaxValue, _ => { }).Operations;
        Assert.InRange(operations.Count, 15, 60);
        for (var at = 1; at <= operations.Count; at++)
        {
            Cut(at, files => Assert.All(OutputFolder.Recover(Out, Day, files), a => Assert.True(a.Name is "report.html" or "old.pdf")));
            AssertOneOfBoth($"{at}: {operations[at - 1]}");
            Cut(at, files => Run(files, ("report.html", "third"), ("figures/a.svg", "third")));
            Assert.Equal("third", Text("report.html"));
            Assert.Equal("third", Text("figures/a.svg"));
            Assert.Equal("old, signed", Assert.Single(Snapshot.Of(Out), f => f.Key.StartsWith("report.2", StringComparison.Ordinal)).Value.FromHex());
            AssertWhole();
            Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(Out), e => TemporaryName.Is(Path.GetFileName(e)));
            Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(_home.FullName), e => TemporaryName.Is(Path.GetFileName(e)));
        }
    }

    [Fact]
    public void EveryFailure_OfADisk_IsASentence_AndMendedByTheNextRun()
    {
        var operations = Cut(int.MaxValue, _ => { }).Operations;
        for (var at = 1; at <= operations.Count; at++)
        {
            var thrown = Record.Exception(() => Cut(at, _ => { }, () => new IOException("No space left on device", 28)));
            Assert.True(thrown is null || thrown is StudyFailure { ExitCode: ExitCode.PartMissing } full && full.What.In(Language.French).Contains("disque est plein", StringComparison.Ordinal), $"{operations[at - 1]}: {thrown}");
            Run(("report.html", "third"), ("figures/a.svg", "third"));
            AssertWhole();
            Assert.Equal("old, signed", Assert.Single(Snapshot.Of(Out), f => f.Key.StartsWith("report.2", StringComparison.Ordinal)).Value.FromHex());
            Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(Out), e => TemporaryName.Is(Path.GetFileName(e)));
        }
    }

    [Fact]
    public void ACut_OfTheFirstRunIntoANewFolder_IsMended()
    {
        var count = Count();
        for (var at = 1; at <= count; at++)
        {
            Clear();
            Assert.Throws<ProcessDiedException>(() => Run(new FaultyFiles(at), ("report.html", "new"), ("figures/a.svg", "svg")));
            Assert.Empty(Run(new AfterDeath(), ("report.html", "next"), ("figures/a.svg", "svg")));
            AssertWhole();
            Assert.Equal(["out"], Directory.EnumerateFileSystemEntries(_home.FullName).Select(Path.GetFileName));
            Assert.Equal(["figures/a.svg", "manifest.json", "report.html"], Snapshot.Of(Out).Keys);
        }

        int Count()
        {
            var files = FaultyFiles.None();
            Run(files, ("report.html", "new"), ("figures/a.svg", "svg"));
            return files.Operations.Count;
        }
    }

    [Fact]
    public void AFileOpenInAnotherProgram_IsNamedInOneSentence()
    {
        Run(("findings.xlsx", "one"));
        var failure = Assert.Throws<StudyFailure>(() => Run(new HeldFiles("findings.xlsx"), ("findings.xlsx", "two"), ("report.html", "two")));
        Assert.Equal(ExitCode.PartMissing, failure.ExitCode);
        Assert.StartsWith("findings.xlsx is open in another program", failure.What.In(Language.English), StringComparison.Ordinal);
        Assert.StartsWith("findings.xlsx est ouvert dans un autre programme", failure.What.In(Language.French), StringComparison.Ordinal);
        Assert.Equal("one", Text("findings.xlsx"));
        Assert.Equal(["findings.xlsx", "manifest.json"], Snapshot.Of(Out).Keys);
        AssertWhole();
    }

    [Fact]
    public void ForeignFileUnderTheNameOfTheLock_IsRefused_AndStays()
    {
        Directory.CreateDirectory(Out);
        Write(FolderLock.FileName, "important");

        var refused = Assert.Throws<StudyFailure>(() => Run(("a.txt", "new")));

        Assert.Equal(ExitCode.BadArguments, refused.ExitCode);
        Assert.Equal("important", Text(FolderLock.FileName));
    }

    // To open a pipe that nobody writes into waits for ever.
    [Fact]
    public async Task PipeInPlaceOfAListedFile_IsSetAside_WithoutWaiting()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Run(("a.txt", "old"));
        File.Delete(Path.Combine(Out, "a.txt"));
        using (var pipe = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(Out, "a.txt")]))
        {
            await pipe.WaitForExitAsync();
        }

        await Task.Run(() => Run(("a.txt", "new"))).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal("new", Text("a.txt"));
    }

    private FaultyFiles Cut(int at, Action<IFileActions> after, Func<Exception>? failure = null)
    {
        Clear();
        Foreign("report (signed).pdf", "figures/mine.svg");
        Run(("report.html", "old"), ("figures/a.svg", "old"), ("old.pdf", "old"));
        Write("report.html", "old, signed");
        var foreign = Snapshot.Of(Out).Where(f => f.Key.Contains("mine", StringComparison.Ordinal) || f.Key.Contains("(signed)", StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, foreign.Length);
        var files = new FaultyFiles(at, failure);
        try
        {
            Run(files, ("report.html", "new"), ("figures/a.svg", "new"));
        }
        catch (ProcessDiedException)
        {
            Assert.True(files.WasCut);
        }

        after(new AfterDeath());
        var now = Snapshot.Of(Out);
        Assert.All(foreign, f => Assert.Equal(f.Value, now[f.Key]));
        return files;
    }

    private void AssertOneOfBoth(string cut)
    {
        var manifest = Manifest.Read(Out)!;
        if (manifest.Find("old.pdf") is not null)
        {
            Assert.True((Text("report.html"), Text("figures/a.svg"), Text("old.pdf")) == ("old, signed", "old", "old"), cut);
        }
        else
        {
            Assert.True((Text("report.html"), Text("figures/a.svg")) == ("new", "new"), cut);
            Assert.Equal("old", Text("old.2027-06-01.pdf"));
            Assert.Equal("old, signed", Text("report.2027-06-01.html"));
        }
    }

    private void AssertWhole() => Assert.All(
        Manifest.Read(Out)!.Files, f => Assert.Equal(f.Sha256, ManifestFile.HashOfFile(Path.Combine(Out, f.Name))));

    private ImmutableArray<SetAside> Run(params (string Name, string Text)[] made) => Run(FileActions.Instance, made);

    private ImmutableArray<SetAside> Run(IFileActions files, params (string Name, string Text)[] made)
    {
        using var output = OutputFolder.Begin(Request(files));
        foreach (var (name, text) in made)
        {
            output.Write(name, text);
        }

        return output.Keep();
    }

    private ImmutableArray<SetAside> RunCarrying(string text, string carried)
    {
        using var output = OutputFolder.Begin(Request(FileActions.Instance));
        output.Write("findings.xlsx", System.Text.Encoding.UTF8.GetBytes(text), contentSha256: "content", carriedFrom: carried);
        return output.Keep();
    }

    private OutputRequest Request(IFileActions files) => new(Out, "report", OwnerOnly: false, Day, files);

    private void Foreign(params string[] names)
    {
        foreach (var name in names)
        {
            Write(name, "of " + name);
        }
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(Out, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private string Text(string name) => File.ReadAllText(Path.Combine(Out, name));

    private void Clear()
    {
        foreach (var entry in _home.EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo folder)
            {
                folder.Delete(recursive: true);
            }
            else
            {
                entry.Delete();
            }
        }
    }
}
