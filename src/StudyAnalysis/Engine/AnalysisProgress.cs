namespace StudyAnalysis.Engine;

/// <summary>An analysis is about to run.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Total">Analyses of the plan.</param>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title, in the language of the run.</param>
public sealed record AnalysisProgress(int Number, int Total, string Id, string Title);
