using System.Diagnostics;
using System.Globalization;
using StudyAnalysis.Data;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Fixtures;
using Xunit;

namespace StudyAnalysis.Tests.Data;

public sealed class ExpressionEvaluatorTests
{
    // One patient: t true, f false, m missing truth; x 8, z 0, n missing number "refused", d 2026-01-05, dt 2026-01-05 09:00.
    [Theory]
    // Kleene's strong three-valued logic, Kleene (1952), section 64.
    [InlineData("t and m", "missing")]
    [InlineData("m and t", "missing")]
    [InlineData("f and m", "false")]
    [InlineData("m and f", "false")]
    [InlineData("t or m", "true")]
    [InlineData("m or t", "true")]
    [InlineData("f or m", "missing")]
    [InlineData("not m", "missing")]
    [InlineData("not f", "true")]
    [InlineData("m = m", "missing")]
    [InlineData("n > 3", "missing")]
    [InlineData("n is missing", "true")]
    [InlineData("x is not missing", "true")]
    [InlineData("n in (1, 2)", "missing")]
    [InlineData("x in (1, 8)", "true")]
    [InlineData("x not in (1, 8)", "false")]
    [InlineData("s in ('a', 'b')", "true")]
    [InlineData("s != 'b'", "true")]
    [InlineData("if m then 1 else 2", "missing")]
    [InlineData("if t then 1 else n", "1")]
    [InlineData("if x > 3 and f then 1 else if x = 8 then 2 else 3", "2")]
    [InlineData("x + 2 * 3 - 4 / 8", "13.5")]
    [InlineData("-x + 1", "-7")]
    [InlineData("x / z", "missing")]
    [InlineData("log2(x)", "3")]
    [InlineData("log2(z)", "missing")]
    [InlineData("log2(-x)", "missing")]
    [InlineData("x / n", "missing")]
    [InlineData("min(x, n, 3)", "3")]
    [InlineData("max(n, x, 3)", "8")]
    [InlineData("min(n, n)", "missing")]
    [InlineData("missing", "missing")]
    // Dates.
    [InlineData("d - date'2026-01-01'", "4")]
    [InlineData("daysBetween(date'2026-01-01', d)", "4")]
    [InlineData("daysBetween(dt, date'2026-01-07')", "2")]
    [InlineData("d + 3", "2026-01-08")]
    [InlineData("3 + d", "2026-01-08")]
    [InlineData("d - 5", "2025-12-31")]
    [InlineData("dt = d", "true")]
    [InlineData("dt > d", "false")]
    [InlineData("dt <= asOf", "true")]
    [InlineData("dt < dt + 0.25", "true")]
    [InlineData("min(d, date'2025-01-01')", "2025-01-01")]
    [InlineData("asOf", "2026-01-05")]
    // Codes of whole-number fields may be written as texts.
    [InlineData("x = '8'", "true")]
    [InlineData("t = 'true'", "missing")]
    public void Evaluate_OneRow_FollowsTheRules(string expression, string expected)
    {
        var data = new StudyBuilder()
            .Table("patients", """
                t boolean | f boolean | m boolean | x number | z number | n number | s text | d date     | dt datetime
                true      | false     |           | 8        | 0        | ?refused | a      | 2026-01-05 | 2026-01-05T09:00
                """)
            .AsOf("2026-01-05").Build();

        Assert.Equal(expected, Eval(data, expression).ToString());
    }

    [Theory]
    [InlineData("n + 1", "refused")]
    [InlineData("x / z", "division by zero")]
    [InlineData("log2(z)", "not above 0: no logarithm")]
    [InlineData("if n > 1 then 1 else 2", "refused")]
    [InlineData("e", "not stated")]
    [InlineData("missing", "not defined")]
    [InlineData("s > 3 and s > date'2026-01-01'", "values of different kinds")]
    [InlineData("x * 1e308", "result out of range")]
    [InlineData("x * 1e75", "result out of range")]
    public void Evaluate_Missing_CarriesTheReason(string expression, string reason)
    {
        var data = new StudyBuilder()
            .Table("patients", "x number | z number | n number | e number | s text\n8 | 0 | ?refused | | a").Build();

        Assert.Equal(reason, Eval(data, expression).MissingReason);
    }

