using System.Collections.Immutable;

namespace StudyAnalysis.Pdf;

/// <summary>Finds a browser that can print: the one asked for, else the first of a fixed list on the PATH, else in the usual places.</summary>
internal static class BrowserFinder
{
    private static readonly string[] Names =
        ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge"];

    public static string? Find(PdfOptions options)
    {
        var folders = options.SearchPath.IsEmpty
            ? [.. (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)]
            : options.SearchPath;
        if (!string.IsNullOrWhiteSpace(options.Browser))
        {
            return File.Exists(options.Browser) ? Path.GetFullPath(options.Browser) : OnPath(options.Browser, folders);
        }

        return Names.Select(n => OnPath(n, folders)).FirstOrDefault(p => p is not null)
            ?? (options.SearchUsualPlaces ? UsualPlaces().FirstOrDefault(File.Exists) : null);
    }

    private static string? OnPath(string name, ImmutableArray<string> folders)
    {
        var file = OperatingSystem.IsWindows() && !name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? name + ".exe" : name;
        return folders.Select(f => Path.Combine(f, file)).FirstOrDefault(File.Exists);
    }

    private static IEnumerable<string> UsualPlaces()
    {
        if (OperatingSystem.IsMacOS())
        {
            return ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge", "/Applications/Chromium.app/Contents/MacOS/Chromium"];
        }

        if (!OperatingSystem.IsWindows())
        {
            return ["/snap/bin/chromium", "/opt/google/chrome/chrome", "/usr/lib/chromium/chromium"];
        }

        Environment.SpecialFolder[] roots = [Environment.SpecialFolder.ProgramFiles, Environment.SpecialFolder.ProgramFilesX86, Environment.SpecialFolder.LocalApplicationData];
        string[] files = [@"Google\Chrome\Application\chrome.exe", @"Microsoft\Edge\Application\msedge.exe", @"Chromium\Application\chrome.exe"];
        return files.SelectMany(f => roots.Select(r => Path.Combine(Environment.GetFolderPath(r), f)));
    }
}
