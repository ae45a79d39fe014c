using System.Text.Json;
using StudyAnalysis.Import;

namespace StudyAnalysis.Cli;

/// <summary>The outcome of study report for programs.</summary>
internal static class OutcomeJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(string folder, ImportResult import, string? problem, int exitCode) => JsonSerializer.Serialize(
        new
        {
            folder,
            files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal),
            findings = import.Findings.GroupBy(f => f.Severity).ToDictionary(g => g.Key.ToString().ToLowerInvariant(), g => g.Count(), StringComparer.Ordinal),
            problem,
            exitCode,
            peakMemoryMiB = PeakMemory() >> 20,
        },
        Indented);

    private static long PeakMemory()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
