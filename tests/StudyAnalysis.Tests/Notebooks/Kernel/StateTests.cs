using StudyAnalysis.Notebooks.Kernel;
using Xunit;

namespace StudyAnalysis.Tests.Notebooks.Kernel;

public sealed class StateTests : KernelFixture
{
    [Fact]
    public async Task Execute_LastExpression_IsTheResult()
    {
        Assert.Equal("2", await Value("1 + 1"));
        Assert.Null(await Value("Math.Abs(-1);"));
        Assert.Null(await Value("var x = 3;"));
        Assert.Equal("3", await Value("x"));
        Assert.Equal("7", await Value("return 7;"));
    }

    [Fact]
    public async Task Execute_Null_IsShownAndNothingIsNot()
    {
        Assert.Equal("null", await Value("(string)null"));
        Assert.Null(await Value("Console.Write(\"x\")"));
        Assert.Null(await Value(""));
        Assert.Null(await Value("// nothing"));
        Assert.Null(await Value("await Task.Delay(1)"));
    }

    [Fact]
    public async Task Execute_Redefinition_TakesTheLast()
    {
        await Value("var x = 1; int F() => 1; class C { public int V => 1; }");
        await Value("var x = \"two\"; int F() => 2; class C { public int V => 2; }");
        Assert.Equal("two22", await Value("x + F() + new C().V"));
    }

    [Fact]
    public async Task Execute_LatestLanguageAndTopLevelAwait()
    {
        Assert.Equal("3", await Value("List<int> xs = [1, 2]; await Task.Yield(); xs is [_, var b] ? b + 1 : 0"));
        Assert.Equal("6", await Value("record P(int A); var p = new P(5); (p with { A = 6 }).A"));
    }

    [Fact]
    public async Task Execute_UsingOfACell_HoldsForThoseAfter()
    {
        await Value("using System.Text.RegularExpressions;");
        Assert.Equal("True", await Value("Regex.IsMatch(\"abc\", \"b\")"));
    }

    [Fact]
    public async Task Execute_AfterAnException_KeepsWhatWasSet()
    {
        await Fault("var a = 4; throw new InvalidOperationException(\"no\");");
        Assert.Equal("4", await Value("a"));
    }

    [Fact]
    public async Task Execute_AfterAnException_NamesNotYetDeclaredAgainKeepTheirValues()
    {
        await Value("var a = 1; var b = 2; string c = \"c\";");
        await Fault("var a = 10; if (a > 5) throw new InvalidOperationException(\"no\"); var b = 20; var c = \"d\"; var d = 3;");
        Assert.Equal("10 2 c 0", await Value("$\"{a} {b} {c} {d}\""));
        var fault = await Fault("var b = int.Parse(\"x\");");
        Assert.StartsWith("Line 1: FormatException", fault.Message, StringComparison.Ordinal);
        Assert.Equal("2", await Value("b"));
    }

    [Theory]
    [InlineData("typeof(Study).Name", "Study")]
    [InlineData("new Series<string, double>(new[] { \"a\" }, new[] { 1.0 }).KeyCount", "1")]
    [InlineData("Chart.Line<double, double, string>(x: new[] { 1.0 }, y: new[] { 1.0 }).GetType().Name", "Chart")]
    [InlineData("nameof(Frame) + nameof(Figure)", "FrameFigure")]
    [InlineData("Enumerable.Range(1, 3).Sum()", "6")]
    public async Task Execute_StudyLibrary_IsReady(string code, string expected) => Assert.Contains(expected, await Value(code) ?? string.Empty);

    [Fact]
    public void Execute_EveryTypeOfTheStudyLibrary_HasOneMeaning()
    {
        var imported = SessionReferences.Prelude.Split('\n').Where(l => l.StartsWith("using ", StringComparison.Ordinal)).Select(l => l[6..].Trim(' ', ';')).ToHashSet();
        var names =
            from assembly in new[] { typeof(Study).Assembly, typeof(StudyAnalysis.Statistics.Quantity).Assembly, typeof(Deedle.Frame).Assembly, typeof(Plotly.NET.Chart).Assembly, typeof(System.Linq.Enumerable).Assembly, typeof(object).Assembly }
            from type in assembly.GetExportedTypes()
            where type.Namespace is { } space && imported.Contains(space) && !type.IsNested && type.Name.All(c => char.IsLetterOrDigit(c) || c == '`')
            let parts = type.Name.Split('`')
            select parts.Length == 1 ? parts[0] : $"{parts[0]}<{new string(',', int.Parse(parts[1]) - 1)}>";
        var code = string.Concat(names.Distinct().Order(StringComparer.Ordinal).Select(n => $"_ = typeof({n});\n"));
        var session = new CellSession();
        var faults = session.Compile(code, "names", TestContext.Current.CancellationToken).Faults.Where(f => f.Id == "CS0104").Select(f => f.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Empty(faults);
    }

    [Fact]
    public async Task Execute_TwoSessions_ShareNothing()
    {
        using var other = new NotebookKernel();
        await Value("var mine = 1;");
        var outcome = await other.ExecuteAsync("mine", new RecordedOutput());
        Assert.Equal("CompilationError", outcome.Error?.Name);
    }
}
