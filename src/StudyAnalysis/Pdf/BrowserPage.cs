using System.ComponentModel;
using System.Text;
using StudyAnalysis.Html;

namespace StudyAnalysis.Pdf;

/// <summary>An open browser steered over its pipe: one page draws figures ahead, another shows the report, helps drawing and is printed.
/// Where it knows no pipe, the same browser is run once from the command line.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly string _browser;
    private readonly BrowserPipe? _pipe;
    private readonly FigureQueue _figures = new();
    private readonly CancellationTokenSource _stop = new();
    private BrowserTab? _paper;
    private Task _desk = Task.CompletedTask;

    private BrowserPage(DirectoryInfo folder, string browser, BrowserPipe? pipe)
    {
        _folder = folder;
        _browser = browser;
        _pipe = pipe;
    }

    /// <summary>Starts the browser.</summary>
    /// <exception cref="Win32Exception">It cannot be started.</exception>
    /// <exception cref="IOException">The folder for temporary files cannot be used.</exception>
    public static async Task<BrowserPage> OpenAsync(string browser, string temporaryPrefix, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory(temporaryPrefix);
        try
        {
            // Handing over two more pipes takes a POSIX shell.
            if (OperatingSystem.IsWindows())
            {
                return new BrowserPage(folder, browser, null);
            }

            return await OpenOverPipeAsync(folder, browser, cancellation) ?? new BrowserPage(folder, browser, null);
        }
        catch
        {
            BrowserProcess.Remove(folder);
            throw;
        }
    }

    /// <summary>Draws a figure ahead of the page it stands in, where that can be done.</summary>
    public void DrawAhead(RequestedFigure figure)
    {
        if (_pipe is not null)
        {
            _figures.Add(figure);
        }
    }

    /// <summary>Prints a page.</summary>
    /// <returns>Null when the page cannot show every figure.</returns>
    /// <param name="html">The page.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<PrintedByBrowser?> PrintAsync(string html, CancellationToken cancellation)
    {
        var file = Path.Combine(_folder.FullName, "report.html");
        if (_paper is not null)
        {
            return await PrintAsync(_paper, file, html, cancellation);
        }

        await File.WriteAllTextAsync(file, html, new UTF8Encoding(false), cancellation);
        return await BrowserCommandLine.RunAsync(_browser, _folder.FullName, new Uri(file).AbsoluteUri + "#print", cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        BrowserProcess.Remove(_folder);
    }

    private static async Task<BrowserPage?> OpenOverPipeAsync(DirectoryInfo folder, string browser, CancellationToken cancellation)
    {
        var page = new BrowserPage(folder, browser, BrowserPipe.Start(browser, folder.FullName));
        try
        {
            await page.OpenTabsAsync(page._pipe!, cancellation);
            return page;
        }
        catch (BrowserClosedException)
        {
            // A browser, or a script around one, that does not know the pipe.
            await page.CloseAsync();
            return null;
        }
        catch
        {
            await page.CloseAsync();
            throw;
        }
    }

    private async Task OpenTabsAsync(BrowserPipe pipe, CancellationToken cancellation)
    {
        var desk = await BrowserTab.OpenAsync(pipe, cancellation);
        _desk = Task.Run(() => DrawAtDeskAsync(desk), CancellationToken.None);
        _paper = await BrowserTab.OpenAsync(pipe, cancellation);
    }

    private async Task CloseAsync()
    {
        await _stop.CancelAsync();
        if (_pipe is not null)
        {
            await _pipe.DisposeAsync();
        }

        await _desk.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task DrawAtDeskAsync(BrowserTab desk)
    {
        if (await desk.ShowAsync(Path.Combine(_folder.FullName, "desk.html"), HtmlRenderer.Desk(), "#desk", _stop.Token))
        {
            await _figures.DrawAsync(desk.DrawAsync, _stop.Token);
        }
    }

    private async Task<PrintedByBrowser?> PrintAsync(BrowserTab paper, string file, string html, CancellationToken cancellation)
    {
        if (!await paper.ShowAsync(file, html, "#steered", cancellation))
        {
            return null;
        }

        var wanted = await paper.FiguresAsync(cancellation);
        var drawing = _figures.FinishAsync(wanted);
        await _figures.DrawAsync(paper.DrawAsync, cancellation);
        var drawn = await drawing.WaitAsync(cancellation);
        if (drawn.Any(svg => svg is null) || !await paper.FinishAsync(drawn.OfType<string>(), cancellation))
        {
            return null;
        }

        var pdf = await paper.PrintAsync(cancellation);
        return new PrintedByBrowser(pdf, [.. wanted.Zip(drawn, (figure, svg) => new SvgFigure(figure.Id, svg!))]);
    }
}
