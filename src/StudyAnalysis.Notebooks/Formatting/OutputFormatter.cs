using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Deedle;
using Microsoft.AspNetCore.Html;
using Plotly.NET;
using StudyAnalysis.Blocks;
using StudyAnalysis.Charts;
using StudyAnalysis.Data;
using StudyAnalysis.Engine;
using StudyAnalysis.Html;
using StudyAnalysis.Import;
using StudyAnalysis.Notebooks.Kernel;
using StudyAnalysis.Reports;
using StudyAnalysis.Reports.Exploratory;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics;
using Figure = StudyAnalysis.Charts.Figure;

namespace StudyAnalysis.Notebooks.Formatting;

/// <summary>Any value as an output: text/plain always, HTML where it helps. One formatter per session, because plotly.js is carried once.</summary>
/// <remarks>Everything that comes from data is escaped. Formatting never throws for what a value holds: a ToString that fails is said in the output.</remarks>
public sealed class OutputFormatter : IValueFormatter
{
    private const int LongestText = 20_000;

    private readonly ChartPage _charts = new();

    /// <summary>A formatter for one session.</summary>
    public OutputFormatter() => Theme.UseAsDefault();

    /// <summary>Rows shown of a table before "… n more rows".</summary>
    public int RowLimit { get; set; } = 20;

    /// <summary>Tells which cell runs now, so that its output carries plotly.js again when the cell runs again.</summary>
    /// <param name="code">The cell's text.</param>
    public void BeginCell(string code) => _charts.BeginCell(code);

