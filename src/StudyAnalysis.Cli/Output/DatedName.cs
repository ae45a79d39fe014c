using System.Globalization;

namespace StudyAnalysis.Cli.Output;

/// <summary>The name under which an earlier file is kept beside: report.pdf as report.2027-06-01.pdf.</summary>
internal static class DatedName
{
    /// <summary>A dated name that nothing stands under.</summary>
    public static string Free(string path, DateOnly day)
    {
        var stem = Path.Combine(Path.GetDirectoryName(path)!, $"{Path.GetFileNameWithoutExtension(path)}.{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
        var extension = Path.GetExtension(path);
        var free = stem + extension;
        for (var number = 2; Standing.Is(free); number++)
        {
            free = FormattableString.Invariant($"{stem}-{number}{extension}");
        }

        return free;
    }

    /// <summary>Gives a file such a name.</summary>
    /// <returns>The name.</returns>
    public static string Give(string path, DateOnly day, IFileActions files)
    {
        const int Attempts = 100;
        for (var attempt = 1; ; attempt++)
        {
            var dated = Free(path, day);
            try
            {
                if (Directory.Exists(path) && new DirectoryInfo(path).LinkTarget is null)
                {
                    files.MoveFolder(path, dated);
                }
                else
                {
                    files.Move(path, dated, overwrite: false);
                }

                return dated;
            }
            catch (IOException) when (attempt < Attempts && Standing.Is(dated) && Standing.Is(path))
            {
                // Another run took the name in between.
            }
        }
    }
}
