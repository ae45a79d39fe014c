using System.Collections.Immutable;
using StudyAnalysis.Import;
using StudyAnalysis.Import.Writing;
using StudyAnalysis.Schema;
using StudyAnalysis.Simulation;
using StudyAnalysis.Tests.Definitions;
using Xunit;

namespace StudyAnalysis.Tests.Simulation;

public class StudySimulatorTests
{
    [Fact]
    public void Write_SameSeed_SameBytes_OtherSeed_OtherData()
    {
        var first = StudySimulator.Write(RfaCrlm.Definition, new SimulationOptions(10, Seed: 5, Errors: true));

        Assert.Equal(first, StudySimulator.Write(RfaCrlm.Definition, new SimulationOptions(10, Seed: 5, Errors: true)));
        Assert.NotEqual(first, StudySimulator.Write(RfaCrlm.Definition, new SimulationOptions(10, Seed: 6, Errors: true)));
    }

    [Theory]
    [InlineData("rfa-crlm")]
    [InlineData("colon-moertel")]
    public void Simulate_EveryPublishedDefinition_GivesAWorkbookThatImportsWithoutBlocking(string study)
    {
        var definition = StudyDefinitionLoader.Load(RfaCrlm.FolderOf(study));
        using var workbook = new MemoryStream(StudySimulator.Write(definition, new SimulationOptions(25, Seed: 2, Errors: true)));

        var import = StudyImporter.Import(definition, workbook, "simulated.xlsx", new ImportOptions(new DateOnly(2026, 11, 23)));

        Assert.NotNull(import.Data);
        Assert.True(import.Data.IsSynthetic);
        Assert.DoesNotContain(import.Findings, f => f.Severity == Severity.Blocking);
    }

    [Fact]
    public void Simulate_FirstSheet_SaysSyntheticWithItsSeed()
    {
        var workbook = StudySimulator.Simulate(RfaCrlm.Definition, new SimulationOptions(3, Seed: 4711));
        var texts = workbook.Sheets[0].Rows.SelectMany(r => r).Select(c => c.Text).ToArray();

        Assert.Equal(("SYNTHETIC", "SYNTHETIC"), (workbook.Sheets[0].Name, workbook.Keywords));
        Assert.StartsWith("SYNTHETIC", texts[0], StringComparison.Ordinal);
        Assert.Contains("4711", texts);
    }

    [Fact]
    public void Simulate_TinyDefinition_FollowsItsRules()
    {
        using var study = TinyStudy.With();
        var workbook = StudySimulator.Simulate(study.Load(), new SimulationOptions(200, Effect: 1.5));
        var animals = workbook.Sheets.Single(s => s.Name == "Animals");
        var weighings = workbook.Sheets.Single(s => s.Name == "Weighings");

        Assert.Equal(["tag", "weight"], animals.Rows[0].Select(c => c.Text));
        Assert.Equal(["A01", "A02"], animals.Rows.Skip(1).Take(2).Select(r => r[0].Text));
        // Mean of 200 from N(20, 2): standard error 0.14; mean count of 2: standard error 0.1.
        Assert.InRange(Numbers(animals, 1).Average(), 19.5, 20.5);
        Assert.InRange((weighings.Rows.Length - 1) / 200.0, 1.6, 2.4);
        var weights = animals.Rows.Skip(1).ToDictionary(r => r[0].Text, r => r[1].Number);
        Assert.All(weighings.Rows.Skip(1), r => Assert.Equal(weights[r[0].Text] - 20 + 1.5, r[2].Number, 12));
    }

    [Fact]
    public void Simulate_MorePatients_LeavesTheFirstAsTheyAre()
    {
        var few = StudySimulator.Simulate(RfaCrlm.Definition, new SimulationOptions(5)).Sheets.Single(s => s.Name == "Patients");
        var more = StudySimulator.Simulate(RfaCrlm.Definition, new SimulationOptions(9)).Sheets.Single(s => s.Name == "Patients");

        Assert.Equal(few.Rows.Skip(1).SelectMany(r => r), more.Rows.Skip(1).Take(5).SelectMany(r => r));
    }

    // exp(normal) with standard deviation 0.5 of the natural logarithm: median 8; shift +1 on the log2 scale doubles it: 16; 5 % above 16·exp(0.8224).
    [Fact]
    public void Simulate_LogNormalWithShift_HasItsMedianAndSpread()
    {
        using var study = TinyStudy.With("""{ "lognormal": [8, 0.5], "shift": "1" }""");
        var values = Numbers(Sheet(study, 4000, "Animals"), 1).Order().ToArray();

        Assert.InRange(values[2000], 15.5, 16.5);
        Assert.InRange(values.Count(v => v > 16 * Math.Exp(0.8224)) / 4000.0, 0.04, 0.06);
    }

