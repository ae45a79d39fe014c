using System.Globalization;
using System.Text.Json.Nodes;
using Deedle;
using Microsoft.AspNetCore.Html;
using StudyAnalysis.Blocks;
using StudyAnalysis.Html;
using StudyAnalysis.Notebooks.Formatting;
using StudyAnalysis.Notebooks.Kernel;
using StudyAnalysis.Reports;
using StudyAnalysis.Reports.Exploratory;
using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Compare;
using StudyAnalysis.Tests.Notebooks.Books;
using Xunit;

namespace StudyAnalysis.Tests.Notebooks.Formatting;

public sealed class OutputFormatterTests
{
    private readonly OutputFormatter _formatter = new();

    private static Cohort Cohort => Opened.Example;

    public static TheoryData<object> AnyValues =>
    [
        "text", 1.5, true, new DateOnly(2026, 1, 31), Quantity.NotEstimable("no event"), new[] { 1, 2 }, new { A = 1 }, Array.Empty<int>(),
        new Dictionary<string, object?>(StringComparer.Ordinal) { ["a"] = null }, (1, "b"), new InvalidOperationException("x"), new Throwing(), typeof(string),
    ];

    [Theory]
    [MemberData(nameof(AnyValues))]
    public void Format_OfAnyValue_HasText(object value) => Assert.True(_formatter.Format(value).Data.ContainsKey(MimeBundle.PlainText));

    [Fact]
    public void Format_OfNull_SaysSo() => Assert.Equal("null", _formatter.Format(null).Data[MimeBundle.PlainText]);

    [Fact]
    public void Format_OfAFrame_HasTypesUnitsMissingAndTheRestOfItsRows()
    {
        var frame = Cohort.Frame("patients");
        var bundle = _formatter.Format(frame);
        var html = bundle.Data[MimeBundle.Html];
        Assert.Contains("<small>kg</small>", html, StringComparison.Ordinal);
        Assert.Contains("<small>date</small>", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"missing\">missing</span>", html, StringComparison.Ordinal);
        Assert.Contains("… 19 more rows (39 rows", html, StringComparison.Ordinal);
        Assert.Equal(21, html.Split("<tr>").Length - 1);
        Assert.Contains("weight_kg [kg]", bundle.Data[MimeBundle.PlainText], StringComparison.Ordinal);
    }

