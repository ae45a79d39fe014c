using System.Collections.Immutable;
using System.ComponentModel;
using StudyAnalysis.Charts;
using StudyAnalysis.Engine;
using StudyAnalysis.Html;

namespace StudyAnalysis.Pdf;

/// <summary>A browser started before there is anything to print, so that it starts while the analyses run. Prints once.</summary>
/// <remarks>Disposing it stops the browser and removes what it wrote, whether it printed or not. Should the program itself be killed, the browser
/// ends by itself: its pipe closes.</remarks>
public sealed class PdfPress : IAsyncDisposable
{
    private readonly PdfOptions _options;
    private readonly string? _browser;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task<BrowserPage>? _opening;
    private readonly List<Task> _composing = [];
    private Task? _stopping;

    private PdfPress(PdfOptions options, string? browser)
    {
        _options = options;
        _browser = browser;
        _opening = browser is null ? null : Task.Run(() => BrowserPage.OpenAsync(browser, options.TemporaryPrefix, _stop.Token));
    }

    /// <summary>Starts the browser in the background. What this machine may lack is said by <see cref="PrintAsync"/>.</summary>
    /// <param name="options">Browser and time limit.</param>
    public static PdfPress Start(PdfOptions options) => new(options, BrowserFinder.Find(options));

    /// <summary>Draws the figures of a result while others are still computed. The page draws again what turns out different in the report.</summary>
    /// <param name="result">The result.</param>
    /// <param name="figures">Composes its figures; called on another thread.</param>
    public void DrawAhead(AnalysisResult result, Func<AnalysisResult, ImmutableArray<Figure>> figures)
    {
        if (_opening is not null && result.Status == AnalysisStatus.Ok)
        {
            _composing.Add(Task.Run(() => DrawAheadAsync(_opening, figures(result), result.IsSynthetic)));
        }
    }

    /// <summary>Prints a page made by <see cref="HtmlRenderer"/>.</summary>
    /// <param name="html">The page.</param>
    /// <param name="asOf">Data cut, which becomes the PDF's date.</param>
    /// <param name="cancellation">Stops the browser.</param>
    /// <exception cref="OperationCanceledException">Cancelled; the browser is stopped and nothing is left behind.</exception>
    public async Task<PdfOutcome> PrintAsync(string html, DateOnly asOf, CancellationToken cancellation = default)
    {
        if (_browser is null || _opening is null)
        {
            return PdfMessages.NoBrowser(_options);
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(_options.Limit);
        try
        {
            var page = await _opening.WaitAsync(deadline.Token);
            await Task.WhenAll(_composing).WaitAsync(deadline.Token);
            var printed = await page.PrintAsync(html, deadline.Token);
            return printed is null ? PdfMessages.NotReady(_browser) : Finished(printed, asOf);
        }
        catch (BrowserClosedException closed)
        {
            cancellation.ThrowIfCancellationRequested();
            return PdfMessages.BrowserFailed(_browser, closed.Exit, closed.Message);
        }
        catch (Win32Exception failure)
        {
            return PdfMessages.BrowserFailed(_browser, failure.NativeErrorCode, failure.Message);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return PdfMessages.NoRoom(_browser, failure);
        }
        catch (OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return PdfMessages.TimedOut(_browser, _options.Limit);
        }
    }

    /// <summary>Stops the browser; disposing waits for that.</summary>
    public Task StopAsync() => _stopping ??= StopOnceAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task StopOnceAsync()
    {
        await _stop.CancelAsync();
        if (_opening is not null)
        {
            await ((Task)_opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await ((Task)Task.WhenAll(_composing)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_opening.IsCompletedSuccessfully)
            {
                await (await _opening).DisposeAsync();
            }
        }

        _stop.Dispose();
    }

    private static async Task DrawAheadAsync(Task<BrowserPage> opening, ImmutableArray<Figure> figures, bool isSynthetic)
    {
        var page = await opening;
        for (var i = 0; i < figures.Length; i++)
        {
            // Only the first figure of an analysis stands beside its table.
            var width = i == 0 && figures[i].IsNarrow ? Theme.HalfWidth : Theme.PageWidth;
            page.DrawAhead(new RequestedFigure(figures[i].Id, ChartJson.Write(figures[i], isSynthetic), width));
        }
    }

    private PdfOutcome Finished(PrintedByBrowser printed, DateOnly asOf)
    {
        var pdf = printed.Pdf;
        PrintedPage.SetDates(pdf, asOf);
        PrintedPage.NumberNodes(pdf);
        PdfBookmarks.Undouble(pdf);
        return new PdfOutcome(PdfStatus.Printed, pdf, printed.Figures, _browser!, Schema.LocalizedText.Empty);
    }
}
