using System.Security.Cryptography;

namespace StudyAnalysis.Cli.Output;

/// <summary>A file of an output folder, as the program wrote it.</summary>
/// <param name="Name">Its path in the folder, with '/'.</param>
/// <param name="Sha256">Of its bytes, in hexadecimal digits.</param>
/// <param name="ContentSha256">Of what the program wrote of it, where people fill in the rest; null where the bytes say it all.</param>
internal sealed record ManifestFile(string Name, string Sha256, string? ContentSha256 = null)
{
    /// <summary>The hash of bytes as a manifest holds it.</summary>
    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The hash of a file as a manifest holds it.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string HashOfFile(string path) => HashOf(BytesOf(path));

    /// <summary>The bytes of a file in an output folder, also while another program has it open.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static byte[] BytesOf(string path)
    {
        // Not opened: what looks empty may be a pipe, and to open one waits for ever.
        if (new FileInfo(path).Length == 0)
        {
            return [];
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
