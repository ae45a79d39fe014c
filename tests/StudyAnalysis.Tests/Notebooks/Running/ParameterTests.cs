using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StudyAnalysis.Notebooks.Documents;
using StudyAnalysis.Notebooks.Running;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Notebooks.Running;

public sealed class ParameterTests
{
    private const string Declaration = """
        // where the data are
        string definition = "../x"; // a folder
        string? workbook = null;
        int n = -3, m = 4;
        long big = 1;
        double effect = 0.5;
        decimal price = 1m;
        bool exact = true;
        DateOnly cut = new(2026, 1, 1);
        DateTime at = default;
        var inferred = -2.5;
        var date = new DateOnly(2026, 1, 1);
        int[] several = [1];
        var other = n + 1;
        """;

    private static NotebookDocument Notebook(string declaration) => new(
    [
        new NotebookCell("m", CellKind.Markdown, "# x"),
        new NotebookCell("p", CellKind.Code, declaration) { Metadata = new JsonObject { ["tags"] = new JsonArray("parameters") } },
        new NotebookCell("c", CellKind.Code, "n"),
    ]);

    private static string Injected(params string[] values) => ParameterInjection.Apply(Notebook(Declaration), Values(values)).Cells[2].Source;

    private static ImmutableSortedDictionary<string, string> Values(params string[] values) =>
        values.Select(v => v.Split('=', 2)).ToImmutableSortedDictionary(v => v[0], v => v[1], StringComparer.Ordinal);

    [Theory]
    [InlineData("definition=C:\\a\"b\n", "string definition = \"C:\\\\a\\\"b\\n\";")]
    [InlineData("definition=", "string definition = \"\";")]
    [InlineData("workbook=null", "string? workbook = null;")]
    [InlineData("workbook=a=b", "string? workbook = \"a=b\";")]
    [InlineData("m=-12", "int m = -12;")]
    [InlineData("big=3000000000", "long big = 3000000000L;")]
    [InlineData("effect=1e-3", "double effect = 0.001d;")]
    [InlineData("price=1.10", "decimal price = 1.10m;")]
    [InlineData("exact=False", "bool exact = false;")]
    [InlineData("cut=2026-08-04", "DateOnly cut = new DateOnly(2026, 8, 4);")]
    [InlineData("at=2026-08-04T09:30", "DateTime at = new DateTime(2026, 8, 4, 9, 30, 0);")]
    [InlineData("inferred=7", "double inferred = 7d;")]
    [InlineData("date=2026-12-01", "DateOnly date = new DateOnly(2026, 12, 1);")]
    public void Apply_WritesALiteralOfTheDeclaredType(string value, string expected) => Assert.Equal("// Parameters\n" + expected, Injected(value));

    [Fact]
    public void Apply_IsInOrderOfDeclaration_AfterTheParametersCell_AndReplacesAnEarlierOne()
    {
        var once = ParameterInjection.Apply(Notebook(Declaration), Values("m=1", "definition=a"));
        var twice = ParameterInjection.Apply(once, Values("n=2"));
        Assert.Equal("// Parameters\nstring definition = \"a\";\nint m = 1;", once.Cells[2].Source);
        Assert.Equal(4, twice.Cells.Length);
        Assert.Equal(("injected-parameters", "// Parameters\nint n = 2;"), (twice.Cells[2].Id, twice.Cells[2].Source));
        Assert.True(twice.Cells[2].HasTag(NotebookCell.InjectedParametersTag));
        Assert.Same(once, ParameterInjection.Apply(once, Values()));
    }

    [Theory]
    [InlineData("m=1.5", "is a int")]
    [InlineData("effect=1,5", "is a double")]
    [InlineData("effect=NaN", "is a double")]
    [InlineData("exact=yes", "is a bool")]
    [InlineData("cut=04.08.2026", "is a DateOnly")]
    [InlineData("cut=2026-02-30", "is a DateOnly")]
    [InlineData("several=1", "cannot be set")]
    [InlineData("other=1", "cannot be set")]
    [InlineData("nope=1", "no parameter 'nope'")]
    [InlineData("N=1", "no parameter 'N'")]
    public void Apply_RefusesWhatDoesNotFit(string value, string what)
    {
        var error = Assert.Throws<ParameterException>(() => Injected(value));
        Assert.Contains(what, error.What.In(Language.English), StringComparison.Ordinal);
        Assert.False(error.Action.IsEmpty);
    }

    [Fact]
    public void Apply_UnknownName_ListsTheKnownOnes()
    {
        var error = Assert.Throws<ParameterException>(() => Injected("nope=1"));
        Assert.Contains("definition (string), workbook (string?), n (int), m (int)", error.Action.In(Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_WithoutParametersCell_SaysSo()
    {
        var error = Assert.Throws<ParameterException>(() => ParameterInjection.Apply(new NotebookDocument([new NotebookCell("a", CellKind.Code, "int n = 1;")]), Values("n=1")));
        Assert.Contains("tagged \"parameters\"", error.Action.In(Language.English), StringComparison.Ordinal);
    }
}
