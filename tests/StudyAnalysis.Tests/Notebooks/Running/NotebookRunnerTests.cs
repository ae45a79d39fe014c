using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using StudyAnalysis.Notebooks.Documents;
using StudyAnalysis.Notebooks.Kernel;
using StudyAnalysis.Notebooks.Running;
using Xunit;

namespace StudyAnalysis.Tests.Notebooks.Running;

/// <summary>The runner over an engine whose cells are actions.</summary>
public sealed class NotebookRunnerTests
{
    private static readonly CellOutcome Fine = new(CellStatus.Ok, null, null);
    private readonly Dictionary<string, Func<ICellOutput, Task<CellOutcome>>> _cells = new(StringComparer.Ordinal);
    private readonly FakeTimeProvider _clock = new();
    private readonly List<CellProgress> _progress = [];
    private int _interrupts;

    private Action OnInterrupt { get; set; } = () => { };

    private Task<NotebookRun> Run(NotebookDocument document, RunOptions? options = null, CancellationToken cancellation = default) =>
        new NotebookRunner(_clock).RunAsync(
            document,
            new CodeEngine((code, output, _) => _cells[code](output), () =>
            {
                _interrupts++;
                OnInterrupt();
            }),
            options ?? new RunOptions(),
            _progress.Add,
            cancellation);

    private static NotebookCell Code(string source, params string[] tags) => new("id-" + source, CellKind.Code, source)
    {
        Metadata = tags.Length == 0 ? [] : new JsonObject { ["tags"] = new JsonArray([.. tags.Select(t => (JsonNode)t)]) },
    };

    private void Cell(string code, Action<ICellOutput> act, CellOutcome? outcome = null) => _cells[code] = output =>
    {
        act(output);
        return Task.FromResult(outcome ?? Fine);
    };

    private static CellOutcome Failed(string message) => new(CellStatus.Error, null, new CellError("BadException", message, ["line 1", "line 2"]));

    [Fact]
    public async Task Run_NumbersCells_KeepsOrderOfOutputs_AndTellsProgress()
    {
        Cell("a", o =>
        {
            o.Stream(StreamName.Output, "1");
            o.Stream(StreamName.Output, "2\n");
            o.Stream(StreamName.Error, "e");
            o.Display(MimeBundle.HtmlWithText("<b>x</b>", "x"), null);
            o.Stream(StreamName.Output, string.Empty);
            o.Stream(StreamName.Output, "3");
        }, new CellOutcome(CellStatus.Ok, MimeBundle.Text("last").With("application/json", "{\"k\":[1]}"), null));
        Cell("b", _ => { });
        var run = await Run(new NotebookDocument([new NotebookCell("m", CellKind.Markdown, "text"), Code("a"), Code(" \n"), Code("b")]));
        Assert.Equal(RunStatus.Completed, run.Status);
        var outputs = run.Document.Cells[1].Outputs;
        Assert.Equal(["stream", "stream", "display_data", "stream", "execute_result"], outputs.Select(o => (string)o["output_type"]!));
        Assert.Equal(["12\n", "e", "3"], outputs.Where(o => o.ContainsKey("text")).Select(o => (string)o["text"]!));
        Assert.Equal("<b>x</b>", (string)outputs[2]["data"]!["text/html"]!);
        Assert.Equal(1, (int)outputs[4]["data"]!["application/json"]!["k"]![0]!);
        Assert.Equal([null, 1, null, 2], run.Document.Cells.Select(c => c.ExecutionCount));
        Assert.Equal([new CellProgress(1, 2, "a"), new CellProgress(2, 2, "b")], _progress);
    }

    [Fact]
    public async Task Run_StopsAtAFailedCell_AndKeepsWhatRan()
    {
        Cell("a", o => o.Stream(StreamName.Output, "done"));
        Cell("b", o => o.Stream(StreamName.Output, "half"), Failed("no such file"));
        var stale = Code("c") with { ExecutionCount = 9, Outputs = [OutputJson.Stream(StreamName.Output, "of an earlier run")] };
        var run = await Run(new NotebookDocument([Code("a"), Code("b"), stale]));
        Assert.Equal(RunStatus.CellFailed, run.Status);
        Assert.Equal((2, "id-b", "b"), (run.Failure!.Number, run.Failure.CellId, run.Failure.FirstLine));
        Assert.Equal("no such file", run.Failure.Error.Message);
        Assert.Equal(["stream", "error"], run.Document.Cells[1].Outputs.Select(o => (string)o["output_type"]!));
        Assert.Equal("line 2", (string)run.Document.Cells[1].Outputs[1]["traceback"]![1]!);
        Assert.Empty(run.Document.Cells[2].Outputs);
        Assert.Null(run.Document.Cells[2].ExecutionCount);
    }

