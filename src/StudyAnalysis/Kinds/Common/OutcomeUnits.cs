using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.Common;

/// <summary>Units with a time and a cause each, kept aligned while units are left out.</summary>
internal sealed record OutcomeUnits(TimeToEvent Source, AnalysisUnits Units, ImmutableArray<double> Times, ImmutableArray<int> Causes)
{
    /// <summary>The word of the option "dates" for events known to lie between two visits.</summary>
    public const string IntervalDates = "interval";

    public int Count => Units.Count;

    public int EventCount => Causes.Count(c => c == 1);

    public bool[] IsEvent => [.. Causes.Select(c => c == 1)];

    /// <summary>The endpoint of the options on the builder's units, from the landmark if the plan has one; the builder goes on with the units left.</summary>
    public static OutcomeUnits Prepare(ResultBuilder builder, string endpoint)
    {
        var dates = builder.Options.Choice("dates", "scheduled", "raw", IntervalDates);
        if (dates == "raw")
        {
            builder.Note(builder.Say(
                "Raw dates: events and censorings count on their own day, not at the visit's nominal day.",
                "Dates brutes : événements et censures comptent à leur jour propre, et non au jour nominal de la visite."));
        }

        var source = builder.Context.Endpoint(endpoint, builder.Units, scheduled: dates == "scheduled");
        var outcome = new OutcomeUnits(source, source.Units, source.Times, source.Causes);
        if (builder.Spec.Landmark is { } landmark)
        {
            outcome = outcome.From(builder, builder.Context.Definition.Plan.TimePoints.First(t => t.Id == landmark));
        }

        builder.Use(outcome.Units);
        EndpointNotes.Add(builder, source, outcome.Units);
        return outcome;
    }

    /// <summary>Per unit the last time known free of the event, on the clock of <see cref="Times"/>; the landmark's 0 at the earliest.</summary>
    public double[] IntervalStarts()
    {
        var start = new Dictionary<int, (double Lower, double Upper)>();
        for (var i = 0; i < Source.Units.Count; i++)
        {
            start[Source.Units.Rows[i]] = (Source.IntervalStarts[i], Source.Times[i]);
        }

        return [.. Units.Rows.Select((row, i) => Math.Max(0, Times[i] - (start[row].Upper - start[row].Lower)))];
    }

    /// <summary>Keeps the units for which <paramref name="keep"/> is true.</summary>
    public OutcomeUnits Keep(ResultBuilder builder, IReadOnlyList<bool> keep, string reason)
    {
        var units = Units.Keep(keep, reason);
        if (ReferenceEquals(units, Units))
        {
            return this;
        }

        var kept = Enumerable.Range(0, Count).Where(i => keep[i]).ToArray();
        builder.Use(units);
        return this with { Units = units, Times = [.. kept.Select(i => Times[i])], Causes = [.. kept.Select(i => Causes[i])] };
    }

    /// <summary>Keeps the units on which a variable is there.</summary>
    public OutcomeUnits Complete(ResultBuilder builder, string variable)
    {
        var values = builder.Context.Variable(variable, Units);
        return Keep(builder, [.. values.Values.Select(v => !v.IsMissing)], builder.Say($"{values.Label}: missing", $"{values.Label} : manquant"));
    }

    /// <summary>The clock starts at the end of the sample's window: who had the event, or was no longer followed, before it is counted out.</summary>
    private OutcomeUnits From(ResultBuilder builder, TimePoint landmark)
    {
        var day = landmark.WindowEnd;
        var shown = day.ToString("0.#", CultureInfo.InvariantCulture);
        var left = this
            .Keep(builder, Mask(i => !(Causes[i] == 1 && Times[i] <= day)), builder.Say($"event before the landmark (day {shown})", $"événement avant le point de repère (jour {shown})"));
        left = left.Keep(
            builder,
            left.Mask(i => !(left.Causes[i] > 1 && left.Times[i] <= day)),
            builder.Say($"competing event before the landmark (day {shown})", $"événement concurrent avant le point de repère (jour {shown})"));
        left = left.Keep(
            builder,
            left.Mask(i => left.Times[i] > day),
            builder.Say($"follow-up ends before the landmark (day {shown})", $"suivi terminé avant le point de repère (jour {shown})"));
        builder.Note(builder.Say(
            $"Landmark analysis: time counts from day {shown}, the end of the window of “{landmark.Label.In(builder.Language)}”.",
            $"Analyse à partir d’un point de repère : le temps compte depuis le jour {shown}, fin de la fenêtre de « {landmark.Label.In(builder.Language)} »."));
        return left with { Times = [.. left.Times.Select(t => t - day)] };
    }

    private bool[] Mask(Func<int, bool> keep) => [.. Enumerable.Range(0, Count).Select(keep)];
}
