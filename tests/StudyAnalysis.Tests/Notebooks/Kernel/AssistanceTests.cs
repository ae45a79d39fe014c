using StudyAnalysis.Notebooks.Kernel;
using Xunit;

namespace StudyAnalysis.Tests.Notebooks.Kernel;

public sealed class AssistanceTests : KernelFixture
{
    [Fact]
    public async Task Complete_KnowsTheLibraryWithTypesAndDocumentation()
    {
        var load = Assert.Single((await Complete("Study.|")).Items, i => i.Text == "Load");
        Assert.Equal("method", load.Kind);
        Assert.Equal("Study Study.Load(string definitionFolder)", load.Signature);
        Assert.StartsWith("Loads and checks a definition folder", load.Documentation, StringComparison.Ordinal);
        Assert.Contains((await Complete("Stu|")).Items, i => i is { Text: "Study", Kind: "class" });
    }

    [Fact]
    public async Task Complete_KnowsWhatCellsDeclared_AndTheLastOfEachName()
    {
        await Value("var xs = new List<double> { 1 }; var x = 1; int Twice(int n) => 2 * n;");
        await Value("class Patient { public int Age { get; set; } } var patient = new Patient(); var row = new { Alpha = 1 }; var x = \"text\";");
        Assert.Contains((await Complete("xs.Ad|")).Items, i => i.Text == "AddRange");
        Assert.Contains((await Complete("patient.|")).Items, i => i is { Text: "Age", Kind: "property" });
        Assert.Contains((await Complete("row.|")).Items, i => i.Text == "Alpha");
        Assert.Contains((await Complete("x.|")).Items, i => i.Text == "Substring");
        Assert.Contains((await Complete("Twi|")).Items, i => i is { Text: "Twice", Signature: "int Twice(int n)" });
        Assert.Contains((await Complete("new Pat|")).Items, i => i.Text == "Patient");
    }

    [Fact]
    public async Task Complete_ReplacesTheWordBegun_AndPutsItsBeginningsFirst()
    {
        var found = await Complete("Console.Wri| + 1");
        Assert.Equal((8, 11), (found.Start, found.End));
        Assert.Equal(["Write", "WriteLine"], found.Items.Select(i => i.Text));
    }

    [Fact]
    public async Task Complete_UsingsOfCellsHold()
    {
        await Value("using System.Text.RegularExpressions;");
        Assert.Contains((await Complete("Rege|")).Items, i => i.Text == "Regex");
    }

    [Theory]
    [InlineData("#!t|", "#!time")]
    [InlineData("#l|", "#load")]
    public async Task Complete_KnowsDirectives(string code, string expected) => Assert.Equal(expected, Assert.Single((await Complete(code)).Items).Text);

    [Theory]
    [InlineData("|")]
    [InlineData("\"text |\"")]
    [InlineData("// comment |")]
    [InlineData("}}}} ((( |")]
    [InlineData("#!time\nnothing.here.|")]
    public async Task Complete_AnywhereElse_IsQuiet(string code) => Assert.True((await Complete(code)).Start >= 0);

    [Fact]
    public async Task Inspect_ShowsSignatureAndDocumentation()
    {
        var text = await Inspect("Study.Lo|ad(\"x\")", detailed: true);
        Assert.StartsWith("Study Study.Load(string definitionFolder)", text, StringComparison.Ordinal);
        Assert.Contains("definitionFolder: The folder.", text, StringComparison.Ordinal);
        Assert.Contains("Throws InvalidDefinitionException", text, StringComparison.Ordinal);
        Assert.DoesNotContain("definitionFolder: The folder.", await Inspect("Study.Lo|ad(\"x\")", detailed: false), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_InsideArguments_ExplainsTheCall() =>
        Assert.StartsWith("double Math.Round", await Inspect("Math.Round(1.0, |)", detailed: false), StringComparison.Ordinal);

    [Fact]
    public async Task Inspect_OfAVariable_GivesItsType()
    {
        await Value("var xs = new List<double>();");
        Assert.StartsWith("List<double> xs", await Inspect("xs|", detailed: false), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_OfNothing_IsNothing() => Assert.Null(await Inspect("  |  ", detailed: false));

    private Task<Completions> Complete(string marked)
    {
        var position = marked.IndexOf('|', StringComparison.Ordinal);
        return Kernel.CompleteAsync(marked.Remove(position, 1), position, TestContext.Current.CancellationToken);
    }

    private async Task<string?> Inspect(string marked, bool detailed)
    {
        var position = marked.IndexOf('|', StringComparison.Ordinal);
        return (await Kernel.InspectAsync(marked.Remove(position, 1), position, detailed, TestContext.Current.CancellationToken))?.Data[MimeBundle.PlainText];
    }
}