    [Fact]
    public void Format_OfASmallFrame_SaysItsSizeAndNothingOfMore()
    {
        var text = _formatter.Format(Deedle.Frame.FromRecords(new[] { new { Name = "a", Value = 1.0 / 3 } })).Data[MimeBundle.PlainText];
        Assert.Contains("1 rows × 2 columns", text, StringComparison.Ordinal);
        Assert.Contains("0.333333", text, StringComparison.Ordinal);
        Assert.DoesNotContain("more", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Format_OfRecords_HasNumbersFlushRightAndNamesOfEnumsFlushLeft()
    {
        var html = _formatter.Format(new[] { new { day = DayOfWeek.Monday, count = 3, share = (double?)0.5 } }).Data[MimeBundle.Html];
        Assert.Contains(">Monday</td>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<td class=\"right\">Monday", html, StringComparison.Ordinal);
        Assert.Contains("<td class=\"right\">3</td>", html, StringComparison.Ordinal);
        Assert.Contains("<td class=\"right\">0.5</td>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Format_OfAChart_FitsATelephone()
    {
        var html = _formatter.Format(Cohort.Draw.Spaghetti("sCD40L")).Data[MimeBundle.Html];
        Assert.Contains("@media (max-width:600px){.study-out figure{overflow-x:auto", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Format_OfTextFromData_IsEscaped()
    {
        const string Hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>";
        object[] values =
        [
            Deedle.Frame.FromRecords(new[] { new { Name = Hostile, Value = 1.0 } }), new[] { Hostile }, new { A = Hostile }, new InvalidOperationException(Hostile),
            RichText.Plain(Hostile), new Dictionary<string, string>(StringComparer.Ordinal) { [Hostile] = Hostile },
        ];
        Assert.All(values, v => Assert.DoesNotContain("<img", _formatter.Format(v).Data[MimeBundle.Html], StringComparison.Ordinal));
        Assert.All(values, v => Assert.DoesNotContain("<script>alert", _formatter.Format(v).Data[MimeBundle.Html], StringComparison.Ordinal));
    }

    [Fact]
    public void Format_OfASeries_HasMissingValuesAsSuch()
    {
        var series = new[] { KeyValuePair.Create("a", new OptionalValue<double>(2.5)), KeyValuePair.Create("b", OptionalValue<double>.Missing) }.ToSparseSeries();
        var text = _formatter.Format(series).Data[MimeBundle.PlainText];
        Assert.Contains("2.5", text, StringComparison.Ordinal);
        Assert.Contains("missing", text, StringComparison.Ordinal);
        Assert.Contains("2 values", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Format_OfAnEndlessSequence_Ends() =>
        Assert.Contains("… more rows", _formatter.Format(Endless()).Data[MimeBundle.PlainText], StringComparison.Ordinal);

    [Fact]
    public void Format_OfATest_HasItsNumbersAndItsIntervalDrawn()
    {
        var bundle = _formatter.Format(SignedRank.Compute([1.1, -0.3, 0.8, 2.0, 0.4, 1.7, -0.2, 0.9]));
        Assert.Contains("<svg role=\"img\" aria-label=\"Hodges–Lehmann", bundle.Data[MimeBundle.Html], StringComparison.Ordinal);
        Assert.Contains("wilcox.test", bundle.Data[MimeBundle.PlainText], StringComparison.Ordinal);
        Assert.DoesNotContain("not defined for this method", bundle.Data[MimeBundle.PlainText], StringComparison.Ordinal);
    }

    [Fact]
    public void Format_OfAResult_ShowsQuestionSentenceTableFigureAndMethod()
    {
        var result = Cohort.First("pairedChange");
        var bundle = _formatter.Format(result);
        var html = bundle.Data[MimeBundle.Html];
        Assert.Contains(HtmlFragment.Escape(result.Question), html, StringComparison.Ordinal);
        Assert.Contains("class=\"result\"", html, StringComparison.Ordinal);
        Assert.Contains("data-figure=\"fig-", html, StringComparison.Ordinal);
        Assert.Contains("SYNTHETIC", html, StringComparison.Ordinal);
        Assert.Contains("wilcox.test", html, StringComparison.Ordinal);
        Assert.Contains(TextFragment.Render(ResultBlocks.Sentence(result), result.Language), bundle.Data[MimeBundle.PlainText], StringComparison.Ordinal);
    }

    [Fact]
    public void Format_OfFindings_NamesCellsAndNoPatient()
    {
        var bundle = _formatter.Format(Cohort.Import);
        Assert.Contains("Patients!I5", bundle.Data[MimeBundle.PlainText], StringComparison.Ordinal);
        Assert.DoesNotMatch(@"CRI-\d{3}", bundle.Data[MimeBundle.Html]);
    }

    [Fact]
    public void Charts_FirstCarriesPlotly_LaterOnesReuseIt()
    {
        var chart = Cohort.Figures(Cohort.First("survival"))[0];
        _formatter.BeginCell("a");
        var first = Html(chart);
        var again = Html(chart);
        _formatter.BeginCell("b");
        var later = Html(chart.Chart);
        _formatter.BeginCell("a");
        var rerun = Html(chart);
        Assert.True(first.Length > 1_000_000, "the library is not in the first chart");
        Assert.True(again.Length < 100_000 && later.Length < 100_000, "the library is there twice");
        Assert.True(rerun.Length > 1_000_000, "the cell that carried the library lost it when it ran again");
        Assert.DoesNotContain("http://", later.Replace("http://www.w3.org", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Format_AsAMediaType_GivesIt()
    {
        Assert.Equal("<b>x</b>", _formatter.Format("<b>x</b>", MimeBundle.Html).Data[MimeBundle.Html]);
        Assert.Equal("**x**", _formatter.Format("**x**", "text/markdown").Data["text/markdown"]);
        Assert.Equal("{\"A\":1}", _formatter.Format(new { A = 1 }, "application/json").Data["application/json"]);
        Assert.Equal("\"x\"", _formatter.Format("x", "application/json").Data["application/json"]);
    }

    [Fact]
    public void Format_OfHtmlContent_IsNotEscaped() => Assert.Equal("<b>x</b>", _formatter.Format(new HtmlString("<b>x</b>")).Data[MimeBundle.Html]);

    [Fact]
    public void Format_UnderACommaCulture_IsTheSame()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("fr-FR");
            Assert.Equal("0.5", new OutputFormatter().Format(0.5).Data[MimeBundle.PlainText]);
            Assert.Contains("0.333333", new OutputFormatter().Format(new[] { 1 / 3.0 }).Data[MimeBundle.Html], StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Format_OfASection_KeepsItForTheReport()
    {
        var section = Cohort.Section("Mine").Add("One.").Add(Cohort.Explore.Describe(["sex"]));
        var bundle = _formatter.Format(section);
        Assert.Equal("Mine", JsonNode.Parse(bundle.Data[ExploratorySection.MediaType])!["title"]!.GetValue<string>());
        Assert.Contains("Exploratory, not planned", bundle.Data[MimeBundle.Html], StringComparison.Ordinal);
    }

    private static IEnumerable<int> Endless()
    {
        for (var i = 0; ; i++)
        {
            yield return i;
        }
    }

    private string Html(object chart) => _formatter.Format(chart).Data[MimeBundle.Html];

    private sealed class Throwing
    {
        public override string ToString() => throw new NotSupportedException("no text");
    }
}
