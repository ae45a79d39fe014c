using System.Globalization;
using System.Text.Json;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Reports.Json;

/// <summary>Writes results.json: every number of a report in the shape of an Analysis Results Data set, names as in broom.</summary>
/// <remarks>Analyses and stats stand in the order of the plan and of the kind. "stat" has full double precision; it is null where there is no finite
/// number, and "warning" then says why. "stat_fmt" is what the report shows. A number in report.html names its analysis and its position in "stats".</remarks>
public static class ResultsJson
{
    /// <summary>The file's text.</summary>
    public static string Write(ReportInput input, Provenance provenance) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("study");
        json.WriteString("id", input.Definition.Plan.Study.Id);
        json.WriteString("title", input.Definition.Plan.Study.Title.In(input.Options.Language));
        json.WriteString("registration", input.Definition.Plan.Study.Registration);
        json.WriteEndObject();
        json.WritePropertyName("provenance");
        provenance.WriteTo(json);
        json.WriteStartArray("analyses");
        foreach (var result in input.Results.Concat(input.Unplanned))
        {
            Analysis(json, result, input.Options.Language);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Analysis(Utf8JsonWriter json, AnalysisResult result, Language language)
    {
        json.WriteStartObject();
        json.WriteString("id", result.Id);
        json.WriteString("title", result.Title);
        json.WriteString("role", Camel(result.Role.ToString()));
        json.WriteString("kind", result.Kind);
        if (!result.IsPlanned)
        {
            json.WriteBoolean("planned", false);
            json.WriteString("deviation", "run but not planned");
        }

        json.WriteString("status", Camel(result.Status.ToString()));
        json.WriteString("reason", result.StatusReason.Length == 0 ? null : result.StatusReason);
        json.WriteString("sensitivity_of", result.SensitivityOf);
        json.WriteString("family", result.Family);
        json.WriteString("method", string.Join(' ', result.Methods));
        json.WriteString("reference", string.Join('\n', result.RCalls));
        Population(json, result.Population);
        Texts(json, "assumptions", result.Assumptions);
        Texts(json, "notes", result.Notes);
        json.WriteStartArray("stats");
        foreach (var statistic in result.Statistics)
        {
            Stat(json, statistic, language);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Population(Utf8JsonWriter json, AnalysedPopulation population)
    {
        json.WriteStartObject("population");
        json.WriteString("label", population.Label);
        json.WriteString("unit", population.UnitPlural);
        json.WriteNumber("n", population.N);
        json.WriteStartArray("excluded");
        foreach (var excluded in population.Excluded)
        {
            json.WriteStartObject();
            json.WriteString("reason", excluded.Reason);
            json.WriteNumber("n", excluded.N);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Stat(Utf8JsonWriter json, Statistic statistic, Language language)
    {
        json.WriteStartObject();
        json.WriteString("group1", statistic.Group1);
        json.WriteString("group1_level", statistic.Group1Level);
        json.WriteString("group2", statistic.Group2);
        json.WriteString("group2_level", statistic.Group2Level);
        json.WriteString("variable", statistic.Variable);
        json.WriteString("variable_level", statistic.VariableLevel);
        json.WriteString("context", statistic.Context);
        json.WriteString("stat_name", statistic.Name);
        json.WriteString("stat_label", statistic.Label);
        json.WritePropertyName("stat");
        Value(json, statistic.Value.ValueOrNaN);
        json.WriteString("stat_fmt", NumberFormatter.Format(statistic, language));
        json.WriteString("unit", statistic.Unit);
        json.WriteString("warning", Warning(statistic));
        json.WriteEndObject();
    }

    private static void Value(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteRawValue(value.ToString("R", CultureInfo.InvariantCulture));
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static string? Warning(Statistic statistic) => !statistic.Value.IsEstimable
        ? statistic.Value.Reason
        : double.IsInfinity(statistic.Value.Value) && statistic.Warning is null ? "infinite" : statistic.Warning;

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
