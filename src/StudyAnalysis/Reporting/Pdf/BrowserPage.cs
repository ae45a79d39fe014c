using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text;

namespace StudyAnalysis.Reporting.Pdf;

/// <summary>What the browser gave back.</summary>
/// <param name="Pdf">The PDF as the browser wrote it.</param>
/// <param name="Figures">The figures.</param>
internal sealed record PrintedByBrowser(byte[] Pdf, ImmutableArray<SvgFigure> Figures);

/// <summary>A figure drawn ahead of its page.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Json">What it was drawn from.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Svg">The document.</param>
internal sealed record DrawnFigure(string Id, string Json, int Width, string Svg);

/// <summary>An open browser with an empty page, steered over its pipe; where it has none, the same browser is run once from the command line.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    /// <summary>Answers when every figure is drawn, or as soon as it is clear that this will not happen.</summary>
    private const string WaitUntilReady =
        "new Promise(function(done){(function look(){var page=document.documentElement,ready=page&&page.dataset.ready;"
        + "if(ready===\"true\")done(true);else if(ready===\"failed\"||!ready&&document.readyState===\"complete\")done(false);else setTimeout(look,5)})()})";

    private const string KeptFigures = "Array.from(document.querySelectorAll(\"script[data-svg]\"),function(s){return[s.dataset.svg,s.textContent]})";

    private readonly DirectoryInfo _folder;
    private readonly string _browser;
    private readonly BrowserPipe? _pipe;
    private readonly string _session;

    private BrowserPage(DirectoryInfo folder, string browser, BrowserPipe? pipe, string session)
    {
        _folder = folder;
        _browser = browser;
        _pipe = pipe;
        _session = session;
    }

    /// <summary>Starts the browser.</summary>
    /// <exception cref="Win32Exception">It cannot be started.</exception>
    /// <exception cref="IOException">The folder for temporary files cannot be used.</exception>
    public static async Task<BrowserPage> OpenAsync(string browser, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("study-print-");
        try
        {
            // Handing over two more pipes takes a POSIX shell.
            if (OperatingSystem.IsWindows())
            {
                return new BrowserPage(folder, browser, null, string.Empty);
            }

            return await OpenOverPipeAsync(folder, browser, cancellation) ?? new BrowserPage(folder, browser, null, string.Empty);
        }
        catch
        {
            BrowserProcess.Remove(folder);
            throw;
        }
    }

    /// <summary>Draws a figure ahead of the page it stands in.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="json">The figure as plotly.js JSON.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>Null where it cannot be drawn ahead.</returns>
    public async Task<DrawnFigure?> DrawAsync(string id, string json, int width, CancellationToken cancellation)
    {
        if (_pipe is null)
        {
            return null;
        }

        var call = string.Create(CultureInfo.InvariantCulture, $"studyDraw({Quoted(id)},{Quoted(json)},{width})");
        var svg = await EvaluateAsync(_pipe, call, cancellation);
        return svg.ValueKind == JsonValueKind.String ? new DrawnFigure(id, json, width, svg.GetString()!) : null;
    }

    /// <summary>Prints a page.</summary>
    /// <returns>Null when the page did not say that every figure is drawn.</returns>
    /// <param name="html">The page.</param>
    /// <param name="drawn">Figures drawn ahead; the page draws what is missing or has changed since.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<PrintedByBrowser?> PrintAsync(string html, IReadOnlyList<DrawnFigure> drawn, CancellationToken cancellation)
    {
        var page = Path.Combine(_folder.FullName, "report.html");
        await File.WriteAllTextAsync(page, html, new UTF8Encoding(false), cancellation);
        var address = new Uri(page).AbsoluteUri + "#print";
        return _pipe is null
            ? await BrowserCommandLine.RunAsync(_browser, _folder.FullName, address, cancellation)
            : await PrintOverPipeAsync(_pipe, address, drawn, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (_pipe is not null)
        {
            await _pipe.DisposeAsync();
        }

        BrowserProcess.Remove(_folder);
    }

    private static async Task<BrowserPage?> OpenOverPipeAsync(DirectoryInfo folder, string browser, CancellationToken cancellation)
    {
        var pipe = BrowserPipe.Start(browser, folder.FullName);
        try
        {
            var target = await pipe.CallAsync("Target.createTarget", null, json => json.WriteString("url", "about:blank"), cancellation);
            var id = target.GetProperty("targetId").GetString();
            var attached = await pipe.CallAsync(
                "Target.attachToTarget",
                null,
                json =>
                {
                    json.WriteString("targetId", id);
                    json.WriteBoolean("flatten", true);
                },
                cancellation);
            var page = new BrowserPage(folder, browser, pipe, attached.GetProperty("sessionId").GetString()!);
            await page.OpenDeskAsync(pipe, cancellation);
            return page;
        }
        catch (BrowserClosedException)
        {
            // A browser, or a script around one, that does not know the pipe.
            await pipe.DisposeAsync();
            return null;
        }
        catch
        {
            await pipe.DisposeAsync();
            throw;
        }
    }

    private static string Quoted(string text) => "\"" + JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value + "\"";

    /// <summary>An empty page with plotly.js and the fonts.</summary>
    private async Task OpenDeskAsync(BrowserPipe pipe, CancellationToken cancellation)
    {
        var desk = Path.Combine(_folder.FullName, "desk.html");
        await File.WriteAllTextAsync(desk, HtmlRenderer.Desk(), new UTF8Encoding(false), cancellation);
        await pipe.CallAsync("Page.navigate", _session, json => json.WriteString("url", new Uri(desk).AbsoluteUri + "#desk"), cancellation);
        await EvaluateAsync(pipe, WaitUntilReady, cancellation);
    }

    private async Task<PrintedByBrowser?> PrintOverPipeAsync(BrowserPipe pipe, string address, IReadOnlyList<DrawnFigure> drawn, CancellationToken cancellation)
    {
        if (drawn.Count > 0)
        {
            await pipe.CallAsync("Page.enable", _session, _ => { }, cancellation);
            await pipe.CallAsync("Page.addScriptToEvaluateOnNewDocument", _session, json => json.WriteString("source", Assignment(drawn)), cancellation);
        }

        await pipe.CallAsync("Page.navigate", _session, json => json.WriteString("url", address), cancellation);
        var ready = await EvaluateAsync(pipe, WaitUntilReady, cancellation);
        if (ready.ValueKind != JsonValueKind.True)
        {
            return null;
        }

        var figures = await EvaluateAsync(pipe, KeptFigures, cancellation);
        var pdf = await pipe.CallAsync(
            "Page.printToPDF",
            _session,
            json =>
            {
                json.WriteBoolean("preferCSSPageSize", true);
                json.WriteBoolean("printBackground", true);
                json.WriteBoolean("generateTaggedPDF", true);
                json.WriteBoolean("generateDocumentOutline", true);
            },
            cancellation);
        return new PrintedByBrowser(
            pdf.GetProperty("data").GetBytesFromBase64(),
            [.. figures.EnumerateArray().Select(f => new SvgFigure(f[0].GetString()!, f[1].GetString()!))]);
    }

    private static string Assignment(IReadOnlyList<DrawnFigure> drawn) => string.Create(
        CultureInfo.InvariantCulture,
        $"window.studyDrawn={{{string.Join(',', drawn.Select(d => $"{Quoted(d.Id)}:{{\"figure\":{Quoted(d.Json)},\"width\":{d.Width},\"svg\":{Quoted(d.Svg)}}}"))}}}");

    private async Task<JsonElement> EvaluateAsync(BrowserPipe pipe, string expression, CancellationToken cancellation)
    {
        var answer = await pipe.CallAsync(
            "Runtime.evaluate",
            _session,
            json =>
            {
                json.WriteString("expression", expression);
                json.WriteBoolean("awaitPromise", true);
                json.WriteBoolean("returnByValue", true);
            },
            cancellation);
        return answer.GetProperty("result").TryGetProperty("value", out var value) ? value : default;
    }
}
