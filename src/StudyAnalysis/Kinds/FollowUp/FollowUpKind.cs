using System.Collections.Immutable;
using StudyAnalysis.Data;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Survival;

namespace StudyAnalysis.Kinds.FollowUp;

/// <summary>How long and how completely units were followed for an endpoint (kind followUp).</summary>
/// <remarks>Unit: the endpoint's level. Completeness is Clark's C: person-time observed over person-time that could have been observed by the data cut (or the
/// planned follow-up, if earlier), where an event ends what could be observed. The reverse Kaplan–Meier median is the potential follow-up. Times are
/// raw, not moved to the schedule.</remarks>
public sealed class FollowUpKind : IKind
{
    /// <inheritdoc/>
    public string Name => "followUp";

    /// <inheritdoc/>
    public IResultSection Section { get; } = new FollowUpSection();

    /// <inheritdoc/>
    public IEnumerable<OptionReference> References(AnalysisSpec spec)
    {
        var visits = Options.Of(spec).Object("visits");
        var table = visits is null ? [] : new[] { new OptionReference(visits.Path("table"), visits.Text("table"), ReferenceKind.Table) };
        return OptionReferences.Of(spec, ReferenceKind.Endpoint, "endpoint").Concat(table);
    }

    /// <inheritdoc/>
    public AnalysisResult Analyze(IAnalysisContext context, AnalysisSpec spec)
    {
        var result = ResultBuilder.Start(context, spec);
        var endpoint = result.Options.Text("endpoint");
        if (result.Unavailable(endpoint, result.Options.Object("visits")?.Text("table")) is { } notRun)
        {
            return notRun;
        }

        var times = context.Endpoint(endpoint, result.Units, scheduled: false);
        result.Use(times.Units);
        EndpointNotes.Add(result, times, times.Units);
        var events = times.Causes.Count(c => c > 0);
        result.About(FollowUpResult.Main).N(times.Units.Count);
        result.About(FollowUpResult.Main).Count("n.event", result.Say("followed to an event", "suivis jusqu’à un événement"), events);
        result.About(FollowUpResult.Interest).Count("n.event", result.Say($"with {times.CauseLabels[0]}", $"avec {times.CauseLabels[0]}"), times.Causes.Count(c => c == 1));
        if (times.Units.Count == 0)
        {
            return result.NotEstimable(result.Say("nobody has follow-up", "personne n’a de suivi"));
        }

        Complete(result, times);
        Completeness(result, times);
        Reverse(result, times);
        var visits = result.Options.Has("visits") ? Visits(result, times) : [];
        return result.Finish(
            common => new FollowUpResult(common) { EndpointLabel = times.Endpoint.Label.In(result.Language), Visits = visits }, events);
    }

    /// <summary>Units seen at the last scheduled visit (from the start of its window on) or to an event.</summary>
    private static void Complete(ResultBuilder result, TimeToEvent times)
    {
        if (times.Endpoint.Schedule.IsEmpty)
        {
            return;
        }

        var last = times.Endpoint.Schedule.MaxBy(v => v.NominalDay)!;
        var label = last.Label.In(result.Language);
        result.About(FollowUpResult.Main).Count(
            "n.complete",
            result.Say($"followed to “{label}” or an event", $"suivis jusqu’à « {label} » ou un événement"),
            Enumerable.Range(0, times.Units.Count).Count(i => times.Causes[i] > 0 || times.RawTimes[i] >= last.WindowStart));
    }

    private static void Completeness(ResultBuilder result, TimeToEvent times)
    {
        var about = result.About(FollowUpResult.Completeness);
        var label = result.Say("completeness of follow-up (observed / expected)", "complétude du suivi (observé / attendu)");
        if (times.Endpoint.Origin is not { } origin)
        {
            var reason = result.Say("the data hold durations, not dates", "les données contiennent des durées, pas des dates");
            about.Number("estimate", label, Quantity.NotEstimable(reason), NumberFormat.Percent());
            return;
        }

        var cut = Value.Of(result.Context.Data.AsOf).Number;
        var planned = result.Context.Definition.Plan.Study.PlannedFollowUpDays ?? double.PositiveInfinity;
        var origins = result.Context.Evaluate(origin, times.Units.Level.Table, times.Units.Rows);
        double observed = 0, expected = 0;
        for (var i = 0; i < times.Units.Count; i++)
        {
            var possible = Math.Max(0, Math.Min(planned, origins[i].IsMissing ? 0 : cut - Math.Floor(origins[i].Number)));
            var seen = Math.Min(times.RawTimes[i], possible);
            observed += seen;
            expected += times.Causes[i] > 0 ? seen : possible;
        }

        about.Number("observed", result.Say("person-days observed", "jours-personnes observés"), observed, NumberFormat.Count, "d");
        about.Number("expected", result.Say("person-days possible", "jours-personnes possibles"), expected, NumberFormat.Count, "d");
        about.Number("estimate", label, Quantity.OfOr(observed / expected, result.Say("nothing was due yet", "rien n’était encore dû")), NumberFormat.Percent());
        result.Method(result.Say(
            "Completeness of follow-up: person-time observed over person-time possible by the data cut (Clark et al. 2002, Lancet 359:1309).",
            "Complétude du suivi : personnes-temps observées sur personnes-temps possibles à la date de point (Clark et al. 2002, Lancet 359:1309)."));
    }

    private static void Reverse(ResultBuilder result, TimeToEvent times)
    {
        var curve = KaplanMeier.Reverse([.. times.RawTimes], [.. times.Causes.Select(c => c > 0)], level: result.Spec.ConfLevel);
        var median = curve.Median();
        var about = result.About(FollowUpResult.Reverse);
        about.Number("median", result.Say("median follow-up (reverse Kaplan–Meier)", "suivi médian (Kaplan–Meier inversé)"), median.Estimate, NumberFormat.Count, "d");
        about.Interval(median.Interval, NumberFormat.Count, "d");
        result.Method(MethodText.Sentence(curve.Method, result.Language), curve.Method.RCall);
    }

    private static ImmutableArray<VisitRow> Visits(ResultBuilder result, TimeToEvent times)
    {
        if (times.Endpoint.Origin is not { } origin)
        {
            result.Note(result.Say("No visits: the data hold durations, not dates.", "Pas de visites : les données contiennent des durées, pas des dates."));
            return [];
        }

        var states = new VisitStates(result, times.Units, times.Endpoint, origin);
        if (!states.KnowsDeaths)
        {
            result.Note(result.Say(
                "No event of the plan is marked as fatal and no end of visits is stated: visits after a death count as due.",
                "Aucun événement du plan n’est marqué comme fatal et aucune fin des visites n’est indiquée : les visites postérieures à un décès comptent comme dues."));
        }

        var rows = ImmutableArray.CreateBuilder<VisitRow>();
        foreach (var visit in times.Endpoint.Schedule)
        {
            var row = new VisitRow(visit.Id, visit.Label.In(result.Language));
            var counts = states.Count(visit);
            foreach (var status in Enum.GetValues<VisitStatus>())
            {
                result.About(row.Key(status)).Count("n", $"{row.Label}: {VisitRow.NameOf(status)}", counts[(int)status]);
            }

            rows.Add(row);
        }

        return rows.ToImmutable();
    }
}
