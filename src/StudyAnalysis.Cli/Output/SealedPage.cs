using System.Text;

namespace StudyAnalysis.Cli.Output;

/// <summary>A page with the hash of itself as a last comment: it tells whether anybody has changed it.</summary>
internal static class SealedPage
{
    private const string Before = "<!-- study sha256 ";
    private const string After = " -->\n";

    /// <summary>The page with its seal.</summary>
    public static byte[] Seal(byte[] page) => [.. page, .. SealOf(page)];

    /// <summary>Whether a page is as it was sealed.</summary>
    public static bool IsUntouched(ReadOnlySpan<byte> page)
    {
        var length = SealOf([]).Length;
        return page.Length >= length && page[^length..].SequenceEqual(SealOf(page[..^length]));
    }

    private static byte[] SealOf(ReadOnlySpan<byte> page) => Encoding.ASCII.GetBytes(Before + ManifestFile.HashOf(page) + After);
}
