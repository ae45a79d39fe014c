using System.Collections.Immutable;
using StudyAnalysis.Analyses;
using StudyAnalysis.Data;
using StudyAnalysis.Import;
using StudyAnalysis.Reporting;
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
    public static Study Load(string definitionFolder)
    {
        var definition = StudyDefinitionLoader.Load(definitionFolder);
        var problems = definition.Plan.Analyses.SelectMany(analysis => Problems(definition, analysis)).Distinct().ToImmutableArray();
        return problems.IsEmpty ? new Study(definition) : throw new InvalidDefinitionException(problems);
    }

    /// <summary>Imports a workbook of the study. Bad data are findings; only a file that cannot be read at all throws.</summary>
    /// <param name="workbook">Path of the workbook.</param>
    /// <param name="options">Today, and the data cut.</param>
    /// <exception cref="UnreadableWorkbookException">The file is missing, no workbook, damaged, too large or protected by a password.</exception>
    public ImportResult Import(string workbook, ImportOptions options) => StudyImporter.Import(Definition, workbook, options);

    /// <summary>Runs every analysis of the plan.</summary>
    /// <param name="data">The data, cut.</param>
    /// <param name="language">Language of labels and sentences.</param>
    /// <param name="seed">Seed of random methods.</param>
    /// <param name="progress">Called before each analysis; may be null.</param>
    /// <param name="cancellation">Ends the run between two analyses.</param>
    /// <exception cref="OperationCanceledException">The run was ended.</exception>
    public static ImmutableArray<AnalysisResult> Analyze(
        StudyData data, Language language, ulong seed, Action<AnalysisProgress>? progress = null, CancellationToken cancellation = default) =>
        AnalysisRunner.Run(data, language, seed, progress, cancellation);

    /// <summary>Makes the report of an import and its results: texts, nothing is written.</summary>
    public static StudyReport Report(StudyData data, ImportResult import, IEnumerable<AnalysisResult> results, ReportOptions options) =>
        StudyReport.Make(ReportInputs.From(data, import, results, options));

    // What the schema says an option refers to is checked by the loader; a kind may know of more.
    private static IEnumerable<DefinitionProblem> Problems(StudyDefinition definition, AnalysisSpec analysis) =>
        AnalysisKinds.All.TryGetValue(analysis.Kind, out var kind)
            ? kind.References(analysis).SelectMany(r => DefinitionReferences.Check(definition, Format(r.Kind), r.Reference, r.JsonPath, analysis))
            : [];

    private static string Format(ReferenceKind kind) => kind switch
    {
        ReferenceKind.Variable => "variable",
        ReferenceKind.Marker => "marker",
        ReferenceKind.TimePoint => "timePoint",
        ReferenceKind.Endpoint => "endpoint",
        ReferenceKind.Population => "population",
        ReferenceKind.Table => "table",
        ReferenceKind.Analysis => "analysis",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown reference"),
    };
}
