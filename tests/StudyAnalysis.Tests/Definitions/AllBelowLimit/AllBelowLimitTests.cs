using System.Net;
using System.Text.Json.Nodes;
using StudyAnalysis.Engine;
using StudyAnalysis.Import;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Architecture;
using StudyAnalysis.Tests.Cli;
using Xunit;

namespace StudyAnalysis.Tests.Definitions.AllBelowLimit;

/// <summary>A marker of which the laboratory measured nothing: every value is &lt;125. No kind of analysis makes a number of it.</summary>
public sealed class AllBelowLimitTests
{
    private static string Folder => Repository.PathOf("tests", "StudyAnalysis.Tests", "Definitions", "AllBelowLimit");

    [Theory]
    [InlineData("en", "every value lies below the limit of quantification")]
    [InlineData("fr", "toutes les valeurs sont sous la limite de quantification")]
    public void Report_SaysThatNothingIsEstimable_AndWhy(string language, string reason)
    {
        using var cli = new CliRun();

        Assert.Equal(0, cli.Run("report", Path.Combine(Folder, "assays.xlsx"), "--definition", Folder, "--no-pdf", "--lang", language, "--out", cli["r"]));

        var html = WebUtility.HtmlDecode(File.ReadAllText(Path.Combine(cli["r"], "report.html")));
        Assert.Contains(reason, html, StringComparison.Ordinal);
        Assert.DoesNotContain("data-stat=\"estimate\"", html, StringComparison.Ordinal);
        var analyses = JsonNode.Parse(File.ReadAllText(Path.Combine(cli["r"], "results.json")))!["analyses"]!.AsArray();
        Assert.Equal(["notEstimable", "notEstimable", "notEstimable"], analyses.Select(a => (string)a!["status"]!));
        Assert.All(analyses, a => Assert.Contains(reason, a!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("pairedChange", """{ "marker": "marker", "from": "before", "to": "after" }""")]
    [InlineData("groupChange", """{ "marker": "marker", "from": "before", "to": "after", "by": "relapse" }""")]
    [InlineData("compare", """{ "y": "marker@before", "by": "relapse" }""")]
    [InlineData("trend", """{ "y": "marker@before", "by": "relapse" }""")]
    [InlineData("correlate", """{ "x": "marker@before", "y": "marker@after" }""")]
    [InlineData("correlate", """{ "x": "marker@before", "y": "marker@after", "method": "kendall" }""")]
    [InlineData("correlate", """{ "x": "marker@before", "y": "marker@after", "method": "pearson" }""")]
    [InlineData("trajectory", """{ "marker": "marker", "times": ["before", "after"] }""")]
    [InlineData("roc", """{ "outcome": "relapse", "predictor": "marker@before" }""")]
    public void EveryKind_IsNotEstimable_BecauseEveryValueIsBelow(string kind, string options)
    {
        var result = Run(kind, options);

        Assert.Equal(AnalysisStatus.NotEstimable, result.Status);
        Assert.EndsWith("every value lies below the limit of quantification", result.StatusReason, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Statistics, s => s.Name is "estimate" or "p.value" or "conf.low");
    }

    private static AnalysisResult Run(string kind, string options)
    {
        var folder = Directory.CreateTempSubdirectory("study-below-").FullName;
        try
        {
            File.Copy(Path.Combine(Folder, "datapackage.json"), Path.Combine(folder, "datapackage.json"));
            var plan = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "plan.json")))!;
            var analysis = JsonNode.Parse(options)!.AsObject();
            foreach (var (name, value) in new (string, string)[] { ("id", "one"), ("kind", kind), ("role", "secondary"), ("population", "all"), ("title", "One"), ("question", "One?") })
            {
                analysis[name] = value;
            }

            plan["analyses"] = new JsonArray(analysis);
            plan["report"]!["sections"]![0]!["analyses"] = new JsonArray("one");
            File.WriteAllText(Path.Combine(folder, "plan.json"), plan.ToJsonString());
            var import = Study.Load(folder).Import(Path.Combine(Folder, "assays.xlsx"), new ImportOptions(new DateOnly(2026, 11, 23)));
            return Assert.Single(Study.Analyze(import.Data!, Language.English, 1));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
