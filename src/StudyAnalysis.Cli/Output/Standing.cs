namespace StudyAnalysis.Cli.Output;

/// <summary>What stands at a place.</summary>
internal static class Standing
{
    private const int MaximumLinks = 40;

    /// <summary>Whether anything does: a file, a folder, a link even where it leads nowhere.</summary>
    public static bool Is(string path) => Path.Exists(path) || IsLink(path);

    /// <summary>Whether it is a link.</summary>
    public static bool IsLink(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget is not null;
        }
        catch (Exception hidden) when (FileTrouble.IsIt(hidden))
        {
            return false;
        }
    }

    /// <summary>The hash of the file there; null for anything else.</summary>
    public static string? HashOf(string path)
    {
        try
        {
            return IsLink(path) ? null : ManifestFile.HashOfFile(path);
        }
        catch (Exception none) when (FileTrouble.IsIt(none))
        {
            return null;
        }
    }

    /// <summary>The place itself, without the links that lead to it: a file moved onto a link would leave what is behind it as it was.</summary>
    public static string BehindLinks(string path)
    {
        FileSystemInfo at = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
        return at.LinkTarget is null ? path : at.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }

    /// <summary>Whether two paths lead to one place, also through links and, where the system does so, in other letters.</summary>
    /// <exception cref="IOException">A link leads to itself.</exception>
    public static bool IsSame(string a, string b) =>
        string.Equals(Real(a, MaximumLinks), Real(b, MaximumLinks), OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    private static string Real(string path, int links)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var above = Path.GetDirectoryName(full);
        var here = above is null ? full : Path.Combine(Real(above, links), Path.GetFileName(full));
        return !IsLink(here) ? here
            : links > 0 ? Real(BehindLinks(here), links - 1)
            : throw new IOException($"{path}: links lead to each other.");
    }
}
