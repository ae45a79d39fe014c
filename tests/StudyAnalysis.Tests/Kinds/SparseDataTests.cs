using StudyAnalysis.Kinds;
using System.Text.Json;
using StudyAnalysis.Data;
using StudyAnalysis.Engine;
using StudyAnalysis.Import;
using StudyAnalysis.Schema;
using StudyAnalysis.Simulation;
using StudyAnalysis.Tests.Notebooks.Books;
using Xunit;

namespace StudyAnalysis.Tests.Kinds;

/// <summary>Cohorts of nobody, of one and of two, and columns in which nobody typed anything: every kind gives a result or says why not.</summary>
public sealed class SparseDataTests
{
    private static readonly StudyData Example = Opened.Example.Data;

    public static TheoryData<string> Tables => [.. Example.Tables.Select(t => t.Schema.Name)];

    public static TheoryData<string, string> Fields => new(Example.Tables.SelectMany(t => t.Schema.Fields.Select(f => (t.Schema.Name, f.Name))));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void VeryFewPatients(int patients)
    {
        var workbook = StudySimulator.Write(Example.Definition, new SimulationOptions(Math.Max(1, patients), 0.4, 1.3, 7, false));
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, workbook);
            var data = StudyImporter.Import(Example.Definition, path, new ImportOptions(new DateOnly(2027, 6, 1), null)).Data!;
            EveryKindAnswers(patients > 0 ? data : With(data, t => t.Pick([])));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void TableWithoutRows(string table) => EveryKindAnswers(With(Example, t => t.Schema.Name == table ? t.Pick([]) : t));

    [Theory]
    [MemberData(nameof(Tables))]
    public void TableWithoutValues(string table) =>
        EveryKindAnswers(With(Example, t => t.Schema.Name == table ? Blank(t, f => !t.Schema.PrimaryKey.Contains(f.Name) && !t.Schema.ForeignKeys.Any(k => k.Fields.Contains(f.Name))) : t));

    [Theory]
    [MemberData(nameof(Fields))]
    [Trait("Category", "Long")]
    public void FieldWithoutValues(string table, string field) =>
        EveryKindAnswers(With(Example, t => t.Schema.Name == table ? Blank(t, f => f.Name == field) : t));

    private static void EveryKindAnswers(StudyData data)
    {
        Assert.All(Study.Analyze(data, Language.English, 1), Answers);
        foreach (var analysis in EveryOption.Analyses)
        {
            using var document = JsonDocument.Parse(analysis.ToJsonString());
            var spec = Study.ReadUnplanned(data.Definition, document.RootElement);
            Answers(AnalysisRunner.RunUnplanned(data, spec, AllKinds.All[spec.Kind], analysis.ToJsonString(), Language.French, 1));
        }
    }

    private static void Answers(AnalysisResult result) => Assert.True(result.Status == AnalysisStatus.Ok || result.StatusReason is { Length: > 0 }, $"{result.Id}: {result.Status} without a reason");

    private static StudyData With(StudyData data, Func<DataTable, DataTable> change) =>
        new(data.Definition, [.. data.Tables.Select(change)], data.AsOf, data.Opposed, data.IsSynthetic, data.WorkbookHash);

    private static DataTable Blank(DataTable table, Func<FieldSchema, bool> isBlank) => new(
        table.Schema,
        [.. table.Columns.Select(c => isBlank(c.Field) ? new Column(c.Field, new Value[table.RowCount], new CellReference[table.RowCount], new string?[table.RowCount]) : c)],
        table.RowCount,
        table.IsPresent,
        table.AbsentFields);
}
