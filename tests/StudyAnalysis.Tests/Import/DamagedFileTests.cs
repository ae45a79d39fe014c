using System.IO.Compression;
using StudyAnalysis.Cli;
using StudyAnalysis.Import;
using StudyAnalysis.Import.Reading;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Cli;
using Xunit;

namespace StudyAnalysis.Tests.Import;

/// <summary>Files that are not what was saved stop with exit code 3; nothing of them is guessed.</summary>
public sealed class DamagedFileTests
{
    [Theory]
    [InlineData("wrong-checksum.xlsx", "xl/worksheets/sheet1.xml", "checksum", false)]
    [InlineData("sheet-part-missing.xlsx", "xl/worksheets/sheet3.xml", "not in the file", true)]
    [InlineData("two-parts-of-one-name.xlsx", "xl/worksheets/sheet1.xml", "two parts of one name", false)]
    public void CheckAndReport_OfADamagedFile_ExitWith3(string name, string part, string why, bool mayBeRepaired)
    {
        using var cli = new CliRun();
        foreach (var verb in new[] { "check", "report" })
        {
            Assert.Equal(ExitCode.InputUnreadable, cli.Run(verb, ImportCase.PathOf(name), "--definition", ImportCase.PathOf("definition"), "--out", cli["out"]));
            Assert.Contains(part, cli.Error, StringComparison.Ordinal);
            Assert.Contains(why, cli.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
            Assert.Contains("Copy it again from its source", cli.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
            Assert.Equal(mayBeRepaired, cli.Error.Contains("repair", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Checksum_IsThatOfTheStandard()
    {
        // The check value of CRC-32 (ISO-HDLC), and a length that is no multiple of eight.
        var checksum = new Checksum();
        checksum.Add("1234"u8);
        checksum.Add("56789"u8);
        Assert.Equal(0xCBF43926u, checksum.Value);

        // 32 bytes of zero: a test vector of the same polynomial (zlib).
        checksum = new Checksum();
        checksum.Add(new byte[32]);
        Assert.Equal(0x190A55ADu, checksum.Value);
    }

    [Theory]
    [InlineData("xl/worksheets/sheet1.xml")]
    [InlineData("xl/styles.xml")]
    [InlineData("docProps/picture.bin")]
    public void AnyPart_WithAnotherChecksum_IsDamage(string part)
    {
        var bytes = Stored(Study(), part, out var position);
        bytes[position] ^= 1;

        var problem = Assert.Throws<UnreadableWorkbookException>(() => Import(bytes));
        Assert.Contains(part, problem.What.In(Language.English), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xl/styles.xml")]
    [InlineData("xl/sharedStrings.xml")]
    [InlineData("xl/worksheets/sheet2.xml")]
    public void MissingPart_IsDamage(string part)
    {
        var parts = Parts(Study());
        parts.Remove(part);

        var problem = Assert.Throws<UnreadableWorkbookException>(() => Import(RawXlsx.Zip(parts)));
        Assert.Contains(part, problem.What.In(Language.French), StringComparison.Ordinal);
    }

    [Fact]
    public void SheetWithoutARelation_IsDamage()
    {
        var bytes = Study(r => r.Part("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>"));

        Assert.Contains("rId1", Assert.Throws<UnreadableWorkbookException>(() => Import(bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SheetInAnotherNamespace_IsDamage()
    {
        var bytes = Study(r => r.Part("xl/worksheets/sheet2.xml", "<worksheet xmlns=\"urn:other\"/>"));

        Assert.Throws<UnreadableWorkbookException>(() => Import(bytes));
    }

    [Fact]
    public void TwoPartsThatDifferInCase_AreAmbiguous()
    {
        var parts = Parts(Study());
        parts["XL/worksheets/Sheet1.xml"] = parts["xl/worksheets/sheet1.xml"];

        Assert.Contains("two parts", Assert.Throws<UnreadableWorkbookException>(() => Import(RawXlsx.Zip(parts))).Message, StringComparison.Ordinal);
    }

    private static byte[] Study(Func<RawXlsx, RawXlsx>? change = null)
    {
        var study = new RawXlsx()
            .Sheet("Personnes", RawXlsx.Rows(["Personne", "Date d'information"], ["P1", "s=\"1\"|<v>46023</v>"]))
            .Sheet("Tubes", RawXlsx.Rows(["Tube", "Personne", "Date"]))
            .Part("docProps/picture.bin", "a picture that nobody reads");
        return (change?.Invoke(study) ?? study).ToBytes();
    }

    private static ImportResult Import(byte[] bytes) =>
        StudyImporter.Import(TestStudy.Definition, new MemoryStream(bytes), "test.xlsx", new ImportOptions(TestStudy.Today));

    private static Dictionary<string, byte[]> Parts(byte[] xlsx)
    {
        using var zip = new ZipArchive(new MemoryStream(xlsx));
        return zip.Entries.ToDictionary(e => e.FullName, Bytes, StringComparer.Ordinal);
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    // The workbook with its parts stored, not compressed: a byte can be changed without breaking anything but the checksum.
    private static byte[] Stored(byte[] xlsx, string part, out int position)
    {
        var parts = Parts(xlsx);
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in parts)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(bytes);
            }
        }

        var all = stream.ToArray();

        // Another digit leaves the XML whole.
        var digit = parts[part].AsSpan().LastIndexOfAnyInRange((byte)'0', (byte)'9');
        position = all.AsSpan().IndexOf(parts[part]) + Math.Max(0, digit);
        return all;
    }
}
