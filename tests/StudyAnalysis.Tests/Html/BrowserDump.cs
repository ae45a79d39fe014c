using System.Diagnostics;
using StudyAnalysis.Pdf;

namespace StudyAnalysis.Tests.Html;

/// <summary>A page as it stands after its scripts ran in the browser that prints reports.</summary>
internal static class BrowserDump
{
    public static async Task<string> Of(string page, string folder, string window)
    {
        var browser = BrowserFinder.Find(PdfOptions.FromEnvironment()) ?? throw new InvalidOperationException("The slow tests need a browser.");
        var start = new ProcessStartInfo(browser, ["--headless", "--no-sandbox", $"--user-data-dir={folder}/profile", $"--window-size={window}", "--virtual-time-budget=20000", "--dump-dom", page])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var dom = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        await error;
        return dom;
    }
}