    // Weibull(shape 1.5, scale 100) has median 100·ln(2)^(2/3) = 78.32; hazard × 2³ divides times by 8^(1/1.5) = 4.
    [Theory]
    [InlineData("0", 78.32)]
    [InlineData("3", 19.58)]
    public void Simulate_Weibull_HazardRatioPerDoubling_ScalesTheTimes(string doublings, double median)
    {
        using var study = TinyStudy.With($$"""{ "weibull": [1.5, 100], "doublings": "{{doublings}}" }""");
        var workbook = StudySimulator.Simulate(study.Load(), new SimulationOptions(4000, HazardRatioPerDoubling: 2));
        var values = Numbers(workbook.Sheets.Single(s => s.Name == "Animals"), 1).Order().ToArray();

        Assert.InRange(values[2000], median * 0.95, median * 1.05);
    }

    [Fact]
    public void Simulate_BelowLimit_IsTypedWithItsSign()
    {
        using var study = TinyStudy.With("""{ "normal": [20, 2], "below": "20" }""");
        var cells = Sheet(study, 1000, "Animals").Rows.Skip(1).Select(r => r[1]).ToArray();

        Assert.InRange(cells.Count(c => c.Text == "<20"), 450, 550);
        Assert.All(cells.Where(c => c.Kind == CellContentKind.Number), c => Assert.True(c.Number >= 20));
    }

    [Fact]
    public void Simulate_Each_MakesEveryCombination()
    {
        using var study = TinyStudy.With(rows: """{ "per": "animals", "each": { "day": ["2025-01-01", "2025-01-02"], "gain": [1, 2] } }""");

        Assert.Equal(1 + (3 * 4), Sheet(study, 3, "Weighings").Rows.Length);
    }

    [Fact]
    public void Simulate_SharedBy_DrawsOncePerGroupOfTheParent()
    {
        using var shared = TinyStudy.With(gain: """{ "normal": [0, 1], "sharedBy": [] }""", rows: """{ "per": "animals", "count": "5" }""");
        using var own = TinyStudy.With(gain: """{ "normal": [0, 1] }""", rows: """{ "per": "animals", "count": "5" }""");

        Assert.Equal(3, Sheet(shared, 3, "Weighings").Rows.Skip(1).Select(r => r[2].Number).Distinct().Count());
        Assert.Equal(15, Sheet(own, 3, "Weighings").Rows.Skip(1).Select(r => r[2].Number).Distinct().Count());
    }

    [Theory]
    [InlineData("""{ "normal": [20, 2], "shfit": "1" }""", "$.resources[animals].schema.fields[weight].simulate.shfit")]
    [InlineData("""{ "normal": [20, 2], "uniform": [0, 1] }""", "$.resources[animals].schema.fields[weight].simulate.normal")]
    [InlineData("""{ "normal": [20] }""", "$.resources[animals].schema.fields[weight].simulate.normal")]
    [InlineData("""{ "expression": "nobody + 1" }""", "$.resources[animals].schema.fields[weight].simulate.expression")]
    [InlineData("""{ "expression": "weight + 1" }""", "$.resources[animals].schema.fields[weight].simulate.expression")]
    [InlineData("""{ "expression": "count(weighings)" }""", "$.resources[animals].schema.fields[weight].simulate.expression")]
    [InlineData("""{ "value": 1, "errors": [{ "kind": "typo" }] }""", "$.resources[animals].schema.fields[weight].simulate.errors[0].kind")]
    public void Simulate_EntryThatCannotBeFollowed_NamesItsPlace(string weight, string path)
    {
        using var study = TinyStudy.With(weight);
        var definition = study.Load();

        var thrown = Assert.Throws<InvalidDefinitionException>(() => StudySimulator.Simulate(definition, new SimulationOptions(2)));

        Assert.Equal(path, Assert.Single(thrown.Problems).JsonPath);
    }

    [Fact]
    public void Simulate_UnknownParent_IsAProblemOfTheDefinition()
    {
        using var study = TinyStudy.With(rows: """{ "per": "plants", "count": "1" }""");
        var definition = study.Load();

        Assert.Throws<InvalidDefinitionException>(() => StudySimulator.Simulate(definition, new SimulationOptions(2)));
    }

    [Fact]
    public void Simulate_Errors_ChangeOnlyAFewCells()
    {
        var clean = StudySimulator.Simulate(RfaCrlm.Definition, new SimulationOptions(20));
        var typed = StudySimulator.Simulate(RfaCrlm.Definition, new SimulationOptions(20, Errors: true));
        var changed = clean.Sheets.Skip(1).Zip(typed.Sheets.Skip(1))
            .Sum(p => p.First.Rows.SelectMany(r => r).Zip(p.Second.Rows.SelectMany(r => r)).Count(c => c.First != c.Second));

        Assert.InRange(changed, 8, 40);
    }

    private static SheetContent Sheet(TinyStudy study, int patients, string name) =>
        StudySimulator.Simulate(study.Load(), new SimulationOptions(patients)).Sheets.Single(s => s.Name == name);

    private static ImmutableArray<double> Numbers(SheetContent sheet, int column) =>
        [.. sheet.Rows.Skip(1).Select(r => r[column]).Where(c => c.Kind == CellContentKind.Number).Select(c => c.Number)];
}
