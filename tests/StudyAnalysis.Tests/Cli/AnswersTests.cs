using StudyAnalysis.Cli;
using StudyAnalysis.Cli.Output;
using StudyAnalysis.Tests.Architecture;
using Xunit;

namespace StudyAnalysis.Tests.Cli;

/// <summary>What the data manager fills into findings.xlsx stays theirs from run to run.</summary>
public sealed class AnswersTests : IDisposable
{
    private readonly CliRun _cli = new();

    private string List => Path.Combine(_cli["out"], QueryList.FileName);

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("check")]
    [InlineData("report")]
    public void Answers_StayWithTheirQuery(string verb)
    {
        Run(verb);
        var about = FilledList.Fill(List, row: 2, "confirmed", "checked in the source", "Dr on leave until Monday");

        Run(verb);

        Assert.Equal(("confirmed", "checked in the source", "Dr on leave until Monday"), FilledList.Answers(List)[about]);
        Assert.Equal([QueryList.FileName], Directory.GetFiles(_cli["out"], "findings*").Select(f => Path.GetFileName(f)));
        Assert.Empty(Rows("Answered before"));
    }

    [Fact]
    public void Answers_AreKeptInTheOtherLanguage()
    {
        Run("check");
        var about = FilledList.Fill(List, row: 2, "confirmed", "ok", string.Empty);

        Run("check", "--lang", "fr");

        Assert.Equal(("confirmé", "ok", string.Empty), FilledList.Answers(List)[about]);
    }

    [Fact]
    public void Answers_ToWhatIsTypedOtherwiseNow_StandOnTheirOwnSheet_AndComeBackWithIt()
    {
        CheckPeople(weight: 250);
        var about = FilledList.Fill(List, row: 2, "corrected", "will be retyped", "c");

        CheckPeople(weight: 251);
        Assert.DoesNotContain(FilledList.Answers(List), a => a.Value.Answer.Length > 0);
        Assert.Contains("will be retyped", Assert.Single(Rows("Answered before")), StringComparison.Ordinal);

        CheckPeople(weight: 251);
        Assert.Single(Rows("Answered before"));

        CheckPeople(weight: 250);
        Assert.Equal(("corrected", "will be retyped", "c"), FilledList.Answers(List)[about]);
        Assert.Empty(Rows("Answered before"));
    }

    [Fact]
    public void Answers_WithRowsMovedInTheWorkbook_StayWithTheirQuery()
    {
        CheckPeople(weight: 250);
        var about = FilledList.Fill(List, row: 2, "confirmed", "it is so", string.Empty);

        CheckPeople(weight: 250, shift: 3);

        Assert.Equal(("confirmed", "it is so", string.Empty), FilledList.Answers(List)[about]);
    }

    [Fact]
    public void Answers_ToWhatIsNoLongerAsked_AreKept()
    {
        CheckPeople(weight: 250);
        FilledList.Fill(List, row: 2, "corrected", "typed wrongly", string.Empty);

        CheckPeople(weight: 75);

        Assert.Contains("typed wrongly", Assert.Single(Rows("Answered before")), StringComparison.Ordinal);
    }

    [Fact]
    public void List_WithOtherCellsChanged_IsSetAside_AndItsAnswersAreCarried()
    {
        Run("check");
        var about = FilledList.Fill(List, row: 2, "confirmed", "a", "b");
        FilledList.Type(List, row: 3, column: 8, "my own words");

        Run("check");

        Assert.Equal(("confirmed", "a", "b"), FilledList.Answers(List)[about]);
        Assert.Equal(2, Directory.GetFiles(_cli["out"], "findings*").Length);
    }

    // A header of another name, and a column of their own: what cannot be carried, or was never asked for, stays in the file as they left it.
    [Theory]
    [InlineData(1, 14, "Comments")]
    [InlineData(1, 13, "Answer (Dr Martin)")]
    [InlineData(2, 15, "done by Bob")]
    public void List_WithMoreThanAnswers_IsKeptBesideTheNewOne(int row, int column, string text)
    {
        Run("check");
        FilledList.Fill(List, row: 2, "confirmed", "a", "b");
        FilledList.Type(List, row, column, text);
        var filled = File.ReadAllBytes(List);

        Run("check");

        var kept = Assert.Single(Directory.GetFiles(_cli["out"], "findings.*.xlsx"));
        Assert.Equal(filled, File.ReadAllBytes(kept));
    }

    // Of an .xls the reader shows neither formulas nor notes: nothing is known of what else it holds.
    [Fact]
    public void List_SavedAsXls_IsSetAside()
    {
        Run("check");
        File.Copy(Repository.PathOf("tests", "StudyAnalysis.Tests", "Fixtures", "Import", "errors-in-xls.xls"), List, overwrite: true);

        Run("check");

        Assert.Single(Directory.GetFiles(_cli["out"], "findings.*.xlsx"));
    }

    [Fact]
    public void List_ThatIsNoWorkbookAnyMore_IsSetAside()
    {
        Run("check");
        File.WriteAllText(List, "hello");

        Run("check");

        Assert.NotEmpty(FilledList.Answers(List));
        Assert.Contains(Directory.GetFiles(_cli["out"], "findings*"), f => File.ReadAllText(f) == "hello");
    }

    [Fact]
    public void ContentHash_LeavesAnswersOut_AndNothingElse()
    {
        Run("check");
        var listed = Manifest.Read(_cli["out"])!.Find(QueryList.FileName)!;
        Assert.Equal(listed.ContentSha256, QueryList.ContentHash(File.ReadAllBytes(List)));

        FilledList.Fill(List, row: 2, "confirmed", "a", "b");
        Assert.NotEqual(listed.Sha256, ManifestFile.HashOfFile(List));
        Assert.Equal(listed.ContentSha256, QueryList.ContentHash(File.ReadAllBytes(List)));

        FilledList.Type(List, row: 2, column: 7, "other");
        Assert.NotEqual(listed.ContentSha256, QueryList.ContentHash(File.ReadAllBytes(List)));
    }

    // Default folders are named by date and inputs: a corrected workbook has another one.
    [Fact]
    public void Answers_AreFoundInTheDefaultFolderOfTheWorkbookBefore()
    {
        _cli.Run("check", ExampleWorkbook.File, "--definition", ExampleWorkbook.Definition, "--quiet");
        var folder = Assert.Single(Directory.GetDirectories(_cli["private"]));
        var about = FilledList.Fill(Path.Combine(folder, QueryList.FileName), row: 2, "confirmed", "a", "b");

        _cli.Run("check", ExampleWorkbook.Copy(_cli["other.xlsx"], (ExampleWorkbook.Patients, ">femme</t>", ">homme</t>")), "--definition", ExampleWorkbook.Definition, "--quiet");

        var other = Assert.Single(Directory.GetDirectories(_cli["private"]), f => f != folder);
        Assert.Equal(("confirmed", "a", "b"), FilledList.Answers(Path.Combine(other, QueryList.FileName))[about]);
    }

    private void Run(string verb, params string[] more)
    {
        string[] workbook = more is [var first, ..] && !first.StartsWith('-') ? [] : [ExampleWorkbook.File];
        string[] pdf = verb == "report" ? ["--no-pdf"] : [];
        var exit = _cli.Run([verb, .. workbook, .. more, "--definition", ExampleWorkbook.Definition, "--out", _cli["out"], "--quiet", .. pdf]);
        Assert.True(exit == 0, _cli.Error);
    }

    private void CheckPeople(double weight, int shift = 0)
    {
        var workbook = FilledList.People(_cli[FormattableString.Invariant($"people-{weight}-{shift}.xlsx")], weight, shift);
        var exit = _cli.Run("check", workbook, "--definition", FilledList.Definition(_cli["d"]), "--out", _cli["out"], "--quiet");
        Assert.True(exit == 0, _cli.Error + _cli.Output);
    }

    private string[] Rows(string sheet) => FilledList.Rows(List, sheet);
}
