using StudyAnalysis.Notebooks.Kernel;
using Xunit;

namespace StudyAnalysis.Tests.Notebooks.Kernel;

public sealed class OutputTests : KernelFixture
{
    [Fact]
    public async Task Console_IsCaptured_AlsoFromThreads()
    {
        await Value("Console.Write(\"a\"); Console.Error.Write(\"e\"); var t = new Thread(() => Console.Write(\"b\")); t.Start(); t.Join(); await Task.Run(() => Console.WriteLine($\"{1.5}\"));");
        Assert.Equal("ab1.5\n", Output.Out);
        Assert.Equal("e", Output.Error);
    }

    [Fact]
    public async Task Console_AfterTheCell_StillReachesIt()
    {
        var first = Output;
        await Value("var later = Task.Run(async () => { await Task.Delay(150); Console.Write(\"late\"); });");
        Record(new RecordedOutput());
        await Value("await later;");
        await Value("await Task.Delay(100);");
        Assert.Equal("late", first.Out);
        Assert.Equal(string.Empty, Output.Out);
    }

    [Fact]
    public async Task Display_KeepsOrderAndUpdates()
    {
        await Value("Console.Write(\"1\"); var d = display(\"two\"); Console.Write(\"3\"); d.Update(4); HTML(\"<b>five</b>\").Display(); \"<i>6</i>\".DisplayAs(\"text/html\");");
        var id = Output.Events.First(e => e.StartsWith("display", StringComparison.Ordinal)).Split(' ')[1].TrimEnd(':');
        Assert.Equal(["Output: 1", $"display {id}: text/plain two", "Output: 3", $"update {id}: text/plain 4"], Output.Events.Take(4));
        Assert.EndsWith("text/html <b>five</b> | text/plain five", Output.Events.ElementAt(4), StringComparison.Ordinal);
        Assert.EndsWith("text/html <i>6</i> | text/plain 6", Output.Events.ElementAt(5), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Input_IsAsked()
    {
        Record(new RecordedOutput { Answer = (prompt, password) => $"{prompt}{password}" });
        Assert.Equal("name?False/FalseTrue", await Value("input(\"name?\") + \"/\" + Console.ReadLine() + password()"));
    }

    [Fact]
    public async Task Input_WithNobodyThere_SaysSo()
    {
        var fault = await Fault("input(\"?\")");
        Assert.Equal(nameof(InputNotAvailableException), fault.Name);
        Assert.Contains("parameter", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Flood_IsCutWithANote()
    {
        Use(new KernelOptions { TextLimit = 1000, DisplayLimit = 3 });
        await Value("for (var i = 0; i < 100_000; i++) Console.WriteLine(i); for (var i = 0; i < 10; i++) display(i);");
        Assert.Equal(1000, Output.Out.Length);
        Assert.Contains("more than 1000 characters", Output.Error, StringComparison.Ordinal);

        // 0 to 99999 without their line ends have 488890 digits.
        Assert.Contains($"Left out: {488_890 + (100_000 * Environment.NewLine.Length) - 1000} characters.", Output.Error, StringComparison.Ordinal);
        Assert.Equal(3, Output.Events.Count(e => e.StartsWith("display ", StringComparison.Ordinal)));
        Assert.Contains("more than 3 values", Output.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ThreeMillionLines_AreCutAtTenMegabytes()
    {
        await Value("for (var i = 0; i < 3_000_000; i++) Console.WriteLine(\"a line\");");
        Assert.Equal(10 * 1024 * 1024, Output.Out.Length);
        Assert.Contains($"Left out: {(3_000_000L * ("a line".Length + Environment.NewLine.Length)) - (10 * 1024 * 1024)} characters.", Output.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Value_WhoseTextFails_DoesNotEndTheCell()
    {
        Assert.Contains("no", await Value("class P { public override string ToString() => throw new Exception(\"no\"); } new P()"), StringComparison.Ordinal);
        Assert.NotNull(await Value("class R { public R Next => new R(); public override string ToString() => ToString(); } new R()"));
        Assert.NotNull(await Value("class E : IEnumerable<int> { public IEnumerator<int> GetEnumerator() { var k = 0; while (true) yield return k++; } System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator(); } new E()"));
    }

    [Fact]
    public async Task Formatters_AreAskedFirst()
    {
        Use(new KernelOptions { Formatters = [new Shouting()] });
        Assert.Equal("HEY", await Value("\"hey\""));
        Assert.Equal("1", await Value("1"));
        Assert.Equal("HEY", Kernel.Format("hey").Data[MimeBundle.PlainText]);
    }

    private sealed class Shouting : IValueFormatter
    {
        public MimeBundle? TryFormat(object value) => value is string s ? MimeBundle.Text(s.ToUpperInvariant()) : null;
    }
}
