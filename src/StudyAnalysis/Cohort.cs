using StudyAnalysis.Kinds;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Deedle;
using StudyAnalysis.Data;
using StudyAnalysis.Engine;
using StudyAnalysis.Import;
using StudyAnalysis.Reports;
using StudyAnalysis.Reports.Exploratory;
using StudyAnalysis.Schema;

namespace StudyAnalysis;

/// <summary>A study's workbook opened for exploring: <see cref="Frame"/> gives a table, <see cref="Markers"/> measurements over time,
/// <see cref="Draw"/> pictures, <see cref="Run"/> a planned analysis, <see cref="Explore"/> a new one, <see cref="In"/> and <see cref="Where"/> a part of the patients.</summary>
/// <remarks>Frames name no patient: pseudonyms are replaced by running numbers and free texts are left out, so that a notebook may be shared with its
/// outputs. <see cref="Data"/> has everything. Nothing here changes the workbook.</remarks>
public sealed partial class Cohort
{
    private readonly Lazy<ImmutableArray<AnalysisResult>> _results;
    private readonly Lazy<AnalysisContext> _context;
    private readonly StudyData _data;
    private readonly string? _population;

    private Cohort(Study study, ImportResult import, StudyData data, Language language, ulong seed, string? population, Lazy<ImmutableArray<AnalysisResult>>? results)
    {
        Study = study;
        Import = import;
        _data = data;
        _population = population;
        Language = language;
        Seed = seed;
        _results = results ?? new(() => Study.Analyze(import.Data!, language, seed));
        _context = new(() => new AnalysisContext(data, language, seed));
        Explore = new Explorer(this);
        Draw = new Drawer(this);
    }

    /// <summary>The study.</summary>
    public Study Study { get; }

    /// <summary>What import made of the workbook.</summary>
    public ImportResult Import { get; }

    /// <summary>The typed data, with the cell of every value and with pseudonyms: nothing of it belongs into a shared notebook.</summary>
    public StudyData Data => _data;

    /// <summary>The analysis plan: populations, endpoints, markers, analyses.</summary>
    public AnalysisPlan Plan => _data.Definition.Plan;

    /// <summary>What is to correct in the workbook.</summary>
    public ImmutableArray<Finding> Findings => Import.Findings;

    /// <summary>What became of every cell.</summary>
    public Ledger Ledger => Import.Ledger;

    /// <summary>Language of labels and sentences.</summary>
    public Language Language { get; }

    /// <summary>Seed of random methods.</summary>
    public ulong Seed { get; }

    /// <summary>Data cut.</summary>
    public DateOnly AsOf => _data.AsOf;

    /// <summary>Id of the population in use; the plan's first of patients unless <see cref="In"/> or <see cref="Where"/> chose another.</summary>
    public string Population => _population ?? Plan.Populations.First(p => p.Level == Plan.Levels[0].Id).Id;

    /// <summary>Units of the population in use: patients, or lesions, or samples.</summary>
    public int Count => Units.Count;

    /// <summary>New analyses of every kind of the plan language, marked exploratory: Explore.Survival(…), Explore.Compare(…), ….</summary>
    public Explorer Explore { get; }

    /// <summary>Pictures of measurements: Draw.Spaghetti(…), Draw.Boxes(…), ….</summary>
    public Drawer Draw { get; }

    /// <summary>Results of every planned analysis, as in the report.</summary>
    public ImmutableArray<AnalysisResult> Results => _results.Value;

    internal AnalysisUnits Units => _context.Value.Units(Population);

    /// <summary>A planned analysis by its id, as in the report: adjusted within its family, and without p before the database lock.</summary>
    /// <param name="analysis">Id in plan.json.</param>
    /// <exception cref="KeyNotFoundException">The plan has no such analysis; the message lists those it has.</exception>
    public AnalysisResult Run(string analysis) => Results.FirstOrDefault(r => r.Id == analysis)
        ?? throw new KeyNotFoundException($"The plan has no analysis \"{analysis}\"; it has {Nearest.Suggest(analysis, Plan.Analyses.Select(a => a.Id))}");

    /// <summary>The plan's first analysis of a kind, sensitivity analyses last, as in the report; for notebooks that run on more than one study.</summary>
    /// <param name="kind">Kind, for example survival.</param>
    /// <exception cref="KeyNotFoundException">The plan has none of this kind; the message lists the kinds it has.</exception>
    public AnalysisResult First(string kind) => Run(Planned(kind).Id);

