using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using StudyAnalysis.Reporting.Pdf;

namespace StudyAnalysis.Reporting;

/// <summary>Prints an HTML report with a browser of this machine: one start gives the PDF and the figures as SVG.</summary>
/// <remarks>The same page gives the same bytes on the same browser build and fonts: the page fixes its random numbers and the date stamps are set.
/// Works in a temporary folder of its own with a browser profile of its own, both removed afterwards.</remarks>
public static class PdfPrinter
{
    /// <summary>Prints a page made by <see cref="HtmlRenderer"/>.</summary>
    /// <param name="html">The page.</param>
    /// <param name="asOf">Data cut, which becomes the PDF's date.</param>
    /// <param name="options">Browser and time limit.</param>
    /// <param name="cancellation">Stops the browser.</param>
    /// <exception cref="OperationCanceledException">Cancelled; the browser is stopped and nothing is left behind.</exception>
    public static async Task<PdfOutcome> PrintAsync(string html, DateOnly asOf, PdfOptions options, CancellationToken cancellation = default)
    {
        if (BrowserFinder.Find(options) is not { } browser)
        {
            return NoBrowser(options);
        }

        try
        {
            return await PrintAsync(browser, html, asOf, options.Limit, cancellation);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return NoRoom(browser, failure);
        }
    }

    private static async Task<PdfOutcome> PrintAsync(string browser, string html, DateOnly asOf, TimeSpan limit, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("study-print-");
        try
        {
            var page = Path.Combine(folder.FullName, "report.html");
            var pdf = Path.Combine(folder.FullName, "report.pdf");
            await File.WriteAllTextAsync(page, html, new UTF8Encoding(false), cancellation);
            var (exit, dom, error) = await RunAsync(browser, folder.FullName, page, pdf, limit, cancellation);
            return exit switch
            {
                null => TimedOut(browser, limit),
                0 when File.Exists(pdf) => Printed(dom, await File.ReadAllBytesAsync(pdf, cancellation), asOf, browser),
                _ => BrowserFailed(browser, exit.Value, error),
            };
        }
        catch (Win32Exception failure)
        {
            return BrowserFailed(browser, failure.NativeErrorCode, failure.Message);
        }
        finally
        {
            Remove(folder);
        }
    }

    private static async Task<(int? Exit, string Dom, string Error)> RunAsync(
        string browser, string folder, string page, string pdf, TimeSpan limit, CancellationToken cancellation)
    {
        using var process = new Process { StartInfo = Start(browser, folder, page, pdf) };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(limit);
        process.Start();
        try
        {
            var dom = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var error = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return (process.ExitCode, await dom, await error);
        }
        catch (OperationCanceledException)
        {
            await StopAsync(process);
            cancellation.ThrowIfCancellationRequested();
            return (null, string.Empty, string.Empty);
        }
    }

    private static ProcessStartInfo Start(string browser, string folder, string page, string pdf)
    {
        var start = new ProcessStartInfo(browser)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            UseShellExecute = false,
            WorkingDirectory = folder,
        };
        string[] arguments =
        [
            "--headless",
            "--disable-gpu",
            "--disable-extensions",
            "--no-first-run",
            "--hide-scrollbars",
            $"--user-data-dir={Path.Combine(folder, "profile")}",
            "--virtual-time-budget=10000",
            "--dump-dom",
            $"--print-to-pdf={pdf}",
            "--no-pdf-header-footer",
            "--generate-pdf-document-outline",
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // Chromium refuses to start its sandbox for root, which is who runs in containers.
        if (!OperatingSystem.IsWindows() && Environment.UserName == "root")
        {
            start.ArgumentList.Add("--no-sandbox");
        }

        start.ArgumentList.Add(new Uri(page).AbsoluteUri + "#print");
        return start;
    }

    private static async Task StopAsync(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself in between, which is what was wanted.
        }

