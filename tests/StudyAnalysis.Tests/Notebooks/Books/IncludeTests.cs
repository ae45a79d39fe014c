using System.Text.Json;
using System.Text.Json.Nodes;
using StudyAnalysis.Notebooks.Formatting;
using StudyAnalysis.Reports.Exploratory;
using StudyAnalysis.Tests.Cli;
using Xunit;

namespace StudyAnalysis.Tests.Notebooks.Books;

/// <summary>From a notebook to the report: a section is run again, marked, shown with its code, and everything of it is text.</summary>
public sealed class IncludeTests : IDisposable
{
    private const string Hostile = "<script>alert(1)</script> & <a href=\"javascript:alert(1)\">x</a>";

    private readonly CliRun _cli = new();

    private static string Colon => CliRun.Definition("colon-moertel");

    private static string Workbook => Path.Combine(Colon, "colon-moertel.xlsx");

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Include_ShowsTheSection_MarkedAndWithItsCode_AndListsItAsNotPlanned()
    {
        WriteNotebook("section.ipynb", Section());
        Assert.True(Report("out", "section.ipynb") == 0, _cli.Error);
        var html = File.ReadAllText(Path.Combine(_cli["out"], "report.html"));
        Assert.Contains("Exploratory, not planned: A question", html, StringComparison.Ordinal);
        Assert.Contains("var x = &quot;&lt;b&gt;&quot;;", html, StringComparison.Ordinal);
        Assert.Contains("Run but not planned (exploratory)", html, StringComparison.Ordinal);
        Assert.Contains("Drawn by the notebook itself", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.DoesNotContain("javascript:alert(1)\">", html, StringComparison.Ordinal);
        Assert.DoesNotContain("example.org", html, StringComparison.Ordinal);

        using var results = JsonDocument.Parse(File.ReadAllText(Path.Combine(_cli["out"], "results.json")));
        var explored = results.RootElement.GetProperty("analyses").EnumerateArray().Where(a => a.TryGetProperty("planned", out var p) && !p.GetBoolean()).ToArray();
        Assert.Equal("survival", Assert.Single(explored).GetProperty("kind").GetString());
        Assert.Equal("run but not planned", explored[0].GetProperty("deviation").GetString());
        Assert.True(explored[0].GetProperty("stats").GetArrayLength() > 0);
        Assert.True(File.Exists(Path.Combine(_cli["out"], "notebooks", "section.ipynb")));
    }

    [Theory]
    [InlineData("string workbook = \"/home/anna/private/data.xlsx\";", "string workbook = \"…/data.xlsx\";")]
    [InlineData("string w = \"C:\\\\Users\\\\anna\\\\data.xlsx\", d = @\"D:\\study\\rfa\\\";", "string w = \"…/data.xlsx\", d = @\"…/rfa\";")]
    [InlineData("var share = @\"\\\\server\\share\\data.xlsx\";", "var share = @\"…/data.xlsx\";")]
    [InlineData("var a = \"~/data.xlsx\"; var b = \"file:///tmp/x/data.xlsx\"; var c = \"../../../home/anna/d.xlsx\";", "var a = \"…/data.xlsx\"; var b = \"…/data.xlsx\"; var c = \"…/d.xlsx\";")]
    [InlineData("var a = \"../data-schema/rfa-crlm\"; var b = \"section/data.xlsx\";", null)]
    [InlineData("var rate = a / b; var unit = \"mg/l\"; var per = \"/\" + \"/day\"; // \"a\"/2/\"b", null)]
    [InlineData("var page = \"https://example.org/a/b\";", null)]
    public void Include_ShowsCode_WithoutPlacesOfAComputer(string code, string? shown)
    {
        var section = new JsonObject { [ExploratorySection.MediaType] = JsonNode.Parse(SectionJson.Write(Section())) };
        var cell = new JsonObject { ["cell_type"] = "code", ["source"] = code, ["outputs"] = new JsonArray(new JsonObject { ["output_type"] = "display_data", ["data"] = section }) };
        var notebook = new JsonObject { ["cells"] = new JsonArray(cell) }.ToJsonString();
        Assert.Equal([shown ?? code], Assert.Single(IncludedSection.Read("a.ipynb", notebook)).Code);
    }

    [Fact]
    public void Include_CanBeVerified()
    {
        WriteNotebook("section.ipynb", Section());
        Report("out", "section.ipynb");
        Assert.True(_cli.Run("verify", _cli["out"], Workbook, "--definition", Colon, "--quiet") == 0, _cli.Output + _cli.Error);
        Assert.Contains("results.json: the same", _cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Include_OfASectionOfOtherData_SaysSo_AndLeavesItsOwnChartsOut()
    {
        var section = Section();
        WriteNotebook("section.ipynb", section with { Origin = section.Origin with { WorkbookHash = new string('0', 64) } });
        Assert.Equal(0, Report("out", "section.ipynb"));
        var html = File.ReadAllText(Path.Combine(_cli["out"], "report.html"));
        Assert.Contains("Written on other data", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Drawn by the notebook itself", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "no notebook")]
    [InlineData("not json", "no notebook")]
    [InlineData("{\"cells\": []}", "holds no section")]
    public void Include_OfWhatHoldsNoSection_Ends3(string text, string message)
    {
        File.WriteAllText(_cli["bad.ipynb"], text);
        Assert.Equal(3, Report("out", "bad.ipynb"));
        Assert.Contains(message, _cli.Error, StringComparison.Ordinal);
        Assert.Equal(3, Report("out", "absent.ipynb"));
    }

    [Fact]
    public void Include_OfAnAnalysisTheStudyDoesNotHave_Ends4_NamingIt()
    {
        var json = SectionJson.Write(Section()).Replace("\"death\"", "\"deth\"", StringComparison.Ordinal);
        WriteNotebook("section.ipynb", SectionJson.Read(json));
        Assert.Equal(4, Report("out", "section.ipynb"));
        Assert.Contains("did you mean \"death\"?", _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Section_ReadBack_IsTheSame()
    {
        var json = SectionJson.Write(Section());
        Assert.Equal(JsonNode.Parse(json)!.ToJsonString(), JsonNode.Parse(SectionJson.Write(SectionJson.Read(json)))!.ToJsonString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"format\":\"9\"}")]
    [InlineData("{\"format\":\"1\",\"title\":\"t\",\"items\":[{}]}")]
    [InlineData("{\"format\":\"1\",\"title\":\"t\",\"study\":\"s\",\"items\":5}")]
    public void Section_FromWhatIsNone_IsRefused(string json) => Assert.Throws<UnreadableSectionException>(() => SectionJson.Read(json));

    private static ExploratorySection Section()
    {
        var cohort = Opened.Open("colon-moertel", "colon-moertel.xlsx");
        var chart = Plotly.NET.CSharp.Chart.Point<double, double, string>(x: [1.0, 2.0], y: [3.0, 4.0]);
        var result = cohort.Where("age >= 60").Explore.Survival("death", by: "arm", times: [365]);
        return cohort.Section("A question").Add("First.\n\n" + Hostile).Add(result).Add(cohort.First("survival")).Add(chart, "Own " + Hostile, "Two points.");
    }

    private void WriteNotebook(string name, ExploratorySection section)
    {
        var bundle = new OutputFormatter().Format(section);
        var data = new JsonObject(bundle.Data.Select(d => KeyValuePair.Create<string, JsonNode?>(
            d.Key, d.Key.EndsWith("json", StringComparison.Ordinal) ? JsonNode.Parse(d.Value) : d.Value)));
        var notebook = new JsonObject
        {
            ["nbformat"] = 4,
            ["cells"] = new JsonArray(
                new JsonObject { ["cell_type"] = "markdown", ["source"] = "# text" },
                new JsonObject { ["cell_type"] = "code", ["source"] = new JsonArray("var x = \"<b>\";\n", "x"), ["outputs"] = new JsonArray() },
                new JsonObject
                {
                    ["cell_type"] = "code",
                    ["source"] = "section",
                    ["outputs"] = new JsonArray(new JsonObject { ["output_type"] = "execute_result", ["data"] = data }),
                }),
        };
        File.WriteAllText(_cli[name], notebook.ToJsonString());
    }

    private int Report(string folder, string notebook) =>
        _cli.Run("report", Workbook, "--definition", Colon, "--out", _cli[folder], "--include", _cli[notebook], "--no-pdf", "--quiet");
}
