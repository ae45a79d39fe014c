using System.Collections.Immutable;
using System.Globalization;
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

    /// <summary>Whether the groups are made at the median of a numeric variable.</summary>
    public static bool IsAtMedian(Options options) => options.Choice("split", "none", "median") == "median";

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

    /// <summary>Why a model has too few events (of the rarer outcome) for its parameters, or null; where they are few, a note.</summary>
    /// <remarks>"eventsPerParameter": fewer than "veto" (5 unless stated) and the model is not estimated, fewer than "note" (10) and the report says so, with any penalty.</remarks>
    public static string? TooFewEvents(ResultBuilder builder, int events, int parameters)
    {
        var options = builder.Options.Object("eventsPerParameter");
        var (note, veto) = (options?.Number("note") ?? 10, options?.Number("veto") ?? 5);
        var counted = builder.Language.Pick(
            $"{events} {(events == 1 ? "event" : "events")} for {parameters} {(parameters == 1 ? "parameter" : "parameters")}",
            $"{events} {(events == 1 ? "événement" : "événements")} pour {parameters} {(parameters == 1 ? "paramètre" : "paramètres")}");
        if (events < veto * parameters)
        {
            return builder.Language.Pick(
                $"{counted}; the plan asks for at least {Shown(veto)} events per parameter", $"{counted} ; le plan en demande au moins {Shown(veto)} par paramètre");
        }

        if (events < note * parameters)
        {
            builder.Note(builder.Language.Pick(
                $"{counted}, fewer than {Shown(note)} per parameter: estimates may be unstable, and intervals wide.",
                $"{counted}, moins de {Shown(note)} par paramètre : estimations parfois instables, intervalles larges."));
        }

        return null;
    }

    private static string Shown(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
