using StudyAnalysis.Data;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Fixtures;
using Xunit;

namespace StudyAnalysis.Tests.Engine;

public sealed class AnalysisContextTests
{
    [Fact]
    public void Units_Steps_CountFalseAndMissingApart()
    {
        var context = Study().Context();

        var units = context.Units("eligible");

        Assert.Equal([0, 4], units.Rows);
        Assert.Equal(5, units.Total);
        Assert.Equal("eligible", units.Label);
        Assert.Equal(
            [new ExcludedUnits("under 18", 1), new ExcludedUnits("under 18: not known", 1), new ExcludedUnits("not in arm A", 1)],
            units.Excluded);
    }

    [Fact]
    public void Units_From_ContinuesItsSteps()
    {
        var context = Study().Population("old", "patient", "eligible", ("under 60", "age >= 60")).Context();

        var units = context.Units("old");

        Assert.Equal([4], units.Rows);
        Assert.Equal(4, units.Excluded.Sum(e => e.N));
        Assert.Equal("under 60", units.Excluded[^1].Reason);
    }

    [Fact]
    public void Units_FromAnotherLevel_KeepsWhatBelongsToIt()
    {
        var context = Study().Population("lesions", "lesions", "eligible", ("small", "size > 10")).Context();

        var units = context.Units("lesions");

        // Lesions of P1 (30, 5), P3 (20), nobody (9), P5 (12): P3 is not eligible, 5 is small.
        Assert.Equal([0, 4], units.Rows);
        Assert.Equal([0, 4], units.PatientRows);
        Assert.Equal(
            [
                new ExcludedUnits("no patient with this pseudonym", 1), new ExcludedUnits("patient not in “eligible”", 1),
                new ExcludedUnits("small", 1),
            ],
            units.Excluded);
    }

    [Fact]
    public void Units_French_ReasonsInFrench() =>
        Assert.Equal("under 18 : non connu", Study().Context(Language.French).Units("eligible").Excluded[1].Reason);

    [Fact]
    public void Variable_OfEveryKind_HasItsTypeCategoriesAndValues()
    {
        var context = Study().Context();
        var units = context.Units("eligible");

        Assert.Equal(VariableType.Numeric, context.Variable("age", units).Type);
        Assert.Equal("year", context.Variable("age", units).Unit);
        Assert.Equal(VariableType.Nominal, context.Variable("arm", units).Type);
        Assert.Equal(["A", "B"], context.Variable("arm", units).Categories.Select(c => c.Value));
        Assert.Equal(VariableType.Date, context.Variable("index", units).Type);
        Assert.Equal(VariableType.Truth, context.Variable("old", units).Type);
        Assert.Equal(["false", "true"], context.Variable("old", units).Values.Select(v => v.ToString()));
        Assert.Equal(VariableType.Ordered, context.Variable("size_class", units).Type);
        Assert.Equal(["big", "missing"], context.Variable("size_class", units).Values.Select(v => v.ToString()));
    }

    [Fact]
    public void Variable_CodedNumber_IsACategoryInText()
    {
        var context = Study().Context();
        var grade = context.Variable("grade", context.Units("eligible"));

        Assert.Equal(VariableType.Ordered, grade.Type);
        Assert.Equal(["0", "1", "2"], grade.Categories.Select(c => c.Value));
        Assert.Equal(["1", "2"], grade.Values.Select(v => v.Text));
    }

    [Fact]
    public void Variable_TextThatItsCodesDoNotList_StaysACategoryAndHasNoPlaceInAnOrder()
    {
        // "town" has Nice and Lyon; the codes of what is derived from it list Nice alone.
        var context = Study()
            .Derived("place", "patient", FieldType.Text, "if age >= 0 then town else missing", ["Nice"])
            .Derived("rank", "patient", FieldType.Text, "if age >= 0 then town else missing", ["Nice"], ordered: true)
            .Context();
        var units = context.Units("eligible");

        var groups = Grouping.Of(context.Variable("place", units), Language.English);
        Assert.Equal(["Nice", "Lyon"], groups.Levels.Select(l => l.Code));
        Assert.Equal(units.Count, groups.Levels.Select((_, l) => groups.Count(l)).Sum());
        var ordered = context.Variable("rank", units);
        Assert.Equal(["Nice"], ordered.Categories.Select(c => c.Value));
        Assert.Equal("not among the codes of the variable", ordered.Values[1].MissingReason);
    }

    [Fact]
    public void Variable_TextWithoutCodes_HasTheTextsThatOccur()
    {
        var context = Study().Context();

        Assert.Equal(["Lyon", "Nice"], context.Variable("town", context.Units("eligible")).Categories.Select(c => c.Value));
    }

    [Fact]
    public void Variable_MarkerAndParent_FromALesion()
    {
        var context = Study().Population("lesions", "lesions").Context();
        var units = context.Units("lesions");

        var marker = context.Variable("crp@before", units);

        Assert.True(marker.IsLog2);
        Assert.Equal("crp, before", marker.Label);
        Assert.Equal("mg/L", marker.Unit);
        Assert.Equal(["7", "7", "missing", "<2"], marker.Values.Select(v => v.ToString()));
        Assert.Equal(["17", "17", "40", "70"], context.Variable("patients.age", units).Values.Select(v => v.IsMissing ? "missing" : Add(v)));
        Assert.Equal(MarkerStatus.Observed, context.Marker("crp", "before", units)[3].Status);
        Assert.Equal(0, context.Marker("crp", "before", units)[3].Day);
    }

