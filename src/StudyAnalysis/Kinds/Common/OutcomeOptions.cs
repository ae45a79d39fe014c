using System.Collections.Immutable;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.Common;

/// <summary>Options that the outcome kinds share.</summary>
internal static class OutcomeOptions
{
    public static IEnumerable<OptionReference> EndpointAndGroup(AnalysisSpec spec)
    {
        var options = Options.Of(spec);
        yield return new OptionReference(options.Path("endpoint"), options.Text("endpoint"), ReferenceKind.Endpoint);
        if (options.TextOrNull("by") is { } by)
        {
            yield return new OptionReference(options.Path("by"), by, ReferenceKind.Variable);
        }

        RequireNoTestAtMedian(options);
    }

    /// <summary>The terms of a model: names, or objects with more.</summary>
    public static ImmutableArray<TermSpec> Terms(Options options, Language language = Language.English) =>
    [
        .. options.Elements("terms").Select(t =>
        {
            if (t.Element.ValueKind == System.Text.Json.JsonValueKind.String)
            {
                return new TermSpec(t.Element.GetString()!, null, null, null);
            }

            var term = new Options(t.Element, t.Path);
            var label = term.Localized("label");
            return new TermSpec(term.Text("variable"), term.TextOrNull("as"), term.TextOrNull("name"), label.IsEmpty ? null : label.In(language));
        }),
    ];

    /// <summary>The grouping variable on the units of an outcome; units without it are counted out.</summary>
    public static CurveGroups Group(ResultBuilder builder, ref OutcomeUnits outcome, string? by)
    {
        if (by is null)
        {
            return new CurveGroups(null, outcome.Count);
        }

        outcome = outcome.Complete(builder, by);
        var variable = builder.Context.Variable(by, outcome.Units);
        if (!IsAtMedian(builder.Options))
        {
            return new CurveGroups(Grouping.Of(variable, builder.Language), outcome.Count);
        }

        if (variable.Type != VariableType.Numeric)
        {
            throw builder.Options.Problem("by", $"\"{by}\"", "a numeric variable, because of \"split\"");
        }

        builder.Note(builder.Say(
            "Groups at the median of these patients: for display only, without a test; the model keeps the marker continuous.",
            "Groupes à la médiane de ces patients : pour l’affichage seulement, sans test ; le modèle garde le marqueur continu."));
        return new CurveGroups(Grouping.AtMedian(variable, builder.Language), outcome.Count);
    }

    private static bool IsAtMedian(Options options) => options.Choice("split", "none", "median") == "median";

    // A cut-point taken from the data and tested on them gives a p that is too small.
    private static void RequireNoTestAtMedian(Options options)
    {
        if (IsAtMedian(options) && (options.TextOrNull("test") ?? "none") != "none")
        {
            throw options.Problem("test", $"\"{options.TextOrNull("test")}\"", "\"none\" with \"split\": groups at the median are for display");
        }
    }

    /// <summary>Times at which curves are read: those of the options, else the endpoint's horizon.</summary>
    public static ImmutableArray<double> ReadTimes(ResultBuilder builder, Endpoint endpoint)
    {
        var times = builder.Options.Numbers("times");
        return !times.IsEmpty ? [.. times.Order()] : endpoint.Horizon is { } horizon ? [OnTheClock(builder, horizon)] : [];
    }

    /// <summary>The horizon of the options, else of the endpoint, on the clock of <see cref="OutcomeUnits"/>.</summary>
    /// <exception cref="InvalidDefinitionException">Neither has one.</exception>
    public static double Horizon(ResultBuilder builder, Endpoint endpoint) => OnTheClock(
        builder,
        builder.Options.Number("horizon") ?? endpoint.Horizon ?? throw builder.Options.Problem("horizon", "nothing", "a horizon in days, here or in the endpoint"));

    /// <summary>A day counted from the origin, counted from the landmark if the plan has one.</summary>
    private static double OnTheClock(ResultBuilder builder, double day) => builder.Spec.Landmark is { } landmark
        ? day - builder.Context.Definition.Plan.TimePoints.First(t => t.Id == landmark).WindowEnd
        : day;

    /// <summary>The R call of one group's curve, written for all groups.</summary>
    public static string GroupedCall(string call, CurveGroups grouping) =>
        grouping.By is null ? call : call.Replace("~ 1", $"~ {grouping.By.Reference}", StringComparison.Ordinal);

    /// <summary>Why a model has too few events for its parameters, or null: fewer than 10 events (of the rarer outcome) a parameter unless the plan says otherwise.</summary>
    public static string? TooFewEvents(ResultBuilder builder, int events, int parameters)
    {
        var wanted = builder.Options.Number("eventsPerParameter") ?? 10;
        return events >= wanted * parameters ? null : builder.Language.Pick(
            $"{events} events for {parameters} {(parameters == 1 ? "parameter" : "parameters")}; the plan asks for {wanted:0.#} events per parameter",
            $"{events} événements pour {parameters} {(parameters == 1 ? "paramètre" : "paramètres")} ; le plan en demande {wanted:0.#} par paramètre");
    }
}