    /// <summary>What the plan says of its first analysis of a kind, sensitivity analyses last: id, population, options.</summary>
    /// <param name="kind">Kind, for example survival.</param>
    /// <exception cref="KeyNotFoundException">The plan has none of this kind; the message lists the kinds it has.</exception>
    public AnalysisSpec Planned(string kind) => Study.Definition.Plan.Analyses.Where(a => a.Kind == kind).OrderBy(a => a.Role == AnalysisRole.Sensitivity).FirstOrDefault()
        ?? throw new KeyNotFoundException($"The plan has no analysis of the kind \"{kind}\"; it has {Nearest.Suggest(kind, Plan.Analyses.Select(a => a.Kind).Distinct(StringComparer.Ordinal))}");

    /// <summary>The same workbook with another population of the plan in use.</summary>
    /// <param name="population">Id in plan.json.</param>
    /// <exception cref="KeyNotFoundException">The plan has no such population; the message lists those it has.</exception>
    public Cohort In(string population) => Plan.Populations.Any(p => p.Id == population)
        ? new Cohort(Study, Import, _data, Language, Seed, population, _results)
        : throw new KeyNotFoundException($"The plan has no population \"{population}\"; it has {Nearest.Suggest(population, Plan.Populations.Select(p => p.Id))}");

    /// <summary>The population in use, restricted by a condition in the language of the plan; who fails it is counted out.</summary>
    /// <param name="condition">For example "age &gt;= 60".</param>
    /// <exception cref="InvalidDefinitionException">The condition cannot be read, or a name in it does not exist.</exception>
    public Cohort Where(string condition)
    {
        var from = Plan.Populations.First(p => p.Id == Population);
        var level = Plan.LevelOf(from.Level);
        var keep = _context.Value.Parse(condition, level.Table, "condition");
        var reason = LocalizedText.Of($"not: {condition}", $"non : {condition}");
        var narrowed = new Population
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"where{Plan.Populations.Length}"),
            Label = LocalizedText.Of($"{from.Label.In(Language.English)}, where {condition}", $"{from.Label.In(Language.French)}, si {condition}"),
            Level = from.Level,
            From = from.Id,
            Steps = [new PopulationStep("where", reason, keep)],
        };
        var definition = _data.Definition with { Plan = Plan with { Populations = Plan.Populations.Add(narrowed) } };
        var data = _data.With(definition);
        return new Cohort(Study, Import, data, Language, Seed, narrowed.Id, _results) { Conditions = Conditions.Add(condition), PlannedPopulation = PlannedPopulation };
    }

    /// <summary>The figures of a result.</summary>
    public static ImmutableArray<Charts.Figure> Figures(AnalysisResult result) => ResultBlocks.Figures(result);

    /// <summary>Begins a section for the report: give it text and results, show it in a cell, save the notebook, and include the file with
    /// <c>study report --include</c>. The report marks it as exploratory and shows its code.</summary>
    /// <param name="title">Title.</param>
    public ExploratorySection Section(string title) => new(
        title, [], new SectionOrigin(Plan.Study.Id, _data.WorkbookHash, Study.Definition.PlanHash, AsOf, Seed, Language, _data.IsSynthetic));

    internal static Cohort Open(Study study, string workbook, DateOnly? asOf, Language language, ulong seed)
    {
        var import = study.Import(workbook, new ImportOptions(LastSaved(workbook), asOf));
        return Of(study, import, language, seed);
    }

    /// <summary>The cohort of an import.</summary>
    internal static Cohort Of(Study study, ImportResult import, Language language, ulong seed) => import.Data is { } data
        ? new Cohort(study, import, data, language, seed, population: null, results: null)
        : throw new InvalidOperationException(
            "The workbook cannot be analysed: " + string.Join(" ", import.Findings.Where(f => f.Severity == Severity.Blocking)
                .Select(f => $"{f.Cell?.ToString() ?? f.Sheet} {f.Message.In(language)} {f.Action.In(language)}".Trim())));

    /// <summary>What <see cref="Where"/> added to the population of the plan.</summary>
    internal ImmutableArray<string> Conditions { get; private init; } = [];

    /// <summary>The population of the plan under the conditions.</summary>
    internal string PlannedPopulation { get => field ?? Population; private init; }

    internal AnalysisResult RunUnplanned(JsonElement analysis, string specification)
    {
        var spec = Study.ReadUnplanned(_data.Definition, analysis);
        return AnalysisRunner.RunUnplanned(_data, spec, AllKinds.All[spec.Kind], specification, Language, Seed);
    }

    // Copying programs that reset the time of a file set it to a date before any study; then nothing is known.
    private static DateOnly LastSaved(string workbook)
    {
        var saved = DateOnly.FromDateTime(File.GetLastWriteTimeUtc(workbook)).AddDays(1);
        return saved.Year < 2000 ? DateOnly.MaxValue : saved;
    }
}
