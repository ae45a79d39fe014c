using System.Collections.Immutable;
using StudyAnalysis.Analyses;
using StudyAnalysis.Figures;

namespace StudyAnalysis.Reporting.Sections;

/// <summary>What is particular to a kind in the section of an analysis: its sentence, tables and figures. The frame (question, population, who was left out,
/// notes, method, R call) is the same for all and composed by AnalysisSection.</summary>
/// <param name="Sentence">The result in one or two sentences; "change after", never "effect of"; worded from the interval.</param>
/// <param name="Tables">Tables of the main part.</param>
/// <param name="Figures">Figures.</param>
/// <param name="AppendixTables">Tables too long for the main part.</param>
public sealed record ResultContent(
    RichText Sentence, ImmutableArray<Table> Tables, ImmutableArray<Figure> Figures, ImmutableArray<Table> AppendixTables);

/// <summary>Composes the content of one kind of result. It sees the result, never the data.</summary>
public interface IResultSection
{
    /// <summary>The kind.</summary>
    string Kind { get; }

    /// <summary>The content of a result with status Ok.</summary>
    ResultContent Compose(AnalysisResult result);
}

/// <summary>The sections by kind. A new kind adds its line to its family's list.</summary>
public static class ResultSections
{
    /// <summary>All sections, by kind.</summary>
    public static ImmutableSortedDictionary<string, IResultSection> All { get; } =
        DescriptiveSections.All.Concat(MarkerSections.All).Concat(OutcomeSections.All)
            .ToImmutableSortedDictionary(s => s.Kind, s => s, StringComparer.Ordinal);
}