    /// <summary>A value in all its forms.</summary>
    /// <param name="value">Anything, null included.</param>
    public MimeBundle Format(object? value)
    {
        try
        {
            return FormatValue(value);
        }
        catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException or ThreadInterruptedException))
        {
            // What a value's own code throws while it is shown is part of what there is to see.
            return MimeBundle.Text($"{value?.GetType().Name} could not be shown: {e.GetType().Name}: {e.Message}");
        }
    }

    /// <summary>A value in one form asked for, with its text beside it: text as it is under text types, any object as JSON under JSON types.</summary>
    /// <param name="value">Anything.</param>
    /// <param name="mediaType">For example text/html, text/markdown, image/svg+xml, application/json.</param>
    public MimeBundle Format(object? value, string mediaType)
    {
        var isJson = mediaType.EndsWith("json", StringComparison.Ordinal);
        if (value is string or null)
        {
            var text = (string?)value ?? string.Empty;
            return MimeBundle.Text(text).With(mediaType, isJson && !IsJson(text) ? JsonSerializer.Serialize(text) : text);
        }

        if (isJson)
        {
            return MimeBundle.Text(CellText.Of(value) ?? "null").With(mediaType, value is JsonNode node ? node.ToJsonString() : JsonSerializer.Serialize(value));
        }

        var bundle = Format(value);
        return bundle.Data.ContainsKey(mediaType) ? bundle : MimeBundle.Text(bundle.Data[MimeBundle.PlainText]).With(mediaType, bundle.Data[MimeBundle.PlainText]);
    }

    /// <summary>The same, in the shape the kernel asks formatters.</summary>
    /// <param name="value">Anything but null; texts and what has its forms already are left to the kernel.</param>
    public MimeBundle? TryFormat(object value) => value is string or MimeBundle ? null : Format(value);

    private MimeBundle FormatValue(object? value) => value switch
    {
        null => MimeBundle.Text("null"),
        MimeBundle bundle => bundle,
        string text => MimeBundle.Text(Cut(text)),
        IHtmlContent html => Html(html),
        GenericChart chart => _charts.Bundle(chart),
        Exception exception => ExceptionPage.Of(exception),
        IFrame frame => FrameGrid.Of(frame, RowLimit).Bundle(),
        _ => FormatStudy(value) ?? FormatOther(value),
    };

    private MimeBundle? FormatStudy(object value) => value switch
    {
        Figure figure => Blocks([new Block.FigureOf(figure)]),
        IEnumerable<Figure> figures => Blocks([.. figures.Select(f => new Block.FigureOf(f))]),
        AnalysisResult result => Blocks(ResultBlocks.Compose(result), result.Language, result.IsSynthetic, result),
        IEnumerable<AnalysisResult> results => ResultsGrid(results).Bundle(),
        Table table => Blocks([new Block.TableOf(table)]),
        IEnumerable<Table> tables => Blocks([.. tables.Select(t => new Block.TableOf(t))]),
        RichText text => Blocks([new Block.Paragraph(text)]),
        Block block => Blocks([block]),
        IEnumerable<Block> blocks => Blocks([.. blocks]),
        DocumentSection section => Blocks([new Block.Heading(2, section.Title), .. section.Blocks]),
        TestResult test => Test(test),
        ImportResult import => Import(import),
        Finding finding => ImportPage.Of([finding], RowLimit).Bundle(),
        IEnumerable<Finding> findings => ImportPage.Of(findings.ToArray(), RowLimit).Bundle(),
        Ledger ledger => ImportPage.Of(ledger).Bundle(),
        StudyData data => ImportPage.Of(data).Bundle(),
        Cohort cohort => Cohort(cohort),
        ExploratorySection section => Section(section),
        _ => null,
    };

    private MimeBundle FormatOther(object value)
    {
        if (FrameGrid.OfSeries(value, RowLimit) is { } series)
        {
            return series.Bundle();
        }

        if (value is IEnumerable items)
        {
            return ObjectGrid.OfMany(items, RowLimit).Bundle();
        }

        return ObjectGrid.HasColumns(value.GetType())
            ? ObjectGrid.OfOne(value).Bundle()
            : MimeBundle.Text(Cut(value is IFormattable f ? f.ToString(null, CultureInfo.InvariantCulture) : value.ToString() ?? string.Empty));
    }

    private MimeBundle Blocks(ImmutableArray<Block> blocks, Language language = Language.English, bool isSynthetic = false, params ReadOnlySpan<AnalysisResult> results)
    {
        var html = HtmlFragment.Render(blocks, language, isSynthetic, results.ToArray());
        return MimeBundle.HtmlWithText(_charts.Wrap(html), TextFragment.Render(blocks, language));
    }

    /// <summary>What the workbook holds, and what is to correct.</summary>
    private static MimeBundle Cohort(Cohort cohort)
    {
        var tables = ImportPage.Of(cohort.Data);
        var findings = string.Create(
            CultureInfo.InvariantCulture, $"{cohort.Findings.Length} findings, {cohort.Findings.Count(f => f.Severity == Severity.Blocking)} of them blocking; {cohort.Plan.Analyses.Length} planned analyses");
        var grid = tables with { Footer = findings };
        return grid.Bundle();
    }

    private MimeBundle Section(ExploratorySection section) =>
        Blocks(section.Blocks(), section.Origin.Language, section.Origin.IsSynthetic, section.Results().AsSpan()).With(ExploratorySection.MediaType, SectionJson.Write(section));

    private static MimeBundle Test(TestResult test)
    {
        var grid = TestResultPage.Grid(test);
        return MimeBundle.HtmlWithText(NotebookPage.Wrap(TestResultPage.Picture(test) + grid.Html()), grid.Text());
    }

    private MimeBundle Import(ImportResult import)
    {
        var (ledger, findings) = (ImportPage.Of(import.Ledger), ImportPage.Of(import.Findings, RowLimit));
        return MimeBundle.HtmlWithText(NotebookPage.Wrap(ledger.Html() + findings.Html()), ledger.Text() + "\n\n" + findings.Text());
    }

    private static Grid ResultsGrid(IEnumerable<AnalysisResult> results) => new()
    {
        Columns = [new("id"), new("title"), new("role"), new("kind"), new("n", IsNumeric: true), new("result")],
        Rows = [.. results.Select(r => ImmutableArray.Create<string?>(
            r.Id,
            r.Title,
            r.Role.ToString().ToLowerInvariant(),
            r.Kind,
            r.Population.N.ToString(CultureInfo.InvariantCulture),
            TextFragment.Render(ResultBlocks.Sentence(r), r.Language)))],
    };

    private static MimeBundle Html(IHtmlContent html)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        html.WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Default);
        var text = writer.ToString();
        return MimeBundle.HtmlWithText(text, text);
    }

    private static string Cut(string text) => text.Length <= LongestText
        ? text
        : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, LongestText)}\n… {text.Length - LongestText} more characters");

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
