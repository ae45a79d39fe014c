using System.IO.Compression;
using System.Text;
using StudyAnalysis.Import;
using StudyAnalysis.Import.Reading;
using StudyAnalysis.Import.Writing;
using StudyAnalysis.Schema;
using StudyAnalysis.Simulation;
using StudyAnalysis.Tests.Architecture;
using Xunit;

namespace StudyAnalysis.Tests.Import;

/// <summary>What makes a workbook synthetic. Import/Saved holds workbooks that LibreOffice 7.4.7 opened and saved (soffice --headless --convert-to xlsx).</summary>
public sealed class SyntheticMarkTests
{
    private static readonly StudyDefinition _rfaCrlm = Study.Load(Repository.PathOf("data-schema", "rfa-crlm")).Definition;

    [Fact]
    public void Import_Simulated_IsSynthetic() => Assert.True(TestStudy.Import(WorkbookWriter.ToBytes(Marked())).Data!.IsSynthetic);

    [Theory]
    [InlineData("every-kind-of-cell.xlsx")]
    [InlineData("three-patients.xlsx")]
    public void Mark_OpenedAndSavedByLibreOffice_IsWhole(string file)
    {
        var bytes = File.ReadAllBytes(Saved(file));

        Assert.Contains("LibreOffice", ReadPart(bytes, "docProps/app.xml"), StringComparison.Ordinal);
        Assert.Equal(SyntheticMark.Whole, SyntheticMarks.Of(Read(bytes)));
    }

    // The cells differ as they stand in the file: the hash must be of what they say.
    [Fact]
    public void Hash_OpenedAndSavedByLibreOffice_IsThatOfWhatWasWritten()
    {
        var (written, saved) = (Read(WorkbookWriter.ToBytes(Marked())), Read(File.ReadAllBytes(Saved("every-kind-of-cell.xlsx"))));

        Assert.Equal(CellHash.Of(written), CellHash.Of(saved));
        Assert.Contains(written.Sheets[0].Cells.Zip(saved.Sheets[0].Cells), p => p.First.Number != p.Second.Number);
    }

    // What LibreOffice 7.4.7 made of the numbers when it saved them; the last is one it leaves alone.
    [Theory]
    [InlineData(45022.81319444445, 45022.8131944445)]
    [InlineData(45863.322222222225, 45863.3222222222)]
    [InlineData(1625.038364651565, 1625.03836465157)]
    [InlineData(9.498367914696395E-08, 9.4983679146964E-008)]
    [InlineData(0.99999999999999989, 1)]
    [InlineData(-0.30000000000000004, -0.3)]
    [InlineData(1.2345678901234567e300, 1.23456789012346e300)]
    [InlineData(123456789012345, 123456789012345)]
    public void Hash_NumberAsSavedByLibreOffice_IsThatOfTheNumber(double written, double saved) =>
        Assert.Equal(CellHash.Of(One(written)), CellHash.Of(One(saved)));

    [Theory]
    [InlineData(1, -1)]
    [InlineData(1, 10)]
    [InlineData(0.1, 0.100000000000001)]
    [InlineData(123456789012345, 123456789012346)]
    [InlineData(1e300, 1e301)]
    public void Hash_AnotherNumber_IsAnother(double first, double second) => Assert.NotEqual(CellHash.Of(One(first)), CellHash.Of(One(second)));

    [Fact]
    public void Mark_ThreePatientsSavedByLibreOffice_AreSyntheticUnderTheirDefinition()
    {
        var import = TestStudy.Import(File.ReadAllBytes(Saved("three-patients.xlsx")), _rfaCrlm);

        Assert.True(import.Data!.IsSynthetic);
        Assert.DoesNotContain(import.Findings, f => f.Id == "IMP-073");
    }

    [Theory]
    [InlineData("every-kind-of-cell.xlsx")]
    [InlineData("three-patients.xlsx")]
    public void Mark_AnyOneCellChanged_IsBroken(string file)
    {
        var workbook = Read(File.ReadAllBytes(Saved(file)));
        foreach (var cells in workbook.Sheets.Select(s => s.Cells))
        {
            for (var i = 0; i < cells.Count; i += cells.Count > 100 ? 97 : 1)
            {
                var cell = cells[i];
                cells[i] = Changed(cell);
                Assert.Equal(SyntheticMark.Broken, SyntheticMarks.Of(workbook));
                cells[i] = cell;
            }
        }

        Assert.Equal(SyntheticMark.Whole, SyntheticMarks.Of(workbook));
    }

    [Fact]
    public void Mark_CellMovedAddedOrDeleted_IsBroken()
    {
        var bytes = WorkbookWriter.ToBytes(Marked());
        Assert.All<Action<List<RawCell>>>(
            [
                c => c.RemoveAt(3),
                c => c[^1] = c[^1] with { Row = c[^1].Row + 1 },
                c => c.Add(c[^1] with { Column = c[^1].Column + 1 }),
                c => c[0] = c[0] with { IsFormula = true },
            ],
            change =>
            {
                var workbook = Read(bytes);
                change(workbook.Sheets[0].Cells);
                Assert.Equal(SyntheticMark.Broken, SyntheticMarks.Of(workbook));
            });
    }

