using System.Collections.Immutable;
using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds;
using StudyAnalysis.Reports.Composition;

namespace StudyAnalysis.Reports;

/// <summary>One analysis as the report shows it: question, result sentence, figures, tables, and in small print population, notes, method and R call.</summary>
public static class ResultBlocks
{
    /// <summary>The blocks of a result, outside any report.</summary>
    public static ImmutableArray<Block> Compose(AnalysisResult result) => AnalysisSection.Compose(new ResultFrame(result.Language, AllKinds.Sections), result);

    /// <summary>The figures of a result; empty when there are none.</summary>
    public static ImmutableArray<Charts.Figure> Figures(AnalysisResult result) =>
        [.. (new ResultFrame(result.Language, AllKinds.Sections).Content(result)?.Figures ?? []).Select(f => f with { IsSynthetic = result.IsSynthetic })];

    /// <summary>The tables of a result, long ones included; empty when there are none.</summary>
    public static ImmutableArray<Table> Tables(AnalysisResult result) =>
        new ResultFrame(result.Language, AllKinds.Sections).Content(result) is { } content ? [.. content.Tables, .. content.AppendixTables] : [];

    /// <summary>The result in words, or why there is none.</summary>
    public static RichText Sentence(AnalysisResult result) => new ResultFrame(result.Language, AllKinds.Sections).Sentence(result);
}