        await process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>A browser's helpers may hold their profile for a moment after it ended; what cannot be removed then is the system's to clear.</summary>
    private static void Remove(DirectoryInfo folder)
    {
        for (var attempt = 0; attempt < 5 && folder.Exists; attempt++)
        {
            try
            {
                folder.Delete(recursive: true);
            }
            catch (Exception held) when (held is IOException or UnauthorizedAccessException)
            {
                Thread.Sleep(50);
            }

            folder.Refresh();
        }
    }

    private static PdfOutcome Printed(string dom, byte[] pdf, DateOnly asOf, string browser)
    {
        if (!PrintedPage.IsReady(dom))
        {
            return PdfOutcome.Failed(
                PdfStatus.NotReady,
                browser,
                "The PDF was not made: the browser printed before every figure was drawn. Use a newer browser (STUDY_BROWSER) or print report.html from it.",
                "Le PDF n’a pas été produit : le navigateur a imprimé avant que toutes les figures soient tracées. Utilisez un navigateur plus récent (STUDY_BROWSER) ou imprimez report.html depuis celui-ci.");
        }

        PrintedPage.SetDates(pdf, asOf);
        PrintedPage.NumberNodes(pdf);
        PdfBookmarks.Undouble(pdf);
        return new PdfOutcome(PdfStatus.Printed, pdf, PrintedPage.Figures(dom), browser, Schema.LocalizedText.Empty);
    }

    private static PdfOutcome NoBrowser(PdfOptions options) => string.IsNullOrWhiteSpace(options.Browser)
        ? PdfOutcome.Failed(
            PdfStatus.NoBrowser,
            string.Empty,
            "The PDF was not made: no browser was found to print it. Install Chromium, Chrome or Edge (Debian, Ubuntu: apt-get install chromium-headless-shell, or chromium), or name one in STUDY_BROWSER. The HTML report is complete.",
            "Le PDF n’a pas été produit : aucun navigateur trouvé pour l’imprimer. Installez Chromium, Chrome ou Edge (Debian, Ubuntu : apt-get install chromium-headless-shell, ou chromium), ou indiquez-en un dans STUDY_BROWSER. Le rapport HTML est complet.")
        : PdfOutcome.Failed(
            PdfStatus.NoBrowser,
            options.Browser,
            $"The PDF was not made: STUDY_BROWSER names {options.Browser}, which is not there. Correct it or unset it. The HTML report is complete.",
            $"Le PDF n’a pas été produit : STUDY_BROWSER indique {options.Browser}, introuvable. Corrigez ou supprimez cette variable. Le rapport HTML est complet.");

    private static PdfOutcome NoRoom(string browser, Exception failure) => PdfOutcome.Failed(
        PdfStatus.BrowserFailed,
        browser,
        $"The PDF was not made: the folder for temporary files, {Path.GetTempPath()}, cannot be used: {failure.Message} Make room there, or name another folder in TMPDIR. The HTML report is complete.",
        $"Le PDF n’a pas été produit : le dossier des fichiers temporaires, {Path.GetTempPath()}, est inutilisable : {failure.Message} Libérez-y de la place ou indiquez un autre dossier dans TMPDIR. Le rapport HTML est complet.");

    private static PdfOutcome TimedOut(string browser, TimeSpan limit) => PdfOutcome.Failed(
        PdfStatus.TimedOut,
        browser,
        $"The PDF was not made: {browser} took more than {limit.TotalSeconds:0} s and was stopped. The HTML report is complete; try again, or name another browser in STUDY_BROWSER.",
        $"Le PDF n’a pas été produit : {browser} a mis plus de {limit.TotalSeconds:0} s et a été arrêté. Le rapport HTML est complet ; réessayez ou indiquez un autre navigateur dans STUDY_BROWSER.");

    private static PdfOutcome BrowserFailed(string browser, int exit, string error)
    {
        var last = error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault(string.Empty);
        return PdfOutcome.Failed(
            PdfStatus.BrowserFailed,
            browser,
            $"The PDF was not made: {browser} ended with code {exit}. {last} The HTML report is complete; name another browser in STUDY_BROWSER.",
            $"Le PDF n’a pas été produit : {browser} s’est terminé avec le code {exit}. {last} Le rapport HTML est complet ; indiquez un autre navigateur dans STUDY_BROWSER.");
    }
}