    [Fact]
    public void Evaluate_MissingReason_InTheLanguageOfTheRun()
    {
        var data = new StudyBuilder().Table("patients", "x number | e number\n8 |").Build();

        Assert.Equal("division par zéro", new ExpressionEvaluator(data, Language.French).Evaluate(Parse("x / 0"), "patients", 0).MissingReason);
        Assert.Equal("non renseigné", new ExpressionEvaluator(data, Language.French).Evaluate(Parse("e"), "patients", 0).MissingReason);
    }

    [Theory]
    [InlineData("low", "<3")]
    [InlineData("low * 2", "<6")]
    [InlineData("low * -2", ">-6")]
    [InlineData("10 - low", ">7")]
    [InlineData("6 / low", ">2")]
    [InlineData("low / 3", "<1")]
    [InlineData("log2(high)", ">3")]
    [InlineData("low + high", "11")]
    [InlineData("low < 4", "true")]
    [InlineData("low >= 3", "true")]
    public void Evaluate_BeyondALimit_KeepsTheBoundAndComparesAsTheLimit(string expression, string expected)
    {
        var data = new StudyBuilder().Table("patients", "low number censored | high number censored\n<3 | >8").Build();

        Assert.Equal(expected, Eval(data, expression).ToString());
    }

    [Theory]
    [InlineData("count(visits)", "4")]
    [InlineData("count(visits where crp > 5)", "2")]
    [InlineData("any(visits where crp > 50)", "false")]
    [InlineData("any(visits where kind = 'ct')", "true")]
    [InlineData("min(visits.crp)", "2")]
    [InlineData("max(visits.crp)", "9")]
    [InlineData("sum(visits.crp)", "18")]
    [InlineData("min(visits.crp where kind = 'none')", "missing")]
    // By the row date: v3 (01-10), v1 (02-01), v2 and v4 (03-01).
    [InlineData("first(visits.id)", "v3")]
    [InlineData("last(visits.id)", "v4")]
    [InlineData("first(visits.crp)", "missing")]
    [InlineData("first(visits.id where crp is not missing)", "v1")]
    [InlineData("first(visits.id by crp)", "v2")]
    [InlineData("last(visits.id by crp)", "v4")]
    [InlineData("nearest(visits.id near date'2026-01-21')", "v3")]
    [InlineData("nearest(visits.id near date'2026-02-15')", "v1")]
    [InlineData("nearest(visits.id near date'2026-02-16')", "v2")]
    [InlineData("nearest(visits.id where kind = 'ct' near index)", "v1")]
    [InlineData("min(visits.(date + 1) where kind = 'ct')", "2026-02-02")]
    // 03-01 is day 55 of the patient: the row reaches its parent.
    [InlineData("max(visits.(date - patients.index))", "55")]
    public void Evaluate_OverChildRows_FollowsTheRules(string expression, string expected)
    {
        var data = WithVisits().Build();

        Assert.Equal(expected, Eval(data, expression).ToString());
    }

    [Theory]
    [InlineData("count(visits)", "0")]
    [InlineData("any(visits)", "false")]
    [InlineData("sum(visits.crp)", "missing")]
    [InlineData("first(visits.id)", "missing")]
    public void Evaluate_WithoutChildRows_CountIsZeroAndTheRestMissing(string expression, string expected)
    {
        Assert.Equal(expected, new ExpressionEvaluator(WithVisits().Build()).Evaluate(Parse(expression), "patients", 1).ToString());
    }

    [Fact]
    public void Evaluate_FirstWithoutAnyDate_SaysSo()
    {
        var data = new StudyBuilder().Table("patients", "id text key\nA")
            .Table("visits", "patient text ->patients.id | date date role=row-date\nA |").Build();

        Assert.Equal("no dated row", Eval(data, "first(visits.patient)").MissingReason);
    }

