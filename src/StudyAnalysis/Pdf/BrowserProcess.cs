using System.Diagnostics;
using System.Text;

namespace StudyAnalysis.Pdf;

/// <summary>What every way of starting a browser shares.</summary>
internal static class BrowserProcess
{
    /// <summary>A program to be started in a folder, its output read by us.</summary>
    public static ProcessStartInfo Of(string program, string folder) => new(program)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        StandardOutputEncoding = Encoding.UTF8,
        UseShellExecute = false,
        WorkingDirectory = folder,
    };

    /// <summary>The browser without a window, with a profile of its own in the folder.</summary>
    public static IEnumerable<string> Arguments(string folder)
    {
        string[] arguments =
        [
            "--headless",
            "--disable-gpu",
            "--disable-extensions",
            "--no-first-run",
            "--hide-scrollbars",

            // Each figure is drawn once: compiling for speed takes more time than it saves.
            "--js-flags=--no-opt --no-maglev",
            $"--user-data-dir={Path.Combine(folder, "profile")}",
        ];

        // Chromium refuses to start its sandbox for root, which is who runs in containers.
        return !OperatingSystem.IsWindows() && Environment.UserName == "root" ? arguments.Append("--no-sandbox") : arguments;
    }

    /// <summary>Ends a browser and its helpers.</summary>
    public static async Task StopAsync(Process process)
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
    public static void Remove(DirectoryInfo folder)
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
}
