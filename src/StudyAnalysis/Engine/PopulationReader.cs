using StudyAnalysis.Data;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Engine;

/// <summary>Reads populations: who passes the steps, and who fails which.</summary>
internal sealed class PopulationReader(ExpressionEvaluator evaluator)
{
    private readonly Dictionary<string, AnalysisUnits> _units = new(StringComparer.Ordinal);

    public AnalysisUnits Read(string id)
    {
        if (!_units.TryGetValue(id, out var units))
        {
            var population = evaluator.Data.Definition.Plan.Populations.FirstOrDefault(p => p.Id == id)
                ?? throw new KeyNotFoundException($"The plan has no population {id}.");
            units = population.Steps.Aggregate(Start(population), Step) with { Label = population.Label.In(evaluator.Language) };
            _units.Add(id, units);
        }

        return units;
    }

    private AnalysisUnits Start(Population population)
    {
        var level = evaluator.Data.Definition.Plan.LevelOf(population.Level);
        var all = All(level);
        if (population.From is null)
        {
            return all;
        }

        var from = Read(population.From);
        return from.Level.Id == level.Id ? from : Within(all, from);
    }

    private AnalysisUnits All(Level level)
    {
        var links = evaluator.Graph.ParentRows(level.Table, evaluator.PatientTable).ToArray();
        var units = new AnalysisUnits
        {
            Level = level,
            Label = level.Plural.In(evaluator.Language),
            Rows = [.. Enumerable.Range(0, links.Length)],
            PatientRows = [.. links],
            Total = links.Length,
            Excluded = [],
        };
        return units.Keep([.. links.Select(p => p >= 0)], evaluator.Language.Pick("no patient with this pseudonym", "aucun patient avec ce pseudonyme"));
    }

    // The units of one level that belong to units of another: lesions of eligible patients.
    private AnalysisUnits Within(AnalysisUnits all, AnalysisUnits from)
    {
        var kept = from.Rows.ToHashSet();
        var links = evaluator.Graph.ParentRows(all.Level.Table, from.Level.Table).ToArray();
        var reason = evaluator.Language.Pick(
            $"{from.Level.Label.In(Language.English)} not in “{from.Label}”",
            $"{from.Level.Label.In(Language.French)} hors de « {from.Label} »");
        return all.Keep([.. all.Rows.Select(r => kept.Contains(links[r]))], reason);
    }

    private AnalysisUnits Step(AnalysisUnits units, PopulationStep step)
    {
        var reason = step.Reason.In(evaluator.Language);
        var values = evaluator.Evaluate(step.Keep, units.Level.Table, units.Rows);
        var withoutFalse = units.Keep([.. values.Select(v => v.IsMissing || v.Truth)], reason);
        var known = values.Where(v => v.IsMissing || v.Truth).Select(v => !v.IsMissing).ToList();
        return withoutFalse.Keep(known, NotKnown(reason, evaluator.Language));
    }

    internal static string NotKnown(string reason, Language language) => language.Pick($"{reason}: not known", $"{reason} : non connu");
}
