using StudyAnalysis.Notebooks.Kernel;
using Xunit;

namespace StudyAnalysis.Tests.Notebooks.Kernel;

/// <summary>A fresh session for each test, and the ways tests run cells in it.</summary>
public abstract class KernelFixture : IDisposable
{
    protected NotebookKernel Kernel { get; private set; } = new(new KernelOptions { Clock = TimeProvider.System });

    internal RecordedOutput Output { get; private set; } = new();

    public void Dispose()
    {
        Kernel.Dispose();
        GC.SuppressFinalize(this);
    }

    internal void Use(KernelOptions options)
    {
        Kernel.Dispose();
        Kernel = new NotebookKernel(options);
    }

    internal void Record(RecordedOutput output) => Output = output;

    protected Task<CellOutcome> Run(string code) => Kernel.ExecuteAsync(code, Output);

    /// <summary>Plain text of a cell that ends well.</summary>
    protected async Task<string?> Value(string code)
    {
        var outcome = await Run(code);
        Assert.True(outcome.Status == CellStatus.Ok, outcome.Error is null ? "interrupted" : string.Join('\n', outcome.Error.Traceback));
        return outcome.Result?.Data[MimeBundle.PlainText];
    }

    protected async Task<CellError> Fault(string code)
    {
        var outcome = await Run(code);
        Assert.Equal(CellStatus.Error, outcome.Status);
        return outcome.Error!;
    }
}
