using StudyAnalysis.Cli.Output;
using StudyAnalysis.Notebooks.Documents;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Cli.Output;

/// <summary>Each verb that writes is ended once before each of its operations on files, and run again: what people put there is whole, and so is the output.</summary>
[Trait("Category", "Slow")]
public sealed class VerbCutTests : IDisposable
{
    private readonly CliRun _before = new();

    private static string Colon => CliRun.Definition("colon-moertel");

    public static TheoryData<string, string> Verbs => new()
    {
        { "report", "report {definition}/colon-moertel.xlsx --definition {definition} --out {folder}/out --no-pdf --quiet" },
        { "report, first", "report {definition}/colon-moertel.xlsx --definition {definition} --out {folder}/new/out --no-pdf --quiet" },
        { "check", "check {definition}/colon-moertel.xlsx --definition {definition} --out {folder}/out --quiet" },
        { "check, default", "check {definition}/colon-moertel.xlsx --definition {definition} --quiet" },
        { "notebook run", "notebook run {folder}/a.ipynb --out {folder}/out/b.ipynb --html {folder}/out/b.html --quiet" },
        { "simulate", "simulate --definition {definition} --patients 5 --out {folder}/out/s.xlsx --quiet" },
        { "template", "template --definition {definition} --out {folder}/out/t.xlsx --quiet" },
        { "lock", "lock --definition {folder}/study" },
        { "kernel", "notebook kernel install --prefix {folder}/out --name mine" },
    };

    public void Dispose() => _before.Dispose();

    [Theory]
    [MemberData(nameof(Verbs))]
    public void EveryCut_LosesNothing_AndTheNextRunIsWhole(string verb, string arguments)
    {
        Prepare(arguments);
        var counted = FaultyFiles.None();
        var uncut = Tree(Copy(counted, arguments));
        Assert.InRange(counted.Operations.Count, 3, 80);
        for (var at = 1; at <= counted.Operations.Count; at++)
        {
            using var cli = Copy(new FaultyFiles(at), arguments);
            var cut = $"{verb}, {at}: {counted.Operations[at - 1]}";
            cli.Files = new AfterDeath();
            var exit = cli.Run(Arguments(arguments, cli));

            // A lock is made once: the run before may have been cut after it.
            Assert.True(exit == 0 || (verb == "lock" && exit == 2), $"{cut}: {exit} {cli.Error}");
            AssertForeign(cli, cut);
            AssertWhole(cli, cut);
            Assert.DoesNotContain(Names(cli), TemporaryName.Is);
            Assert.Equal(uncut, Tree(cli).Where(n => !n.Contains(".2027-06-01-2.", StringComparison.Ordinal)));
        }

        static string[] Tree(CliRun cli) => [.. Snapshot.Of(cli.Folder).Keys];
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void EveryFullDisk_IsASentence(string verb, string arguments)
    {
        Prepare(arguments);
        var counted = FaultyFiles.None();
        Copy(counted, arguments).Dispose();
        for (var at = 1; at <= counted.Operations.Count; at++)
        {
            using var cli = Copy(new FaultyFiles(at, () => new IOException("No space left on device", 28)), arguments);
            var cut = $"{verb}, {at}: {counted.Operations[at - 1]}: {cli.Error}";
            Assert.True(cli.Error.Length == 0 || cli.Error.Contains("disk is full", StringComparison.Ordinal) || cli.Error.Contains(" is kept as ", StringComparison.Ordinal), cut);
            Assert.DoesNotContain("fault in the program", cli.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", cli.Error, StringComparison.Ordinal);
            AssertForeign(cli, cut);
        }
    }

    /// <summary>Files of people, an earlier output where there may be one, and a change somebody made to that.</summary>
    private void Prepare(string arguments)
    {
        Directory.CreateDirectory(_before["study"]);
        foreach (var name in new[] { "datapackage.json", "plan.json" })
        {
            File.Copy(Path.Combine(Colon, name), Path.Combine(_before["study"], name));
        }

        File.WriteAllBytes(_before["a.ipynb"], NotebookWriter.ToBytes(new NotebookDocument([new NotebookCell("c0", CellKind.Code, "1 + 1")])));
        Directory.CreateDirectory(_before["out/figures"]);
        File.WriteAllText(_before["out/signed.pdf"], "signed by hand");
        File.WriteAllText(_before["out/figures/mine.svg"], "drawn by hand");
        if (arguments.Contains("/out", StringComparison.Ordinal) && arguments[0] is 'r' or 'c' or 'n')
        {
            Assert.Equal(0, _before.Run(Arguments(arguments, _before)));
        }

        foreach (var made in new[] { "out/report.html", "out/b.ipynb" }.Select(n => _before[n]).Where(File.Exists))
        {
            File.AppendAllText(made, "\n");
            File.WriteAllText(made, File.ReadAllText(made).Replace("</body>", "<!-- read and signed --></body>", StringComparison.Ordinal).Replace("1 + 1", "1 + 1 // mine", StringComparison.Ordinal));
        }
    }

    private CliRun Copy(IFileActions files, string arguments)
    {
        var cli = new CliRun();
        foreach (var folder in Directory.EnumerateDirectories(_before.Folder, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(cli[Path.GetRelativePath(_before.Folder, folder)]);
        }

        foreach (var file in Directory.EnumerateFiles(_before.Folder, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, cli[Path.GetRelativePath(_before.Folder, file)]);
        }

        cli.Files = files;
        cli.Run(Arguments(arguments, cli));
        return cli;
    }

    private void AssertForeign(CliRun cli, string cut)
    {
        Assert.True(File.ReadAllText(cli["out/signed.pdf"]) == "signed by hand", cut);
        Assert.True(File.ReadAllText(cli["out/figures/mine.svg"]) == "drawn by hand", cut);
        var now = Snapshot.Of(cli.Folder);
        foreach (var changed in Snapshot.Of(_before.Folder).Where(f => f.Key is "out/report.html" or "out/b.ipynb" or "a.ipynb" or "study/plan.json"))
        {
            Assert.True(now.ContainsValue(changed.Value), $"{cut}: what somebody wrote into {changed.Key} is lost");
        }
    }

    private static void AssertWhole(CliRun cli, string cut)
    {
        foreach (var folder in Directory.EnumerateDirectories(cli.Folder, "*", SearchOption.AllDirectories))
        {
            Assert.All(Manifest.Read(folder)?.Files ?? [], f => Assert.True(f.Sha256 == ManifestFile.HashOfFile(Path.Combine(folder, f.Name)), $"{cut}: {f.Name}"));
        }

        if (File.Exists(cli["study/plan.lock"]))
        {
            Assert.NotNull(PlanLockFile.Read(cli["study"]));
        }
    }

    private static IEnumerable<string> Names(CliRun cli) =>
        Directory.EnumerateFileSystemEntries(cli.Folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }).Select(e => Path.GetFileName(e));

    private static string[] Arguments(string arguments, CliRun cli) =>
        [.. arguments.Split(' ').Select(a => a.Replace("{definition}", Colon, StringComparison.Ordinal).Replace("{folder}", cli.Folder, StringComparison.Ordinal))];
}
