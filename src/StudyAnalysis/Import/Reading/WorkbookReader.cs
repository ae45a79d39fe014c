using System.IO.Compression;
using System.Xml;
using StudyAnalysis.Import.Privacy;

namespace StudyAnalysis.Import.Reading;

/// <summary>Reads any workbook file into its raw cells, or says why it cannot.</summary>
internal static class WorkbookReader
{
    private static ReadOnlySpan<byte> ZipMark => "PK"u8;

    private static ReadOnlySpan<byte> CompoundMark => [0xD0, 0xCF, 0x11, 0xE0];

    /// <summary>The bytes of a file.</summary>
    public static byte[] Bytes(string path)
    {
        if (Directory.Exists(path))
        {
            throw Unreadable.Folder(path);
        }

        try
        {
            // Shared for writing, so that a workbook open in Excel can be read.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return Bytes(stream, path, ReadLimits.Default);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Unreadable.Missing(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Unreadable.Access(path, e);
        }
    }

    /// <summary>The bytes of a stream, up to the limit.</summary>
    public static byte[] Bytes(Stream stream, string name, ReadLimits limits)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            memory.Write(buffer.AsSpan(0, read));
            if (memory.Length > limits.FileBytes)
            {
                throw Unreadable.TooLarge(name, $"{limits.FileBytes >> 20} MB");
            }
        }

        return memory.ToArray();
    }

    /// <summary>The workbook of these bytes.</summary>
    /// <exception cref="UnreadableWorkbookException">It is no workbook, is damaged, protected or too large.</exception>
    public static RawWorkbook Read(byte[] bytes, string path, string? password, ReadLimits limits)
    {
        if (bytes.Length == 0)
        {
            throw Unreadable.Empty(path);
        }

        if (bytes.AsSpan().StartsWith(CompoundMark))
        {
            return WithNamesOnce(CompoundReader.Read(bytes, path, password, limits), path);
        }

        if (!bytes.AsSpan().StartsWith(ZipMark))
        {
            throw Unreadable.NotAWorkbook(path);
        }

        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
            return WithNamesOnce(new XlsxReader(zip, path, limits).Read(), path);
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Unreadable.Damaged(path, "zip", e);
        }
    }

    // Which of two sheets of one name holds the data cannot be told; Excel writes no such file.
    private static RawWorkbook WithNamesOnce(RawWorkbook workbook, string path)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return workbook.Sheets.FirstOrDefault(s => !seen.Add(s.Name)) is not { } twice ? workbook : throw Unreadable.SheetNameTwice(path, Shown(twice.Name));
    }

    private static string Shown(string sheet) => 
        new IdentifierScan().Find(new RawCell(1, 1, RawKind.Text, RawStyle.Number, false, 0, sheet)) is null ? sheet : "…";

    /// <summary>What the zip, XML and number layers throw at bytes that are not what they say.</summary>
    public static bool IsDamage(Exception e) => e
        is InvalidDataException or XmlException or IOException or FormatException or OverflowException or ArgumentException
        or NotSupportedException or InvalidOperationException or IndexOutOfRangeException;
}
