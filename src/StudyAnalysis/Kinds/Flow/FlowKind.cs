using System.Collections.Immutable;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.Flow;

/// <summary>The flow of patients through populations (kind flow): counts, and reasons of each exclusion.</summary>
/// <remarks>A population that continues the one before it shows only its own exclusions; one that starts anew, or at another level, shows all of its own.</remarks>
public sealed class FlowKind : IKind
{
    /// <inheritdoc/>
    public string Name => "flow";

    /// <inheritdoc/>
    public IResultSection Section { get; } = new FlowSection();

    /// <inheritdoc/>
    public IEnumerable<OptionReference> References(AnalysisSpec spec) => OptionReferences.Optional(spec, ReferenceKind.Population, "steps");

    /// <inheritdoc/>
    public AnalysisResult Analyze(IAnalysisContext context, AnalysisSpec spec)
    {
        var result = ResultBuilder.Start(context, spec);
        if (result.Unavailable() is { } notRun)
        {
            return notRun;
        }

        var all = result.About(FlowResult.All);
        all.Count("n.total", result.Say("rows accepted", "lignes acceptées"), result.Units.Total);
        if (context.Data.Opposed > 0)
        {
            all.Count("n.opposed", result.Say("opposed, in no other count", "opposés, dans aucun autre décompte"), context.Data.Opposed);
        }

        var steps = ImmutableArray.CreateBuilder<FlowStep>();
        AnalysisUnits? before = null;
        foreach (var population in result.Options.Texts("steps"))
        {
            steps.Add(Step(result, population, ref before));
        }

        result.Method(result.Say("Counts.", "Effectifs."));
        return result.Finish(common => new FlowResult(common) { Steps = steps.ToImmutable() });
    }

    private static FlowStep Step(ResultBuilder result, string id, ref AnalysisUnits? before)
    {
        var population = result.Context.Definition.Plan.Populations.First(p => p.Id == id);
        var label = population.Label.In(result.Language);
        if (result.Context.Unavailable(id, population.Level) is { } unavailable)
        {
            return new FlowStep(id, label, string.Empty, [], unavailable);
        }

        var units = result.Context.Units(id);
        var excluded = NewlyExcluded(before, units);
        before = units;
        result.About(new StatisticKey("flow", id)).Count("n", label, units.Count);
        foreach (var reason in excluded)
        {
            result.About(new StatisticKey("flow", id, reason.Reason)).Count("n.excluded", reason.Reason, reason.N);
        }

        return new FlowStep(id, label, units.Level.Plural.In(result.Language), [.. excluded.Select(e => e.Reason)], string.Empty);
    }

    private static ExcludedUnits[] NewlyExcluded(AnalysisUnits? before, AnalysisUnits units) =>
        before is not null && before.Level.Id == units.Level.Id && before.Excluded.Length <= units.Excluded.Length
            && before.Excluded.SequenceEqual(units.Excluded.Take(before.Excluded.Length))
            ? Merged(units.Excluded.Skip(before.Excluded.Length))
            : Merged(units.Excluded);

    private static ExcludedUnits[] Merged(IEnumerable<ExcludedUnits> excluded) =>
        [.. excluded.GroupBy(e => e.Reason).Select(g => new ExcludedUnits(g.Key, g.Sum(e => e.N)))];
}