    [Fact]
    public void Import_OneCellTypedOver_IsRealAndSaysSo()
    {
        var import = TestStudy.Import(With(File.ReadAllBytes(Saved("every-kind-of-cell.xlsx")), "xl/sharedStrings.xml", ">P1<", ">P7<"));

        Assert.False(import.Data!.IsSynthetic);
        var finding = Assert.Single(import.Findings, f => f.Id == "IMP-073");
        Assert.Equal("The workbook was simulated, then changed: it is treated as real.", finding.Message.In(Language.English));
        Assert.Equal("Le classeur a été simulé, puis modifié : il est traité comme réel.", finding.Message.In(Language.French));
    }

    // A summary table, a title, a keyword or a note of the study team are no mark.
    [Theory]
    [InlineData("Tableau synthétique", "Tableau synthétique des patients", "synthétique")]
    [InlineData("SYNTHETIC", "SYNTHETIC – DONNÉES SYNTHÉTIQUES", "SYNTHETIC")]
    public void Import_NamedSynthetic_IsReal(string sheet, string text, string keyword)
    {
        var content = new WorkbookContent([TestStudy.Sheet(sheet, [text]), .. People().Sheets]) { Title = text, Keywords = keyword };
        var import = TestStudy.Import(WorkbookWriter.ToBytes(content));

        Assert.False(import.Data!.IsSynthetic);
        Assert.DoesNotContain(import.Findings, f => f.Id == "IMP-073");
    }

    [Fact]
    public void Import_MarkOfAnotherWorkbook_IsReal()
    {
        var other = People() with { Custom = StudySimulator.Simulate(_rfaCrlm, new SimulationOptions { Patients = 3 }).Custom };

        Assert.False(TestStudy.Import(WorkbookWriter.ToBytes(other)).Data!.IsSynthetic);
    }

    [Theory]
    [InlineData(Language.English)]
    [InlineData(Language.French)]
    public void Hash_OfWhatSimulateWrites_IsThatOfWhatIsRead(Language language)
    {
        var content = StudySimulator.Simulate(_rfaCrlm, new SimulationOptions { Language = language, Errors = true });

        Assert.Equal(content.Custom[SyntheticMarks.Property], CellHash.Of(Read(WorkbookWriter.ToBytes(content))));
    }

    private static RawCell Changed(RawCell cell) => cell.Kind switch
    {
        RawKind.Text => cell with { Text = cell.Text + " " },
        RawKind.Truth => cell with { Number = 1 - cell.Number },
        _ => cell with { Number = Math.Abs(cell.Number) < 1e-300 ? 1 : cell.Number * (1 - 1e-13) },
    };

    private static WorkbookContent One(double number) => new([TestStudy.Sheet("Personnes", [number])]);

    private static WorkbookContent Marked() => SyntheticMarks.Put(People());

    private static WorkbookContent People() => new(
    [
        TestStudy.Sheet(
            "Personnes",
            ["Personne", "Date d'information", "Poids (kg)", "Remarque"],
            ["P1", new DateOnly(2026, 1, 5), 70.1, " spaces before and after "],
            ["P2", new DateOnly(1900, 3, 1), 100.0 / 3, "two\nlines, a\ttab"],
            ["P3", new DateTime(2025, 7, 24, 7, 44, 0), 1e-7, "a\u0001b\r\n_x0041_ é e\u0301 œ 😀 \u00A0"],
            ["P4", new DateTime(2025, 11, 28, 8, 16, 1), 123456789.12345678, "=1+1"],
            [null, null, -0.1 - 0.2, "00123"],
            ["P5", null, 4.9406564584124654e-324, "1,5"],
            ["P6", null, 1.7976931348623157e308, "TRUE"],
            [],
            ["P8", true, false, new string('x', 3000)]),
        TestStudy.Sheet("Tubes", ["Tube", "Personne", "Date"], ["T1", "P1", new DateTime(2026, 2, 3, 8, 20, 0)], [], [null, null, null, null, 0.1]),
        new SheetContent { Name = "Liste cachée", IsHidden = true, Rows = [[CellContent.Of("hidden")]] },
    ]);

    private static string Saved(string file) => Repository.PathOf("tests", "StudyAnalysis.Tests", "Import", "Saved", file);

    private static RawWorkbook Read(byte[] bytes) => WorkbookReader.Read(bytes, "test.xlsx", null, ReadLimits.Default);

    private static string ReadPart(byte[] bytes, string part)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        using var reader = new StreamReader(zip.GetEntry(part)!.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static byte[] With(byte[] bytes, string part, string from, string to)
    {
        var text = ReadPart(bytes, part);
        Assert.Contains(from, text, StringComparison.Ordinal);
        using var changed = new MemoryStream();
        changed.Write(bytes);
        using (var zip = new ZipArchive(changed, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(part)!.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(part).Open(), new UTF8Encoding(false));
            writer.Write(text.Replace(from, to, StringComparison.Ordinal));
        }

        return changed.ToArray();
    }
}
