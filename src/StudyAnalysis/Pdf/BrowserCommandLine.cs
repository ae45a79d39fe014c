using System.Diagnostics;

namespace StudyAnalysis.Pdf;

/// <summary>Prints with one run of the browser from its command line: slower than over the pipe, and understood by every Chromium.</summary>
internal static class BrowserCommandLine
{
    /// <summary>Runs the browser once.</summary>
    /// <returns>Null when the page did not say that every figure is drawn.</returns>
    /// <exception cref="BrowserClosedException">It ended with an error.</exception>
    public static async Task<PrintedByBrowser?> RunAsync(string browser, string folder, string address, CancellationToken cancellation)
    {
        var file = Path.Combine(folder, "report.pdf");
        using var process = new Process { StartInfo = Start(browser, folder, address, file) };
        process.Start();
        try
        {
            var dom = process.StandardOutput.ReadToEndAsync(cancellation);
            var error = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            if (process.ExitCode != 0 || !File.Exists(file))
            {
                var said = (await error).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault(string.Empty);
                throw new BrowserClosedException(said, process.ExitCode);
            }

            var page = await dom;
            return PrintedPage.IsReady(page) ? new PrintedByBrowser(await File.ReadAllBytesAsync(file, cancellation), PrintedPage.Figures(page)) : null;
        }
        catch (OperationCanceledException)
        {
            await BrowserProcess.StopAsync(process);
            throw;
        }
    }

    private static ProcessStartInfo Start(string browser, string folder, string address, string pdf)
    {
        var start = BrowserProcess.Of(browser, folder);
        string[] task =
        [
            "--virtual-time-budget=10000",
            "--dump-dom",
            $"--print-to-pdf={pdf}",
            "--no-pdf-header-footer",
            "--generate-pdf-document-outline",
            address,
        ];
        foreach (var argument in BrowserProcess.Arguments(folder).Concat(task))
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }
}