    [Fact]
    public void Variable_Unknown_ThrowsNamingIt()
    {
        var context = Study().Context();

        var thrown = Assert.Throws<KeyNotFoundException>(() => context.Variable("nothing", context.Units("eligible")));

        Assert.Equal("nothing is no variable of the level patient.", thrown.Message);
        Assert.Throws<KeyNotFoundException>(() => context.Units("nobody"));
    }

    [Theory]
    [InlineData("age", null)]
    [InlineData("crp@before", "the sheet “Labs” is not in the workbook")]
    [InlineData("crp", "the sheet “Labs” is not in the workbook")]
    [InlineData("labs", "the sheet “Labs” is not in the workbook")]
    [InlineData("crp_high", "the sheet “Labs” is not in the workbook")]
    [InlineData("crp_or_old", null)]
    [InlineData("with_crp", "the sheet “Labs” is not in the workbook")]
    [InlineData("crp_rise", "the sheet “Labs” is not in the workbook")]
    [InlineData("eligible", null)]
    [InlineData("town", "the column “town” of the sheet “Patients” is not in the workbook")]
    [InlineData("if age > 3 then town else missing", "the column “town” of the sheet “Patients” is not in the workbook")]
    [InlineData("if age > 3 then town else arm", null)]
    [InlineData("if town = 'Lyon' then 1 else 2", "the column “town” of the sheet “Patients” is not in the workbook")]
    [InlineData("max(age, crp@before)", null)]
    [InlineData("age + crp@before", "the sheet “Labs” is not in the workbook")]
    [InlineData("count(labs) + 1", "the sheet “Labs” is not in the workbook")]
    [InlineData("town is missing", "the column “town” of the sheet “Patients” is not in the workbook")]
    [InlineData("missing", null)]
    public void Unavailable_AbsentSheetOrColumn_IsFoundThroughExpressions(string reference, string? expected)
    {
        var context = Study().Absent("labs").Absent("patients", "town")
            .Derived("crp_high", "patient", FieldType.Boolean, "crp@before > 5")
            .Derived("crp_or_old", "patient", FieldType.Boolean, "crp_high or age > 60")
            .Population("with_crp", "patient", "eligible", ("no CRP", "crp_high is not missing"))
            .Endpoint("crp_rise", "index", [("rise", "min(labs.date where x > 10)", null)], "index + 90").Context();

        Assert.Equal(expected, context.Unavailable(reference, "patient"));
    }

    [Fact]
    public void Unavailable_French_ReasonInFrench() =>
        Assert.Equal("la feuille « Labs » n'est pas dans le classeur", Study().Absent("labs").Context(Language.French).Unavailable("crp", "patient"));

    [Fact]
    public void Parse_UnknownName_ThrowsNow()
    {
        var context = Study().Context();

        Assert.Throws<KeyNotFoundException>(() => context.Parse("nothing > 3", "patients", "$.x"));
        var parsed = context.Parse("age > 30", "patients", "$.x");
        Assert.Equal(["true", "false"], context.Evaluate(parsed, "patients", [4, 0]).Select(v => v.ToString()));
        Assert.Equal([0, 1], context.ChildRows("patients", 0, "lesions"));
    }

    private static string Add(Value v) => v.ToString();

    private static StudyBuilder Study() => new StudyBuilder()
        .Table("patients", """
            id text key | age number unit=year | arm text codes=A,B | index date | grade integer codes=0,1,2 ordered | town text
            P1          | 17                   | A                  | 2026-01-10 | 1                                 | Nice
            P2          | 12                   | A                  | 2026-01-10 | 0                                 | Nice
            P3          | 40                   | B                  | 2026-01-10 | 0                                 | Nantes
            P4          |                      | A                  | 2026-01-10 |                                   |
            P5          | 70                   | A                  | 2026-01-10 | 2                                 | Lyon
            """)
        .Table("lesions", "patient text ->patients.id | size number\nP1 | 30\nP1 | 5\nP3 | 20\nZ | 9\nP5 | 12")
        .Table("labs", "patient text ->patients.id | date date | x number censored\nP1 | 2026-01-08 | 7\nP5 | 2026-01-10 | <2")
        .Origin("index").TimePoint("before", 0, -30, 0).AsOf("2026-06-30")
        .Marker("crp", "labs", "x", date: "date", scale: "log2", unit: "mg/L")
        .Derived("old", "patient", FieldType.Boolean, "age >= 60")
        .Derived(
            "size_class", "patient", FieldType.Text,
            "if max(lesions.size) > 25 then 'big' else if max(lesions.size) > 15 then 'medium' else missing", ["medium", "big"], ordered: true)
        .Population("eligible", "patient", ("under 18", "age >= 17"), ("not in arm A", "arm = 'A'"));
}
