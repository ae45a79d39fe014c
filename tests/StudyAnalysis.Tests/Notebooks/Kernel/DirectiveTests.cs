using Xunit;

namespace StudyAnalysis.Tests.Notebooks.Kernel;

public sealed class DirectiveTests : KernelFixture
{
    [Fact]
    public async Task Load_RunsTheFile_AndCyclesEnd()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "a.csx"), "#load \"b.dib\"\nvar a = b + 1;");
        File.WriteAllText(Path.Combine(folder.Path, "b.dib"), "#!markdown\n\n# Title\n\n#!csharp\n\n#!import c.ipynb\nvar b = c + 1;\n");
        File.WriteAllText(
            Path.Combine(folder.Path, "c.ipynb"),
            """{"cells":[{"cell_type":"markdown","source":"x"},{"cell_type":"code","source":["#load \"a.csx\"\n","var c = 1;"]}],"metadata":{},"nbformat":4,"nbformat_minor":5}""");
        Assert.Equal("3", await Value($"#load \"{folder.Path}/a.csx\"\na"));
    }

    [Fact]
    public async Task Load_OfAFileWithAnError_NamesFileAndLine()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "bad.csx"), "var a = 1;\nint.Parse(\"x\");");
        var fault = await Fault($"#load \"{folder.Path}/bad.csx\"");
        Assert.Contains("bad.csx", string.Join('\n', fault.Traceback), StringComparison.Ordinal);
        Assert.Contains("ine 2", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#load \"none.csx\"", "There is no file")]
    [InlineData("#r \"none.dll\"", "There is no assembly")]
    [InlineData("#!frob\n1", "#!frob is no directive")]
    [InlineData("#!fsharp\nlet x = 1", "C# cells")]
    [InlineData("#r \"nuget: \"", "names no package")]
    public async Task Directive_ThatCannotBeFollowed_SaysWhy(string code, string expected) =>
        Assert.Contains(expected, (await Fault(code)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Directive_InsideAString_IsText() =>
        Assert.Equal("\n#!time\n#r x", (await Value("@\"\n#!time\n#r x\""))!.ReplaceLineEndings("\n"));

    [Fact]
    public async Task Time_SaysHowLong()
    {
        await Value("#!time\nvar x = 1;");
        Assert.Matches(@"Time: \d+\.\d ms", Output.Out);
    }

    [Fact]
    public async Task Who_ListsVariables()
    {
        await Value("var count = 3; string name = \"n\";");
        await Value("var count = 4;\n#!whos");
        Assert.Equal("count\tInt32\t4\nname\tString\tn\n", Output.Out);
    }

    [Fact]
    public async Task OtherCells_AreSkippedOrAccepted()
    {
        Assert.Null(await Value("#!markdown\n# Title"));
        Assert.Equal("1", await Value("#!csharp\n1"));
    }
}
