using System.Text.Json.Nodes;
using StudyAnalysis.Import.Privacy;
using StudyAnalysis.Reports.Exploratory;
using StudyAnalysis.Tests.Cli;
using Xunit;

namespace StudyAnalysis.Tests.Notebooks.Books;

/// <summary>A notebook goes into a report with its code, and its file beside the report: no part of it may hold a direct identifier. Those here are made up.</summary>
public sealed class IncludedIdentifierTests : IDisposable
{
    private const string Mail = "marie.petit@hospital.example.org";

    // Woman, May 1965, Paris; 97 - 2650575123456 mod 97 = 33.
    private const string Nir = "2 65 05 75 123 456 33";

    private readonly CliRun _cli = new();

    public static TheoryData<string, string, string> Places => new()
    {
        { "source", $"// ask {Mail}\nvar x = 1;", "cell 2, text or code: e-mail address" },
        { "source", $"var x = 1; /* {Nir} */", "cell 2, text or code: social security number" },
        { "source", "var who = \"DUPONT Jean\";", "cell 2, text or code: name of a person" },
        { "source", "# call 06 12 34 56 78", "cell 2, text or code: telephone number" },
        { "markdown", $"Written with {Mail}.", "cell 1, text or code: e-mail address" },
        { "markdown", "Written with marie.petit&#64;hospital.example.org.", "cell 1, text or code: e-mail address" },
        { "stdout", $"row 7: {Nir}\n", "cell 2, output: social security number" },
        { "traceback", $"at Load(\u001b[31m{Nir}\u001b[0m)", "cell 2, output: social security number" },
        { "text/plain", $"[{Mail}]", "cell 2, output: e-mail address" },
        { "text/html", $"<table><tr><td>{Mail}</td></tr></table>", "cell 2, output: e-mail address" },
        { "text/html", $"<a title=\"{Nir}\">x</a>", "cell 2, output: social security number" },
        { "text/html", "<b>marie.petit</b>@<i>hospital.example.org</i>", "cell 2, output: e-mail address" },
        { "text/html", $"<script type=\"application/json\">{{\"text\":[\"{Mail}\"]}}</script>", "cell 2, output: e-mail address" },
        { "image/svg+xml", $"<svg><title>{Mail}</title></svg>", "cell 2, output: e-mail address" },
        { "application/json", Mail, "cell 2, output: e-mail address" },
        { "section", $"Asked by {Mail}.", "cell 3, output: e-mail address" },
        { "metadata", Mail, "cell 2, metadata: e-mail address" },
        { "notebook", Mail, "(metadata: e-mail address" },
        { "attachment", Mail + ".png", "cell 1, attachment: e-mail address" },
        { "name", Mail, "file name: e-mail address" },
    };

    public void Dispose() => _cli.Dispose();

    [Theory]
    [MemberData(nameof(Places))]
    public void Include_WithAnIdentifier_IsRefused_AndRepeatsNothing(string place, string text, string said)
    {
        var file = place == "name" ? text + ".ipynb" : "section.ipynb";
        File.WriteAllText(_cli[file], Notebook(place, text).ToJsonString());

        Assert.Equal(3, Report(file, "en"));

        Assert.Contains(said, _cli.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("petit", _cli.Output + _cli.Error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("123 456", _cli.Output + _cli.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_cli["out"]));
    }

    [Fact]
    public void Include_WithAnIdentifier_IsRefusedInFrench()
    {
        File.WriteAllText(_cli["section.ipynb"], Notebook("source", "// " + Mail).ToJsonString());

        Assert.Equal(3, Report("section.ipynb", "fr"));

        Assert.Contains("section.ipynb semble contenir des identifiants directs ; aucun rapport n’a été fait (cellule 2, texte ou code : adresse électronique).", _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Include_WithoutIdentifiers_IsThere()
    {
        File.WriteAllText(_cli["section.ipynb"], Notebook("source", "var x = 0.0612345678; // 1.2650575123456 at 45022.0813194444").ToJsonString());

        Assert.True(Report("section.ipynb", "en") == 0, _cli.Error);
    }

    // Numbers and names of methods are no identifiers.
    [Theory]
    [InlineData("[0.0612345678,12.0712345678,-3.0512345678e-5]")]
    [InlineData("0,0612345678 and 0,2650575123456")]
    [InlineData("Kaplan-Meier, Fine and Gray, Holm, Benjamini-Hochberg")]
    [InlineData("2026-11-30T07:16:34.123456Z")]
    [InlineData("f65b7da29aa77007c123799bb9d23fab0496786513cf93e5d3eccd4bb8b0cad0")]
    [InlineData("<img src=\"data:image/png;base64,iVBORw0KGgo+0612345678/AAAA\">")]
    public void Scan_OfWhatIdentifiesNobody_FindsNothing(string text) => Assert.Null(TextScan.Find(text));

    private static JsonObject Notebook(string place, string text)
    {
        var section = Opened.Open("colon-moertel", "colon-moertel.xlsx").Section("A question").Add(place == "section" ? text : "An answer.");
        var shown = new JsonObject { ["output_type"] = "display_data", ["metadata"] = new JsonObject(), ["data"] = new JsonObject { [ExploratorySection.MediaType] = JsonNode.Parse(SectionJson.Write(section)) } };
        JsonObject? output = place switch
        {
            "stdout" => new JsonObject { ["output_type"] = "stream", ["name"] = "stdout", ["text"] = new JsonArray("first\n", text) },
            "traceback" => new JsonObject { ["output_type"] = "error", ["ename"] = "E", ["evalue"] = "e", ["traceback"] = new JsonArray(text) },
            _ when place.Contains('/') => new JsonObject { ["output_type"] = "display_data", ["metadata"] = new JsonObject(), ["data"] = new JsonObject { [place] = text } },
            _ => null,
        };
        return new JsonObject
        {
            ["nbformat"] = 4,
            ["metadata"] = new JsonObject { ["note"] = place == "notebook" ? text : "none" },
            ["cells"] = new JsonArray(
                new JsonObject
                {
                    ["cell_type"] = "markdown", ["source"] = place == "markdown" ? text : "# text",
                    ["attachments"] = new JsonObject { [place == "attachment" ? text : "a.png"] = new JsonObject { ["image/png"] = "QUJD" } },
                },
                new JsonObject
                {
                    ["cell_type"] = "code", ["source"] = place == "source" ? text : "var x = 1;",
                    ["metadata"] = new JsonObject { ["tags"] = new JsonArray(place == "metadata" ? text : "tag") }, ["outputs"] = output is null ? [] : new JsonArray(output),
                },
                new JsonObject { ["cell_type"] = "code", ["source"] = "section", ["outputs"] = new JsonArray(shown) }),
        };
    }

    private int Report(string notebook, string language) => _cli.Run(
        "report", Path.Combine(CliRun.Definition("colon-moertel"), "colon-moertel.xlsx"), "--definition", CliRun.Definition("colon-moertel"), "--out", _cli["out"],
        "--include", _cli[notebook], "--no-pdf", "--quiet", "--lang", language);
}
