using System.Text.Json.Nodes;
using StudyAnalysis.Cli;
using StudyAnalysis.Notebooks.Documents;
using StudyAnalysis.Tests.Cli;
using Xunit;

namespace StudyAnalysis.Tests.Notebooks.Running;

/// <summary>study notebook run, inside the test.</summary>
public sealed class NotebookRunVerbTests : IDisposable
{
    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    private string Write(string name, params (string Source, string? Tag)[] cells)
    {
        var document = new NotebookDocument(
        [
            .. cells.Select((c, i) => new NotebookCell($"c{i}", CellKind.Code, c.Source) { Metadata = c.Tag is null ? [] : new JsonObject { ["tags"] = new JsonArray(c.Tag) } }),
        ]);
        File.WriteAllBytes(_cli[name], NotebookWriter.ToBytes(document));
        return _cli[name];
    }

    private static string Result(NotebookDocument document, int cell) => MultilineText.Join(document.Cells[cell].Outputs[^1]["data"]!["text/plain"])!;

    [Fact]
    public void Run_WritesOutputs_SetsParameters_AndGivesTheSameBytesTwice()
    {
        var file = Write("a.ipynb", ("string who = \"you\";", "parameters"), ("\"hello \" + who", null));
        Assert.Equal(ExitCode.Done, _cli.Run("notebook", "run", file, "-p", "who=Zoë", "--out", _cli["b.ipynb"]));
        Assert.EndsWith("b.ipynb\n", _cli.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("[2/3]", _cli.Error, StringComparison.Ordinal);
        var first = File.ReadAllBytes(_cli["b.ipynb"]);
        Assert.Contains("hello Zoë", Result(NotebookReader.Read(_cli["b.ipynb"]), 2), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, _cli.Run("notebook", "run", file, "-p", "who=Zoë", "--out", _cli["b.ipynb"], "--quiet"));
        Assert.Equal(string.Empty, _cli.Error);
        Assert.Equal(first, File.ReadAllBytes(_cli["b.ipynb"]));
        Assert.Empty(Directory.GetFiles(_cli.Folder, "*.tmp"));
    }

    [Fact]
    public void Run_WithoutOut_GoesToThePrivateFolder_AndLeavesTheSourceAlone()
    {
        var file = Write("a.ipynb", ("1 + 1", null));
        var before = File.ReadAllBytes(file);
        Assert.Equal(ExitCode.Done, _cli.Run("notebook", "run", file));
        Assert.Equal("2", Result(NotebookReader.Read(Path.Combine(_cli.Folder, "private", "notebooks", "a.ipynb")), 0));
        Assert.Equal(before, File.ReadAllBytes(file));
    }

    [Theory]
    [InlineData("en", "cell 2 (throw new InvalidOperationException(\"broken\");) failed", "did not run")]
    [InlineData("fr", "cellule 2 (throw new InvalidOperationException(\"broken\");) : échec", "n’ont pas été exécutées")]
    public void Run_FailedCell_Ends5_NamesIt_AndKeepsTheRest(string language, string what, string action)
    {
        var file = Write("a.ipynb", ("1 + 1", null), ("throw new InvalidOperationException(\"broken\");", null), ("3", null));
        Assert.Equal(ExitCode.PartMissing, _cli.Run("notebook", "run", file, "--out", _cli["b.ipynb"], "--lang", language));
        Assert.Contains(what, _cli.Error, StringComparison.Ordinal);
        Assert.Contains("broken", _cli.Error, StringComparison.Ordinal);
        Assert.Contains(action, _cli.Error, StringComparison.Ordinal);
        var written = NotebookReader.Read(_cli["b.ipynb"]);
        Assert.Equal("2", Result(written, 0));
        Assert.Equal("error", (string)written.Cells[1].Outputs[^1]["output_type"]!);
        Assert.Null(written.Cells[2].ExecutionCount);
    }

    [Fact]
    public void Run_InPlace_IsAllowedWhenAskedFor_AndNothingElseIsReplaced()
    {
        var file = Write("a.ipynb", ("1 + 1", null));
        var other = Write("other.ipynb", ("0", null));
        Assert.Equal(ExitCode.BadArguments, _cli.Run("notebook", "run", file, "--out", other));
        Assert.Contains("is there already", _cli.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadArguments, _cli.Run("notebook", "run", file, "--out", _cli.Folder));
        Assert.Equal(ExitCode.Done, _cli.Run("notebook", "run", file, "--out", file));
        Assert.Equal("2", Result(NotebookReader.Read(file), 0));
    }

    [Theory]
    [InlineData("en", "was changed since it was written; it is kept as")]
    [InlineData("fr", "a été modifié depuis son écriture ; il est conservé sous")]
    public void Run_OverAnOutputThatSomebodyChanged_KeepsItUnderADatedName(string language, string words)
    {
        var file = Write("a.ipynb", ("1 + 1", null));
        string[] run = ["notebook", "run", file, "--out", _cli["b.ipynb"], "--html", _cli["b.html"], "--quiet", "--lang", language];
        Assert.Equal(ExitCode.Done, _cli.Run(run));
        var note = File.ReadAllText(_cli["b.ipynb"]).Replace("1 + 1", "1 + 1 // my note", StringComparison.Ordinal);
        File.WriteAllText(_cli["b.ipynb"], note);
        File.AppendAllText(_cli["b.html"], "<p>my note</p>");
        var page = File.ReadAllText(_cli["b.html"]);
        Assert.Equal(ExitCode.Done, _cli.Run(run));
        Assert.Equal((note, page), (File.ReadAllText(_cli["b.2027-06-01.ipynb"]), File.ReadAllText(_cli["b.2027-06-01.html"])));
        Assert.Equal(2, _cli.Error.Split('\n').Count(l => l.Contains(words, StringComparison.Ordinal)));
        Assert.Contains("b.2027-06-01.ipynb", _cli.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, _cli.Run(run));
        Assert.Empty(_cli.Error);
        Assert.Equal(5, Directory.GetFiles(_cli.Folder).Length);
    }

    [Fact]
    public void Run_OverAnOutputLaidOutAnew_ReplacesIt()
    {
        var file = Write("a.ipynb", ("1 + 1", null));
        Assert.Equal(ExitCode.Done, _cli.Run("notebook", "run", file, "--out", _cli["b.ipynb"], "--quiet"));
        File.WriteAllText(_cli["b.ipynb"], JsonNode.Parse(File.ReadAllText(_cli["b.ipynb"]))!.ToJsonString());
        Assert.Equal(ExitCode.Done, _cli.Run("notebook", "run", file, "--out", _cli["b.ipynb"], "--quiet"));
        Assert.Empty(_cli.Error);
        Assert.Equal(2, Directory.GetFiles(_cli.Folder).Length);
    }

    [Theory]
    [InlineData(ExitCode.InputUnreadable, "no such file", "missing.ipynb")]
    [InlineData(ExitCode.BadArguments, "no parameter 'nope'", "a.ipynb", "-p", "nope=1")]
    [InlineData(ExitCode.BadArguments, "is a int", "a.ipynb", "-p", "n=x")]
    [InlineData(ExitCode.BadArguments, "name=value", "a.ipynb", "-p", "n")]
    [InlineData(ExitCode.BadArguments, "more than once", "a.ipynb", "-p", "n=1", "-p", "n=2")]
    [InlineData(ExitCode.BadArguments, "--timeout", "a.ipynb", "--timeout", "-1")]
    [InlineData(ExitCode.BadArguments, "cannot be written", "a.ipynb", "--out", "a.ipynb/b.ipynb")]
    public void Run_BadInput_EndsWithItsCode_AndRunsNothing(int exit, string what, params string[] arguments)
    {
        Write("a.ipynb", ("int n = 1;", "parameters"));
        Assert.Equal(exit, _cli.Run(["notebook", "run", .. arguments.Select(a => a.Contains(".ipynb", StringComparison.Ordinal) ? _cli[a] : a)]));
        Assert.Contains(what, _cli.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_cli["private"]) && Directory.EnumerateFiles(_cli["private"], "*", SearchOption.AllDirectories).Any());
    }

