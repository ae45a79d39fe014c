using System.Collections.Immutable;
using StudyAnalysis.Data;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Engine;

/// <summary>Runs the analyses of a plan.</summary>
public static class AnalysisRunner
{
    /// <summary>Runs every analysis of the plan in its order, then the rules that hold over all of them: multiplicity, and no p before the database lock.</summary>
    /// <param name="data">The data, cut.</param>
    /// <param name="kinds">The kinds by name.</param>
    /// <param name="language">Language of the results.</param>
    /// <param name="seed">Seed of random methods.</param>
    /// <param name="progress">Called before each analysis; may be null.</param>
    /// <param name="finished">Called after each analysis with its result as it may be shown, before multiplicity; may be null.</param>
    /// <param name="cancellation">Ends the run between two analyses.</param>
    /// <exception cref="AnalysisFailedException">A kind threw: a bug; the analysis is named.</exception>
    /// <exception cref="OperationCanceledException">The run was ended.</exception>
    public static ImmutableArray<AnalysisResult> Run(
        StudyData data,
        IReadOnlyDictionary<string, IAnalysisKind> kinds,
        Language language,
        ulong seed,
        Action<AnalysisProgress>? progress = null,
        Action<AnalysisResult>? finished = null,
        CancellationToken cancellation = default) =>
        Run(new AnalysisContext(data, language, seed), kinds, progress, finished, cancellation);

    /// <summary>Runs one analysis that stands in no plan. The rule on p values before the database lock holds for it as well.</summary>
    /// <param name="data">The data, cut.</param>
    /// <param name="spec">The analysis, checked against the data's definition.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="specification">What would run it again, as JSON; kept with the result.</param>
    /// <param name="language">Language of the result.</param>
    /// <param name="seed">Seed of random methods.</param>
    /// <exception cref="AnalysisFailedException">The kind threw: a bug.</exception>
    public static AnalysisResult RunUnplanned(
        StudyData data, AnalysisSpec spec, IAnalysisKind kind, string specification, Language language, ulong seed)
    {
        var context = new AnalysisContext(data, language, seed);
        var result = RunOne(context, spec, kind);
        var note = language.Pick(
            "Exploratory: asked after data were seen, not in the plan.", "Exploratoire : question posée après lecture des données, hors du plan.");
        return InterimRule.Apply(result with { Specification = specification, Notes = result.Notes.Insert(0, note) }, context);
    }

    internal static ImmutableArray<AnalysisResult> Run(
        AnalysisContext context,
        IReadOnlyDictionary<string, IAnalysisKind> kinds,
        Action<AnalysisProgress>? progress,
        Action<AnalysisResult>? finished,
        CancellationToken cancellation)
    {
        var specs = context.Definition.Plan.Analyses;
        var results = ImmutableArray.CreateBuilder<AnalysisResult>(specs.Length);
        for (var i = 0; i < specs.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Invoke(new AnalysisProgress(i + 1, specs.Length, specs[i].Id, specs[i].Title.In(context.Language)));
            results.Add(RunOne(context, specs[i], kinds[specs[i].Kind]));

            // Figures are drawn from what is handed out here, so it must hold no more than the report may show.
            finished?.Invoke(InterimRule.Apply(results[i], context));
        }

        return InterimRule.Apply(MultiplicityAdjuster.Adjust(results.MoveToImmutable(), context), context);
    }

    private static AnalysisResult RunOne(AnalysisContext context, AnalysisSpec spec, IAnalysisKind kind)
    {
        try
        {
            var result = Blocked(context, spec, kind) ?? ReportableRule.Apply(kind.Analyze(context, spec), spec, context.Language);
            return result with { IsSynthetic = context.Data.IsSynthetic };
        }
        catch (Exception e) when (e is not (OperationCanceledException or InvalidDefinitionException))
        {
            throw new AnalysisFailedException(spec.Id, e);
        }
    }

    private static AnalysisResult? Blocked(AnalysisContext context, AnalysisSpec spec, IAnalysisKind kind)
    {
        var references = kind.References(spec).ToList();
        if (Unavailable(context, spec, references) is { } reason)
        {
            return Without(context, spec, AnalysisStatus.NotRun, reason, population: null);
        }

        var units = context.Units(spec.Population);
        return ReportableRule.TooFewEvents(context, spec, references, units) is { } tooFew
            ? Without(context, spec, AnalysisStatus.NotEstimable, tooFew, units)
            : null;
    }

    private static string? Unavailable(AnalysisContext context, AnalysisSpec spec, List<OptionReference> references)
    {
        var level = context.Definition.Plan.Populations.First(p => p.Id == spec.Population).Level;
        return context.Unavailable(new OptionReference(spec.JsonPath, spec.Population, ReferenceKind.Population), level)
            ?? references.Where(r => r.IsRequired).Select(r => context.Unavailable(r, level)).FirstOrDefault(r => r is not null);
    }

    private static AnalysisResult Without(
        AnalysisContext context, AnalysisSpec spec, AnalysisStatus status, string reason, AnalysisUnits? population)
    {
        var language = context.Language;
        var plan = context.Definition.Plan;
        var planned = plan.Populations.First(p => p.Id == spec.Population);
        var plural = plan.LevelOf(planned.Level).Plural.In(language);
        return AnalysisResult.Empty(
            spec, language, status, reason, new AnalysedPopulation(planned.Label.In(language), plural, population?.Count ?? 0, population?.Excluded ?? []));
    }
}