    [Fact]
    public async Task Run_HonoursTags()
    {
        Cell("fails", _ => { }, Failed("expected"));
        Cell("after", _ => { });
        var run = await Run(new NotebookDocument(
            [Code("never", "skip"), Code("never too", "skip-execution"), Code("fails", "raises-exception"), Code("after")]));
        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Equal([null, null, 1, 2], run.Document.Cells.Select(c => c.ExecutionCount));
        Assert.Single(run.Document.Cells[2].Outputs);
    }

    [Fact]
    public async Task Run_UpdatesDisplaysOfEarlierCells_AndClears()
    {
        Cell("a", o => o.Display(MimeBundle.Text("0 %"), "bar"));
        Cell("b", o =>
        {
            o.Stream(StreamName.Output, "gone");
            o.Clear(wait: true);
            o.Display(MimeBundle.Text("stays"), null);
            o.UpdateDisplay(MimeBundle.Text("100 %"), "bar");
            o.UpdateDisplay(MimeBundle.Text("nobody sees it"), "unknown");
        });
        Cell("c", o =>
        {
            o.Stream(StreamName.Output, "gone");
            o.Clear(wait: false);
        });
        var run = await Run(new NotebookDocument([Code("a"), Code("b"), Code("c")]));
        Assert.Equal("100 %", (string)run.Document.Cells[0].Outputs[0]["data"]!["text/plain"]!);
        Assert.Equal("stays", (string)Assert.Single(run.Document.Cells[1].Outputs)["data"]!["text/plain"]!);
        Assert.Empty(run.Document.Cells[2].Outputs);
    }

    [Fact]
    public async Task Run_TimesOut_InterruptsTheCell_AndNamesIt()
    {
        var stopped = new TaskCompletionSource<CellOutcome>();
        OnInterrupt = () => stopped.SetResult(new CellOutcome(CellStatus.Interrupted, null, null));
        _cells["slow"] = o =>
        {
            o.Stream(StreamName.Output, "half");
            return stopped.Task;
        };
        var running = Run(new NotebookDocument([Code("slow"), Code("never")]), new RunOptions(TimeSpan.FromSeconds(30)));
        await PassTime(running);
        var run = await running;
        Assert.Equal(RunStatus.TimedOut, run.Status);
        Assert.Equal("Timeout", run.Failure!.Error.Name);
        Assert.Contains("30 s", run.Failure.Error.Message, StringComparison.Ordinal);
        Assert.Equal(["stream", "error"], run.Document.Cells[0].Outputs.Select(o => (string)o["output_type"]!));
        Assert.Equal(1, _interrupts);
    }

    [Fact]
    public async Task Run_CellThatCannotBeStopped_IsGivenUp()
    {
        _cells["stuck"] = _ => new TaskCompletionSource<CellOutcome>().Task;
        var running = Run(new NotebookDocument([Code("stuck")]), new RunOptions(TimeSpan.FromSeconds(30)));
        await PassTime(running);
        Assert.Equal(RunStatus.TimedOut, (await running).Status);
    }

    [Fact]
    public async Task Run_Interrupted_KeepsWhatRan()
    {
        using var interruption = new CancellationTokenSource();
        OnInterrupt = () => { };
        Cell("a", o => o.Stream(StreamName.Output, "done"));
        _cells["b"] = async o =>
        {
            o.Stream(StreamName.Output, "half");
            await interruption.CancelAsync();
            return Fine;
        };
        Cell("c", _ => { });
        var run = await Run(new NotebookDocument([Code("a"), Code("b"), Code("c")]), cancellation: interruption.Token);
        Assert.Equal(RunStatus.Interrupted, run.Status);
        Assert.NotEmpty(run.Document.Cells[0].Outputs);
        Assert.NotNull(run.Failure);
    }

    [Fact]
    public async Task Run_InputIsAskedFor_FailsWithReason()
    {
        _cells["ask"] = o => Task.FromResult(Failed(Assert.Throws<InputNotAvailableException>(() => o.ReadLine("name?", false)).Message));
        var run = await Run(new NotebookDocument([Code("ask")]));
        Assert.Contains("parameter", run.Failure!.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ManySmallWrites_AreOneOutput_InLittleTime()
    {
        Cell("a", o =>
        {
            for (var i = 0; i < 200_000; i++)
            {
                o.Stream(StreamName.Output, "0123456789");
            }
        });
        var run = await Run(new NotebookDocument([Code("a")]));
        Assert.Equal(2_000_000, ((string)Assert.Single(run.Document.Cells[0].Outputs)["text"]!).Length);
    }

    private async Task PassTime(Task running)
    {
        while (!running.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(5);
        }
    }
}
