using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace StudyAnalysis.Pdf;

/// <summary>One page open in a browser.</summary>
internal sealed class BrowserTab
{
    /// <summary>Answers when the page is ready, or as soon as it is clear that it never will be.</summary>
    private const string WaitUntilReady =
        "new Promise(function(done){(function look(){var page=document.documentElement,ready=page&&page.dataset.ready;"
        + "if(ready===\"true\")done(true);else if(ready===\"failed\"||!ready&&document.readyState===\"complete\")done(false);else setTimeout(look,5)})()})";

    private readonly BrowserPipe _pipe;
    private readonly string _session;

    private BrowserTab(BrowserPipe pipe, string session)
    {
        _pipe = pipe;
        _session = session;
    }

    /// <summary>Opens an empty page; the browser gives each a process of its own.</summary>
    public static async Task<BrowserTab> OpenAsync(BrowserPipe pipe, CancellationToken cancellation)
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
        return new BrowserTab(pipe, attached.GetProperty("sessionId").GetString()!);
    }

    /// <summary>Writes a page to a file, goes there and waits until it is ready.</summary>
    /// <returns>False where it will never be.</returns>
    public async Task<bool> ShowAsync(string file, string html, string fragment, CancellationToken cancellation)
    {
        await File.WriteAllTextAsync(file, html, new UTF8Encoding(false), cancellation);
        await _pipe.CallAsync("Page.navigate", _session, json => json.WriteString("url", new Uri(file).AbsoluteUri + fragment), cancellation);
        return (await EvaluateAsync(WaitUntilReady, cancellation)).ValueKind == JsonValueKind.True;
    }

    /// <summary>Draws a figure.</summary>
    /// <returns>The SVG document, or null where plotly.js cannot draw it.</returns>
    public async Task<string?> DrawAsync(RequestedFigure figure, CancellationToken cancellation)
    {
        var width = figure.Width.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var svg = await EvaluateAsync($"studyDraw({Quoted(figure.Id)},{Quoted(figure.Json)},{width})", cancellation);
        return svg.ValueKind == JsonValueKind.String ? svg.GetString() : null;
    }

    /// <summary>The figures a page waits for, in their order.</summary>
    public async Task<IReadOnlyList<RequestedFigure>> FiguresAsync(CancellationToken cancellation)
    {
        var figures = await EvaluateAsync("studyFigures", cancellation);
        return [.. figures.EnumerateArray().Select(f => new RequestedFigure(f[0].GetString()!, f[1].GetString()!, f[2].GetInt32()))];
    }

    /// <summary>Gives a page its figures, in the order it named them.</summary>
    /// <returns>False where it could not show them.</returns>
    public async Task<bool> FinishAsync(IEnumerable<string> drawn, CancellationToken cancellation)
    {
        var done = await EvaluateAsync($"studyFinish([{string.Join(',', drawn.Select(Quoted))}]),true", cancellation);
        return done.ValueKind == JsonValueKind.True;
    }

    /// <summary>Prints what the page shows.</summary>
    public async Task<byte[]> PrintAsync(CancellationToken cancellation)
    {
        var pdf = await _pipe.CallAsync(
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
        return pdf.GetProperty("data").GetBytesFromBase64();
    }

    private static string Quoted(string text) => "\"" + JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value + "\"";

    private async Task<JsonElement> EvaluateAsync(string expression, CancellationToken cancellation)
    {
        var answer = await _pipe.CallAsync(
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
