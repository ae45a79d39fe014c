using StudyAnalysis.Cli.Output;
using StudyAnalysis.Import.Queries;

namespace StudyAnalysis.Cli;

/// <summary>The query list of the run before, as the data manager left it.</summary>
/// <param name="Answers">What they filled in.</param>
/// <param name="CarriedFrom">Hash of its bytes when they changed nothing else: the new list may replace it. Null otherwise.</param>
internal sealed record EarlierList(AnsweredQueries Answers, string? CarriedFrom)
{
    /// <summary>The list of a run in this folder, or, for a folder not yet there, in the newest of those beside it that differ from it in date and inputs alone.</summary>
    /// <returns>Null when there is none.</returns>
    public static EarlierList? In(string folder) => Read(folder) ?? Beside(folder).Select(f => Read(f)).OfType<EarlierList>().Select(e => e with { CarriedFrom = null }).FirstOrDefault();

    private static EarlierList? Read(string folder)
    {
        try
        {
            if (Manifest.Read(folder)?.Find(QueryList.FileName) is { } listed)
            {
                var bytes = ManifestFile.BytesOf(Path.Combine(folder, QueryList.FileName));
                var answers = AnsweredQueries.Read(bytes);
                return answers is null ? null : new EarlierList(answers, answers.ContentHash == listed.ContentSha256 && !answers.HoldsMore ? ManifestFile.HashOf(bytes) : null);
            }
        }
        catch (Exception none) when (none is StudyFailure || FileTrouble.IsIt(none))
        {
            // What cannot be read is not carried; the new run sets it aside, or says that it cannot be written over.
        }

        return null;
    }

    // Names of default folders end in _date_hash.
    private static IEnumerable<string> Beside(string folder)
    {
        var parts = Path.GetFileName(folder).Split('_');
        var parent = Path.GetDirectoryName(folder);
        if (parts.Length < 3 || !DateOnly.TryParseExact(parts[^2], "yyyy-MM-dd", out _) || parent is null || !Directory.Exists(parent))
        {
            return [];
        }

        var name = string.Join('_', parts[..^2]);
        return Directory.EnumerateDirectories(parent, name + "_????-??-??_????????")
            .Where(f => File.Exists(Path.Combine(f, QueryList.FileName)))
            .OrderByDescending(f => File.GetLastWriteTimeUtc(Path.Combine(f, QueryList.FileName))).ThenByDescending(f => f, StringComparer.Ordinal);
    }
}