    [Fact]
    public void Run_Html_IsOnePage_ReplacedByTheNextRunOnly()
    {
        var file = Write("a.ipynb", ("HTML(\"<b id='x'>bold</b>\")", null));
        Assert.Equal(ExitCode.Done, _cli.Run("notebook", "run", file, "--html", _cli["a.html"]));
        var first = File.ReadAllText(_cli["a.html"]);
        Assert.Contains("<b id='x'>bold</b>", first, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, _cli.Run("notebook", "run", file, "--html", _cli["a.html"]));
        Assert.Equal(first, File.ReadAllText(_cli["a.html"]));
        File.WriteAllText(_cli["mine.html"], "<html>mine</html>");
        Assert.Equal(ExitCode.BadArguments, _cli.Run("notebook", "run", file, "--html", _cli["mine.html"]));
        Assert.Equal("<html>mine</html>", File.ReadAllText(_cli["mine.html"]));
    }

    [Fact]
    public void Run_PathParameter_IsFromWhereTheReaderStands()
    {
        var file = Write("a.ipynb", ("var workbook = \"x\"; var marker = \"y\";", "parameters"), ("workbook + \"|\" + marker", null));
        var here = Directory.EnumerateFiles(Environment.CurrentDirectory).Select(f => Path.GetFileName(f)).First(f => f.Contains('.', StringComparison.Ordinal));
        Assert.Equal(ExitCode.Done, _cli.Run("notebook", "run", file, "-p", "workbook=" + here, "-p", "marker=CD4/CD8", "--out", _cli["b.ipynb"]));
        var result = Result(NotebookReader.Read(_cli["b.ipynb"]), 2).Split('|');
        Assert.Equal(Path.GetFullPath(here), Path.GetFullPath(Path.Combine(_cli.Folder, result[0])));
        Assert.Equal("CD4/CD8", result[1]);
    }

    [Fact]
    public void Run_Dib_IsWrittenAsANotebook()
    {
        File.WriteAllText(_cli["a.dib"], "#!csharp\n\n6 * 7\n");
        Assert.Equal(ExitCode.Done, _cli.Run("notebook", "run", _cli["a.dib"], "--out", _cli["b.ipynb"]));
        Assert.Equal("42", Result(NotebookReader.Read(_cli["b.ipynb"]), 0));
    }

    [Fact]
    public void Notebook_WithoutVerb_SaysWhichThereAre()
    {
        Assert.Equal(ExitCode.BadArguments, _cli.Run("notebook"));
        Assert.Contains("say what to do: run, kernel", _cli.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadArguments, _cli.Run("notebook", "run"));
        Assert.Contains("'study notebook run --help'", _cli.Error, StringComparison.Ordinal);
    }
}
