using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Plotly.NET;
using StudyAnalysis.Charts;
using StudyAnalysis.Schema;
using Figure = StudyAnalysis.Charts.Figure;

namespace StudyAnalysis.Reports.Exploratory;

/// <summary>Sections as JSON, the form in which a notebook keeps them. What is read is somebody else's file: sizes are limited, nothing in it runs.</summary>
public static class SectionJson
{
    private const string Format = "1";
    private const int MaximumItems = 200;
    private const int MaximumText = 20_000;
    private const int MaximumHeight = 2_000;

    /// <summary>A section as JSON.</summary>
    public static string Write(ExploratorySection section) => new JsonObject
    {
        ["format"] = Format,
        ["title"] = section.Title,
        ["study"] = section.Origin.Study,
        ["workbook_sha256"] = section.Origin.WorkbookHash,
        ["plan_sha256"] = section.Origin.PlanHash,
        ["as_of"] = section.Origin.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["seed"] = section.Origin.Seed,
        ["language"] = section.Origin.Language.Code(),
        ["synthetic"] = section.Origin.IsSynthetic,
        ["items"] = new JsonArray([.. section.Items.Select(Item)]),
    }.ToJsonString();

    /// <summary>A section from JSON.</summary>
    /// <exception cref="UnreadableSectionException">It is no section of this program; the message says what is wrong.</exception>
    public static ExploratorySection Read(string json)
    {
        try
        {
            var node = JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { MaxDepth = 40 })!.AsObject();
            if (Text(node, "format") != Format)
            {
                throw UnreadableSectionException.Of(
                    $"The section has the format {Text(node, "format")}; this program reads {Format}. Run the notebook again.",
                    $"La section est au format {Text(node, "format")} ; ce logiciel lit {Format}. Exécutez de nouveau le notebook.");
            }

            var items = node["items"]!.AsArray();
            if (items.Count > MaximumItems)
            {
                throw UnreadableSectionException.Of(
                    $"The section has {items.Count} parts; at most {MaximumItems} are read.", $"La section a {items.Count} parties ; {MaximumItems} au plus sont lues.");
            }

            return new ExploratorySection(Text(node, "title"), [.. items.Select(i => Item(i!.AsObject()))], Origin(node));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException or ArgumentException or OverflowException or (FormatException and not UnreadableSectionException))
        {
            throw UnreadableSectionException.Of(
                "The section cannot be read: it is not as this program writes it. Run the notebook again.",
                "La section n’est pas lisible : elle n’est pas telle que ce logiciel l’écrit. Exécutez de nouveau le notebook.",
                e);
        }
    }

    private static SectionOrigin Origin(JsonObject node) => new(
        Text(node, "study"),
        Text(node, "workbook_sha256"),
        Text(node, "plan_sha256"),
        DateOnly.ParseExact(Text(node, "as_of"), "yyyy-MM-dd", CultureInfo.InvariantCulture),
        node["seed"]!.GetValue<ulong>(),
        Text(node, "language") == Language.French.Code() ? Language.French : Language.English,
        node["synthetic"]!.GetValue<bool>());

    private static JsonNode Item(SectionItem item) => item switch
    {
        SectionItem.Text text => new JsonObject { ["text"] = text.Content },
        SectionItem.Analysis { Specification: { } specification } => new JsonObject { ["analysis"] = JsonNode.Parse(specification) },
        SectionItem.Analysis planned => new JsonObject { ["planned"] = planned.Id },
        SectionItem.Chart { Figure: var figure } => new JsonObject
        {
            ["figure"] = JsonNode.Parse(GenericChart.toFigureJson(figure.Chart)),
            ["caption"] = figure.Caption,
            ["alt"] = figure.AltText,
            ["height"] = figure.HeightPixels,
        },
        _ => throw new NotSupportedException(item.GetType().Name),
    };

    private static SectionItem Item(JsonObject node) =>
        node["text"] is not null ? new SectionItem.Text(Text(node, "text"))
        : node["analysis"] is { } analysis ? new SectionItem.Analysis(Text(analysis.AsObject(), "id"), analysis.ToJsonString(), null)
        : node["planned"] is not null ? new SectionItem.Analysis(Text(node, "planned"), null, null)
        : node["figure"] is { } figure ? new SectionItem.Chart(Figure(figure.AsObject(), node))
        : throw UnreadableSectionException.Of(
            "A part of the section is neither text nor analysis nor figure.", "Une partie de la section n’est ni un texte, ni une analyse, ni une figure.");

    private static Figure Figure(JsonObject figure, JsonObject node)
    {
        var height = Math.Clamp(node["height"]!.GetValue<int>(), 100, MaximumHeight);
        return new Figure(string.Empty, Text(node, "caption"), Text(node, "alt"), ChartReader.Read(figure.ToJsonString()), height);
    }

    private static string Text(JsonObject node, string name)
    {
        var text = node[name]?.GetValue<string>() ?? throw UnreadableSectionException.Of($"The section has no \"{name}\".", $"La section n’a pas de « {name} ».");
        return text.Length <= MaximumText ? text : throw UnreadableSectionException.Of(
            $"\"{name}\" of the section has {text.Length} characters; at most {MaximumText} are read.",
            $"« {name} » de la section a {text.Length} caractères ; {MaximumText} au plus sont lus.");
    }
}