    [Fact]
    public void Evaluate_FirstInATableWithoutRowDate_GoesBySheetOrder()
    {
        var data = new StudyBuilder().Table("patients", "id text key\nA")
            .Table("lesions", "patient text ->patients.id | size number\nA | 30\nA | 10\nA | 20").Build();

        Assert.Equal("30", Eval(data, "first(lesions.size)").ToString());
        Assert.Equal("20", Eval(data, "last(lesions.size)").ToString());
    }

    [Fact]
    public void Evaluate_Derived_UsesOthersAtItsLevelAndAbove()
    {
        var data = WithVisits()
            .Derived("day", "visits", FieldType.Number, "daysBetween(patients.index, date)")
            .Derived("high", "visits", FieldType.Boolean, "crp > 5 and day > 0")
            .Derived("everHigh", "patient", FieldType.Boolean, "any(visits where high)")
            .Build();
        var evaluator = new ExpressionEvaluator(data);

        Assert.Equal("true", evaluator.Evaluate(Parse("everHigh"), "patients", 0).ToString());
        Assert.Equal("false", evaluator.Evaluate(Parse("everHigh"), "patients", 1).ToString());
        Assert.Equal("true", evaluator.Evaluate(Parse("patients.everHigh"), "visits", 1).ToString());
    }

    [Fact]
    public void Evaluate_DerivedOfItself_Throws()
    {
        var data = new StudyBuilder().Table("patients", "x number\n1").Derived("a", "patient", FieldType.Number, "a + 1").Build();

        Assert.Throws<InvalidOperationException>(() => Eval(data, "a"));
    }

    [Fact]
    public void Evaluate_ParentOfAnOrphan_IsMissing()
    {
        var data = new StudyBuilder().Table("patients", "id text key | x number\nA | 1")
            .Table("visits", "patient text ->patients.id\nZ").Build();

        var value = new ExpressionEvaluator(data).Evaluate(Parse("patients.x"), "visits", 0);

        Assert.Equal("row without a parent row", value.MissingReason);
    }

    [Fact]
    public void Evaluate_TenTimesTheChildRows_TakesNothingLikeAHundredTimes()
    {
        // Growth, not seconds: what else the machine does slows both down.
        var (few, many) = (Fastest(10_000), Fastest(100_000));

        Assert.True(many < 40 * few, $"10,000 rows took {few}, 100,000 took {many}");
    }

    private static TimeSpan Fastest(int count)
    {
        var rows = string.Join('\n', Enumerable.Range(0, count).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"P{i % 1000} | {i % 97} | {new DateOnly(2020, 1, 1).AddDays(i % 2000):yyyy-MM-dd}")));
        var patients = string.Join('\n', Enumerable.Range(0, 1000).Select(i => $"P{i}"));
        var data = new StudyBuilder().Table("patients", "id text key\n" + patients)
            .Table("labs", "patient text ->patients.id | x number | date date role=row-date\n" + rows)
            .Derived("centred", "labs", FieldType.Number, "x - patients.top")
            .Derived("top", "patient", FieldType.Number, "max(labs.x)")
            .Derived("result", "patient", FieldType.Number, "sum(labs.centred where x > 10) + last(labs.x by date)").Build();
        return Enumerable.Range(0, 5).Min(_ =>
        {
            var clock = Stopwatch.StartNew();
            var values = new ExpressionEvaluator(data).Evaluate(Parse("result"), "patients");
            Assert.Equal(1000, values.Count(v => !v.IsMissing));
            return clock.Elapsed;
        });
    }

    private static StudyBuilder WithVisits() => new StudyBuilder()
        .Table("patients", "id text key | index date\nA | 2026-01-05\nB | 2026-01-05")
        .Table("visits", """
            id text | patient text ->patients.id | date date role=row-date | crp number | kind text
            v1      | A                          | 2026-02-01              | 7          | ct
            v2      | A                          | 2026-03-01              | 2          |
            v3      | A                          | 2026-01-10              |            | mri
            v4      | A                          | 2026-03-01              | 9          | ct
            """);

    private static Value Eval(StudyData data, string expression) => new ExpressionEvaluator(data).Evaluate(Parse(expression), "patients", 0);

    private static SourcedExpression Parse(string source) => ExpressionParser.Parse(source, "$");
}
