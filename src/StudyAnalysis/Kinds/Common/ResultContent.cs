using System.Collections.Immutable;
using StudyAnalysis.Blocks;
using StudyAnalysis.Charts;

namespace StudyAnalysis.Kinds.Common;

/// <summary>What is particular to a kind in the section of an analysis: its sentence, tables and figures. The frame (question, population, who was left out,
/// notes, method, R call) is the same for all and composed by AnalysisSection.</summary>
/// <param name="Sentence">The result in one or two sentences; "change after", never "effect of"; worded from the interval.</param>
/// <param name="Tables">Tables of the main part.</param>
/// <param name="Figures">Figures.</param>
/// <param name="AppendixTables">Tables too long for the main part.</param>
public sealed record ResultContent(
    RichText Sentence, ImmutableArray<Table> Tables, ImmutableArray<Figure> Figures, ImmutableArray<Table> AppendixTables);
