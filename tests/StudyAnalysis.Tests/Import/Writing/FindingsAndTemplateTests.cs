using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using StudyAnalysis.Import;
using StudyAnalysis.Import.Writing;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Import.Writing;

public sealed class FindingsAndTemplateTests
{
    [Theory]
    [InlineData(Language.English, "Queries", "new")]
    [InlineData(Language.French, "Demandes", "nouveau")]
    public void FindingsToBytes_IsAValidQueryList(Language language, string sheet, string status)
    {
        var result = TestStudy.People(["Couleur", "Poids (kg)"], ["=cmd()", "lourd"], ["red", 900]);

        var bytes = FindingsWriter.ToBytes(result.Findings, result.Ledger, language, TestStudy.Today);

        Assert.Equal(bytes, FindingsWriter.ToBytes(result.Findings, result.Ledger, language, TestStudy.Today));
        AssertValid(bytes);
        using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        Assert.Equal(sheet, document.WorkbookPart!.Workbook!.Sheets!.Elements<Sheet>().First().Name!.Value);
        var texts = document.WorkbookPart.WorksheetParts.SelectMany(p => p.Worksheet!.Descendants<Text>()).Select(t => t.Text).ToList();
        Assert.Contains("=cmd()", texts);
        Assert.Contains(status, texts);
        Assert.Empty(document.WorkbookPart.WorksheetParts.SelectMany(p => p.Worksheet!.Descendants<CellFormula>()));
    }

    [Fact]
    public void FindingsToBytes_WithoutFindings_IsValid() => AssertValid(FindingsWriter.ToBytes([], new Ledger([]), Language.English, TestStudy.Today));

    [Theory]
    [InlineData(Language.English)]
    [InlineData(Language.French)]
    public void TemplateToBytes_IsValidAndImportsWithoutErrors(Language language)
    {
        var bytes = TemplateWriter.ToBytes(TestStudy.Definition, language);

        Assert.Equal(bytes, TemplateWriter.ToBytes(TestStudy.Definition, language));
        AssertValid(bytes);
        var result = TestStudy.Import(bytes);
        Assert.NotNull(result.Data);
        Assert.DoesNotContain(result.Findings, f => f.Severity > Severity.Warning);
        Assert.All(result.Data.Tables, t => Assert.True(t.IsPresent));
        Assert.All(result.Data.Tables, t => Assert.Empty(t.AbsentFields));
    }

    [Fact]
    public void TemplateToBytes_HasDropDownsNotesAndUnits()
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(TemplateWriter.ToBytes(TestStudy.Definition, Language.French)), isEditable: false);

        var people = document.WorkbookPart!.WorksheetParts.Single(p => p.Worksheet!.Descendants<Text>().Any(t => t.Text == "Couleur"));
        Assert.Contains(people.Worksheet!.Descendants<DataValidation>(), v => v.Formula1!.Text == "\"red,green,+,-,NR\"");
        Assert.Contains(people.Worksheet!.Descendants<Text>(), t => t.Text == "Poids (kg)");
        Assert.Equal(10, people.WorksheetCommentsPart!.Comments!.CommentList!.ChildElements.Count);
    }

    private static void AssertValid(byte[] bytes)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(document).Select(e => $"{e.Path?.XPath}: {e.Description}"));
    }
}
