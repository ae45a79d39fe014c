using System.Text;
using StudyAnalysis.Import;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Import;

public sealed class UnreadableWorkbookTests
{
    [Fact]
    public void Import_MissingFile_SaysSo() => AssertUnreadable("no such file", () => FromPath(Path.Combine(Path.GetTempPath(), "study-missing", "none.xlsx")));

    [Fact]
    public void Import_Folder_SaysSo() => AssertUnreadable("folder", () => FromPath(Path.GetTempPath()));

    [Fact]
    public void Import_EmptyFile_SaysSo() => AssertUnreadable("empty", () => FromBytes([]));

    [Fact]
    public void Import_TextRenamed_SaysSo() => AssertUnreadable("not an Excel workbook", () => FromBytes(Encoding.UTF8.GetBytes("a;b;c\n1;2;3")));

    [Fact]
    public void Import_WordDocument_SaysSo() => AssertUnreadable("Word", () => FromBytes(RawXlsx.Zip(new Dictionary<string, byte[]> { ["word/document.xml"] = [1], ["_rels/.rels"] = [1] })));

    [Fact]
    public void Import_OtherZip_SaysSo() => AssertUnreadable("not an Excel workbook", () => FromBytes(RawXlsx.Zip(new Dictionary<string, byte[]> { ["a.txt"] = [1] })));

    [Fact]
    public void Import_OpenDocument_SaysSo() => AssertUnreadable("OpenDocument", () => FromBytes(RawXlsx.Zip(new Dictionary<string, byte[]> { ["mimetype"] = [1], ["content.xml"] = [1] })));

    [Fact]
    public void Import_BinaryWorkbook_SaysSo() => AssertUnreadable(".xlsb", () => FromBytes(RawXlsx.Zip(new Dictionary<string, byte[]> { ["xl/workbook.bin"] = [1] })));

    [Fact]
    public void Import_TruncatedFile_SaysSo()
    {
        var bytes = TestStudy.Workbook(TestStudy.Sheet("Personnes", ["Personne"]));

        AssertUnreadable("damaged", () => FromBytes(bytes[..(bytes.Length / 2)]));
    }

    [Fact]
    public void Import_PasswordProtected_SaysHowToRemoveIt() => AssertUnreadable("password", () => FromBytes(CompoundFile.Encrypted()));

    [Fact]
    public void Import_DamagedCompoundFile_SaysSo() => AssertUnreadable("damaged", () => FromBytes([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]]));

    [Fact]
    public void Import_ExternalEntity_IsNotRead()
    {
        var bytes = new RawXlsx().Sheet("Personnes", "<sheetData/>")
            .Part("xl/worksheets/sheet1.xml", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><worksheet xmlns=\"" + RawXlsx.Main + "\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&e;</t></is></c></row></sheetData></worksheet>").ToBytes();

        AssertUnreadable("damaged", () => FromBytes(bytes));
    }

    [Fact]
    public void Import_ZipBomb_IsStopped()
    {
        var bytes = new RawXlsx().Sheet("Personnes", "<sheetData/>").Part("xl/worksheets/sheet1.xml", new byte[40 << 20]).ToBytes();

        AssertUnreadable("larger than", () => FromBytes(bytes));
    }

    [Fact]
    public void Import_AddressOutsideTheSheet_SaysDamaged()
    {
        var bytes = new RawXlsx().Sheet("Personnes", "<sheetData><row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row></sheetData>").ToBytes();

        AssertUnreadable("damaged", () => FromBytes(bytes));
    }

    [Fact]
    public void Import_TheSameCellTwice_SaysDamaged()
    {
        var bytes = new RawXlsx().Sheet("Personnes", "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row></sheetData>").ToBytes();

        AssertUnreadable("damaged", () => FromBytes(bytes));
    }

    [Fact]
    public void Import_FileOpenElsewhere_IsStillRead()
    {
        var path = Path.Combine(Path.GetTempPath(), $"study-open-{Environment.ProcessId}.xlsx");
        File.WriteAllBytes(path, TestStudy.Workbook(TestStudy.Sheet("Personnes", ["Personne", "Date d'information"]), TestStudy.Sheet("Tubes", ["Tube", "Personne", "Date"])));
        try
        {
            using var open = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            Assert.NotNull(FromPath(path).Data);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static ImportResult FromPath(string path) => StudyImporter.Import(TestStudy.Definition, path, new ImportOptions(TestStudy.Today));

    private static ImportResult FromBytes(byte[] bytes) =>
        StudyImporter.Import(TestStudy.Definition, new MemoryStream(bytes), "book.xlsx", new ImportOptions(TestStudy.Today));

    private static void AssertUnreadable(string word, Func<ImportResult> import)
    {
        var exception = Assert.Throws<UnreadableWorkbookException>(import);
        Assert.Contains(word, exception.What.In(Language.English), StringComparison.Ordinal);
        Assert.All([exception.What, exception.Action], t => Assert.NotEqual(t.In(Language.English), t.In(Language.French)));
    }
}
