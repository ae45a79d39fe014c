using System.Collections.Immutable;
using System.IO.Compression;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using StudyAnalysis.Import.Writing;
using Xunit;
using CellStyle = StudyAnalysis.Import.Writing.CellStyle;

namespace StudyAnalysis.Tests.Import.Writing;

public sealed class WorkbookWriterTests
{
    [Fact]
    public void ToBytes_EveryFeature_HasNoValidationError()
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(WorkbookWriter.ToBytes(Everything())), isEditable: false);

        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(document).Select(e => $"{e.Path?.XPath}: {e.Description}"));
    }

    [Fact]
    public void ToBytes_SameContent_SameBytes() => Assert.Equal(WorkbookWriter.ToBytes(Everything()), WorkbookWriter.ToBytes(Everything()));

    [Fact]
    public void ToBytes_CarriesNoClock()
    {
        using var zip = new ZipArchive(new MemoryStream(WorkbookWriter.ToBytes(Everything())));

        Assert.All(zip.Entries, e => Assert.Equal(2000, e.LastWriteTime.Year));
        Assert.Equal("[Content_Types].xml", zip.Entries[0].FullName);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+33 1")]
    [InlineData("-2")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    public void ToBytes_TextThatLooksLikeAFormula_IsMarkedAsText(string text)
    {
        var cell = Cells(WorkbookWriter.ToBytes(One(CellContent.Of(text))), out var formats)[0];

        Assert.Null(cell.CellFormula);
        Assert.Equal(CellValues.InlineString, cell.DataType!.Value);
        Assert.Equal(text, cell.InlineString!.Text!.Text);
        Assert.True(formats[(int)cell.StyleIndex!.Value].QuotePrefix!.Value);
    }

    [Fact]
    public void ToBytes_Date_IsTheSerialThatExcelShows()
    {
        var cell = Cells(WorkbookWriter.ToBytes(One(CellContent.Of(new DateOnly(2026, 11, 23)))), out _)[0];

        // Excel: =DATE(2026,11,23) shown as a number is 46349.
        Assert.Equal("46349", cell.CellValue!.Text);
    }

    [Fact]
    public void ToBytes_ControlAndSurrogateCharacters_GiveAReadableFile()
    {
        var cell = Cells(WorkbookWriter.ToBytes(One(CellContent.Of("a\u0001b\uD800c_x0041_"))), out _)[0];

        Assert.Equal("a_x0001_b\uFFFDc_x005F_x0041_", cell.InlineString!.Text!.Text);
    }

    [Fact]
    public void ToBytes_LongList_StandsOnAHiddenSheet()
    {
        var bytes = WorkbookWriter.ToBytes(Everything());

        using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        var hidden = document.WorkbookPart!.Workbook!.Sheets!.Elements<Sheet>().Single(s => s.State?.Value == SheetStateValues.Hidden);
        Assert.Equal(WorkbookWriter.ListSheetName, hidden.Name!.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("abcdefghijklmnopqrstuvwxyz abcdef")]
    public void ToBytes_SheetNameNotAllowed_Throws(string name)
    {
        var sheet = new SheetContent { Name = name, Rows = [] };

        Assert.Contains("sheet name", Assert.Throws<ArgumentException>(() => WorkbookWriter.ToBytes(new WorkbookContent([sheet]))).Message, StringComparison.Ordinal);
    }

    private static WorkbookContent One(CellContent cell) => new([new SheetContent { Name = "S", Rows = [[cell]] }]);

    private static WorkbookContent Everything() => new(
        [
            new SheetContent
            {
                Name = "Patients & co",
                Rows =
                [
                    [CellContent.Of("id", CellStyle.Header), CellContent.Of("sex", CellStyle.Header), CellContent.Of("n"), CellContent.Of("date")],
                    [],
                    [CellContent.Of("=P01"), CellContent.Of(1.5), CellContent.Of(true), CellContent.Of(new DateTime(2026, 1, 2, 3, 4, 0))],
                ],
                ColumnWidths = [12, 8.5],
                FrozenRows = 1,
                FrozenColumns = 1,
                FilterRow = 1,
                Notes = [new CellNote(1, 1, "Pseudonym <never> a name"), new CellNote(1, 2, "M or F")],
                Validations =
                [
                    List(1, ["M", "F"]),
                    List(2, [.. Enumerable.Range(0, 60).Select(i => $"code number {i}")]),
                    new ColumnValidation { Column = 3, FirstRow = 2, LastRow = 90, Kind = ValidationKind.WholeNumber, Minimum = 0, Maximum = 5 },
                    new ColumnValidation { Column = 4, FirstRow = 2, LastRow = 90, Kind = ValidationKind.Date, Minimum = 0, Message = new string('m', 400) },
                    new ColumnValidation { Column = 5, FirstRow = 2, LastRow = 90, Kind = ValidationKind.DecimalNumber, IsStrict = false },
                ],
                IsProtected = true,
            },
        ])
    {
        Title = "T & t",
        Keywords = "SYNTHETIC",
    };

    private static ColumnValidation List(int column, ImmutableArray<string> values) => new()
    {
        Column = column,
        FirstRow = 2,
        LastRow = 90,
        Kind = ValidationKind.List,
        Values = values,
    };

    private static List<Cell> Cells(byte[] bytes, out List<CellFormat> formats)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        formats = [.. document.WorkbookPart!.WorkbookStylesPart!.Stylesheet!.CellFormats!.Elements<CellFormat>()];
        return [.. document.WorkbookPart!.WorksheetParts.First().Worksheet!.Descendants<Cell>()];
    }
}
