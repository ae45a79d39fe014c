using System.Collections.Immutable;
using System.Text.Json;
using StudyAnalysis.Data;
using StudyAnalysis.Engine;
using StudyAnalysis.Import;
using StudyAnalysis.Kinds;
using StudyAnalysis.Reports;
using StudyAnalysis.Reports.Exploratory;
using StudyAnalysis.Schema;

namespace StudyAnalysis;

/// <summary>A study: the way in for the console, notebooks and other programs.</summary>
public sealed class Study
{
    private Study(StudyDefinition definition) => Definition = definition;

    /// <summary>Its data dictionary and analysis plan.</summary>
    public StudyDefinition Definition { get; }

    /// <summary>Loads and checks a definition folder: datapackage.json and plan.json, and plan.lock when the plan is locked.</summary>
    /// <param name="definitionFolder">The folder.</param>
    /// <exception cref="InvalidDefinitionException">The definition cannot be used; every fault is listed with file, place, what was found and
    /// what is allowed.</exception>
    /// <exception cref="UnreadableLockException">The definition is valid, and the plan.lock beside it cannot be used.</exception>
    public static Study Load(string definitionFolder) => Checked(StudyDefinitionLoader.Load(definitionFolder));

    /// <summary>Loads and checks a definition folder that is to be locked again: of a plan.lock that cannot be used, what can be read of it is taken.</summary>
    /// <param name="definitionFolder">The folder.</param>
    /// <exception cref="InvalidDefinitionException">The definition cannot be used; every fault is listed.</exception>
    public static Study LoadToLock(string definitionFolder) => Checked(StudyDefinitionLoader.LoadToLock(definitionFolder, out _));

    private static Study Checked(StudyDefinition definition)
    {
        var problems = definition.Plan.Analyses.SelectMany(analysis => Problems(definition, analysis)).Distinct().ToImmutableArray();
        return problems.IsEmpty ? new Study(definition) : throw new InvalidDefinitionException(problems);
    }

    /// <summary>Imports a workbook of the study. Bad data are findings; only a file that cannot be read at all throws.</summary>
    /// <param name="workbook">Path of the workbook.</param>
    /// <param name="options">Day of the run, and the data cut.</param>
    /// <exception cref="UnreadableWorkbookException">The file is missing, no workbook, damaged, too large or protected by a password.</exception>
    public ImportResult Import(string workbook, ImportOptions options) => StudyImporter.Import(Definition, workbook, options);

    /// <summary>Opens a workbook to explore it: imports it and gives frames, markers, planned and new analyses.</summary>
    /// <param name="workbook">Path of the workbook.</param>
    /// <param name="asOf">Data cut; null: the latest date in the workbook that is not after the day the file was last saved.</param>
    /// <param name="language">Language of labels and sentences.</param>
    /// <param name="seed">Seed of random methods; the report's own unless given.</param>
    /// <exception cref="UnreadableWorkbookException">The file cannot be read at all.</exception>
    /// <exception cref="InvalidOperationException">A core sheet is missing, so there are no data; the message says which findings block.</exception>
    public Cohort Open(string workbook, DateOnly? asOf = null, Language language = Language.English, ulong seed = 20_260_101) =>
        Cohort.Open(this, workbook, asOf, language, seed);

    /// <summary>Runs every analysis of the plan.</summary>
    /// <param name="data">The data, cut.</param>
    /// <param name="language">Language of labels and sentences.</param>
    /// <param name="seed">Seed of random methods.</param>
    /// <param name="progress">Called before each analysis; may be null.</param>
    /// <param name="cancellation">Ends the run between two analyses.</param>
    /// <exception cref="OperationCanceledException">The run was ended.</exception>
    public static ImmutableArray<AnalysisResult> Analyze(
        StudyData data, Language language, ulong seed, Action<AnalysisProgress>? progress = null, CancellationToken cancellation = default) =>
        AnalysisRunner.Run(data, AllKinds.All, language, seed, progress, finished: null, cancellation);

    /// <summary>Runs every analysis of the plan, and shows each result as soon as it is there.</summary>
    /// <param name="data">The data, cut.</param>
    /// <param name="language">Language of labels and sentences.</param>
    /// <param name="seed">Seed of random methods.</param>
    /// <param name="progress">Called before each analysis; may be null.</param>
    /// <param name="finished">Called after each analysis with its result as it may be shown, before multiplicity; may be null.</param>
    /// <param name="cancellation">Ends the run between two analyses.</param>
    /// <exception cref="OperationCanceledException">The run was ended.</exception>
    public static ImmutableArray<AnalysisResult> Analyze(
        StudyData data, Language language, ulong seed, Action<AnalysisProgress>? progress, Action<AnalysisResult>? finished, CancellationToken cancellation) =>
        AnalysisRunner.Run(data, AllKinds.All, language, seed, progress, finished, cancellation);

    /// <summary>Makes the report of an import and its results: texts, nothing is written.</summary>
    public static StudyReport Report(StudyData data, ImportResult import, IEnumerable<AnalysisResult> results, ReportOptions options) =>
        StudyReport.Make(ReportInputs.From(data, import, results, options, []));

    /// <summary>Makes the report with sections of notebooks in it: their analyses run again on these data, and everything of theirs is marked exploratory.</summary>
    /// <param name="import">The import; it has data.</param>
    /// <param name="results">Results of the planned analyses.</param>
    /// <param name="options">Language and seed.</param>
    /// <param name="included">Sections, as <see cref="IncludedSection.Read"/> gives them.</param>
    /// <exception cref="InvalidDefinitionException">An analysis of a section refers to what the definition does not have.</exception>
    /// <exception cref="KeyNotFoundException">A population of a section is not in the plan.</exception>
    public StudyReport Report(ImportResult import, IEnumerable<AnalysisResult> results, ReportOptions options, ImmutableArray<IncludedSection> included)
    {
        var cohort = Cohort.Of(this, import, options.Language, options.Seed);
        var run = included.Select(section => section with
        {
            Results = [.. section.Section.Items.OfType<SectionItem.Analysis>().Where(a => a.Specification is not null)
                .DistinctBy(a => a.Specification).Select(a => Explorer.Again(cohort, a.Specification!))],
        });
        return StudyReport.Make(ReportInputs.From(cohort.Data, import, results, options, [.. run]));
    }

    /// <summary>Reads and checks an analysis that stands in no plan.</summary>
    internal static AnalysisSpec ReadUnplanned(StudyDefinition definition, JsonElement analysis)
    {
        var spec = UnplannedAnalysis.Read(definition, analysis);
        var problems = Problems(definition, spec).Distinct().ToImmutableArray();
        return problems.IsEmpty ? spec : throw new InvalidDefinitionException(problems);
    }

    // What the schema says an option refers to is checked by the loader; a kind may know of more.
    private static IEnumerable<DefinitionProblem> Problems(StudyDefinition definition, AnalysisSpec analysis) =>
        AllKinds.All.TryGetValue(analysis.Kind, out var kind)
            ? kind.References(analysis).SelectMany(r => DefinitionReferences.Check(definition, Format(r.Kind), r.Reference, r.JsonPath, analysis))
            : [];

    private static string Format(ReferenceKind kind) => kind switch
    {
        ReferenceKind.Variable => "variable",
        ReferenceKind.Cluster => "clusterVariable",
        ReferenceKind.Marker => "marker",
        ReferenceKind.TimePoint => "timePoint",
        ReferenceKind.Endpoint => "endpoint",
        ReferenceKind.Population => "population",
        ReferenceKind.Table => "table",
        ReferenceKind.Analysis => "analysis",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown reference"),
    };
}
