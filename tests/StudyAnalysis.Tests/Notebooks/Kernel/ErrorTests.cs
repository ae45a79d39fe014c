using Xunit;

namespace StudyAnalysis.Tests.Notebooks.Kernel;

public sealed class ErrorTests : KernelFixture
{
    [Fact]
    public async Task CompileError_ShowsLineMessageAndCaret()
    {
        var fault = await Fault("var a = 1;\nvar b = a + missing;");
        Assert.Equal("CompilationError", fault.Name);
        Assert.Equal(
            ["Line 2: The name 'missing' does not exist in the current context (CS0103)", "    var b = a + missing;", "                ^^^^^^^"],
            fault.Traceback);
    }

    [Fact]
    public async Task Exception_ShowsLineFirst_AndNoFramesOfOurs()
    {
        await Value("int Half(int n)\n{\n    var zero = 0;\n    return n / zero;\n}");
        var fault = await Fault("var a = 1;\n\nvar b = new[] { 4 }\n    .Select(n => Half(n))\n    .ToList();");
        Assert.Equal("DivideByZeroException", fault.Name);
        Assert.StartsWith("Line 4: DivideByZeroException: ", fault.Traceback[0], StringComparison.Ordinal);
        Assert.Contains(fault.Traceback, l => l.Contains("Half (an earlier cell [1], line 4)", StringComparison.Ordinal));
        Assert.DoesNotContain(fault.Traceback, l => l.Contains("StudyAnalysis", StringComparison.Ordinal) || l.Contains("CodeAnalysis", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Exception_LineSurvivesTheWeaving()
    {
        var fault = await Fault("""
            for (var i = 0; i < 3; i++)
                if (i == 2)
                    goto end;
            end: ;
            Func<int, int> f = x =>
                x;
            var g = () => { return f(1); };
            try { g(); } catch (Exception) { throw; }
            int F(int a)
                => a;
            while (F(1) == 1)
                throw new InvalidOperationException("here");
            """);
        Assert.StartsWith("Line 12: InvalidOperationException: here", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("int F(int n) => F(n + 1); F(0)")]
    [InlineData("int G(int n) { return G(n + 1); } G(0)")]
    [InlineData("Func<int, int> h = null; h = n => h(n + 1); h(0)")]
    [InlineData("class P { public int V => V; public int this[int i] { get => this[i]; } } new P().V")]
    [InlineData("class Q { public Q() { new Q(); } } new Q()")]
    [InlineData("class O { public static O operator +(O a, O b) => a + b; public static implicit operator int(O a) => (int)a; } new O() + new O()")]
    [InlineData("record L { public L Me { get; set; } } var l = new L(); l.Me = l; l.GetHashCode()")]
    [InlineData("sealed record S(int A) { public S Me { get; set; } } var s = new S(1); s.Me = s; s.GetHashCode()")]
    [InlineData("record B<T>(T A); record D(int V) : B<int>(V) { public D Me { get; set; } } var d = new D(1); d.Me = d; d.GetHashCode()")]
    [InlineData("int Local() { int L() => L(); return L(); } Local()")]
    public async Task EndlessRecursion_IsAnError(string code)
    {
        var fault = await Fault(code);
        Assert.Equal("InsufficientExecutionStackException", fault.Name);
        Assert.StartsWith("Line 1: ", fault.Message, StringComparison.Ordinal);
        Assert.Equal("2", await Value("1 + 1"));
    }

    [Theory]
    [InlineData("using var r = new StringReader(\"x\");", "leave out \"using\"")]
    [InlineData("Span<int> s = stackalloc int[3];", "in braces")]
    [InlineData("namespace A { }", "no namespace")]
    public async Task CompileError_ThatOnlyCellsHave_HasAHint(string code, string hint) =>
        Assert.Contains((await Fault(code)).Traceback, l => l.StartsWith("Hint: ", StringComparison.Ordinal) && l.Contains(hint, StringComparison.Ordinal));

    [Theory]
    [InlineData("Environment.Exit(3);")]
    [InlineData("System.Environment.Exit(0);")]
    [InlineData("using static System.Environment; Exit(1);")]
    [InlineData("Environment.FailFast(\"x\");")]
    [InlineData("System.Diagnostics.Process.GetCurrentProcess().Kill();")]
    [InlineData("try { Environment.Exit(3); } catch { } while (true) { }")]
    public async Task EndOfTheProgram_EndsTheCellOnly(string code)
    {
        var fault = await Fault(code);
        Assert.Equal("Exit", fault.Name);
        Assert.Contains("the session goes on", fault.Message, StringComparison.Ordinal);
        Assert.Equal("2", await Value("1 + 1"));
    }

    [Theory]
    [InlineData("new Thread(() => throw new InvalidOperationException(\"stray\")).Start();")]
    [InlineData("async void F() { await Task.Delay(1); throw new InvalidOperationException(\"stray\"); } F();")]
    [InlineData("ThreadPool.QueueUserWorkItem(_ => throw new InvalidOperationException(\"stray\"));")]
    [InlineData("var timer = new Timer(_ => throw new InvalidOperationException(\"stray\"), null, 1, Timeout.Infinite);")]
    public async Task StrayException_IsToldAndTheKernelLives(string code)
    {
        await Value(code);
        await Value("Thread.Sleep(300);");
        Assert.Contains("stray", Output.Error, StringComparison.Ordinal);
        Assert.Equal("2", await Value("1 + 1"));
    }
}
