using System.Collections.Immutable;
using StudyAnalysis.Data;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics;

namespace StudyAnalysis.Kinds.Events;

/// <summary>Events of a child table, counted per unit and per event (kind events): over all, and by term, grade, relation and seriousness.</summary>
/// <remarks>Unit: the population's level. By grade a unit counts once, at its highest. What import refused stands as typed, so that the
/// rows add up. Free text is never a breakdown.</remarks>
public sealed class EventsKind : IKind
{
    private static readonly string[] s_breakdowns = ["term", "grade", "relation", "serious"];

    /// <inheritdoc/>
    public string Name => "events";

    /// <inheritdoc/>
    public IResultSection Section { get; } = new EventsSection();

    /// <inheritdoc/>
    public IEnumerable<OptionReference> References(AnalysisSpec spec) => OptionReferences.Of(spec, ReferenceKind.Table, "table");

    /// <inheritdoc/>
    public AnalysisResult Analyze(IAnalysisContext context, AnalysisSpec spec)
    {
        var result = ResultBuilder.Start(context, spec);
        var name = result.Options.Text("table");
        if (result.Unavailable(name) is { } notRun)
        {
            return notRun;
        }

        var rows = result.Units.Rows.Select(r => context.ChildRows(result.Level.Table, r, name)).ToArray();
        Add(result, EventsResult.All, result.Say("with any event", "avec au moins un événement"), rows, _ => true);
        var breakdowns = s_breakdowns.Where(result.Options.Has).Select(o => Breakdown(result, context.Data[name], o, rows)).OfType<EventBreakdown>();
        var list = breakdowns.ToImmutableArray();
        result.Method(result.Say(
            "Counts of units with at least one event, and of events.", "Décomptes des unités ayant au moins un événement, et des événements."));
        return result.Finish(common => new EventsResult(common) { Breakdowns = list }, rows.Sum(r => r.Length));
    }

    private static EventBreakdown? Breakdown(ResultBuilder result, DataTable table, string option, ImmutableArray<int>[] rows)
    {
        var column = table[result.Options.Text(option)];
        if (column.Field is { Role: FieldRole.FreeText, IsCoded: false })
        {
            result.Note(result.Say($"{option} is free text and is not published.", $"{option} est un texte libre et n’est pas publié."));
            return null;
        }

        var levels = new EventLevels(column, rows.SelectMany(r => r), result.Language);
        var breakdown = new EventBreakdown(option, column.Field.Title.IsEmpty ? option : column.Field.Title.In(result.Language), levels.All) 
        {
            HasTyped = levels.HasTyped,
            HasUnknown = !levels.Unknown.IsEmpty,
        };
        foreach (var level in levels.All)
        {
            var higher = Higher(levels, level);
            Add(
                result, breakdown.Key(level.Code), level.Label, rows, r => levels.Of(r) == level.Code, option == "grade" ? r => higher.Contains(levels.Of(r)) : null);
        }

        return breakdown;
    }

    // A grade that cannot be read ranks below every one that can; among several of them the first counts.
    private static HashSet<string> Higher(EventLevels levels, CategoryLevel level)
    {
        var known = levels.Known.IndexOf(level);
        var higher = known >= 0 ? levels.Known.Skip(known + 1) : levels.Known.Concat(levels.Unknown.TakeWhile(l => l != level));
        return higher.Select(l => l.Code).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Counts units with an event that fulfils <paramref name="has"/> (and none that outranks it) and all such events.</summary>
    private static void Add(
        ResultBuilder result, StatisticKey key, string label, ImmutableArray<int>[] rows, Func<int, bool> has, Func<int, bool>? outranked = null)
    {
        var units = rows.Count(r => r.Any(has) && (outranked is null || !r.Any(outranked)));
        var about = result.About(key);
        about.Count("n", label, units);
        about.Count("N", result.Say("all", "ensemble"), rows.Length);
        about.Number("prop", result.Say("share", "part"), Quantity.OfOr(units / (double)rows.Length, result.Say("nobody", "personne")), NumberFormat.Percent());
        about.Count("n.event", result.Say("events", "événements"), rows.Sum(r => r.Count(has)));
    }
}
