using System.Collections.Immutable;

namespace StudyAnalysis.Schema;

/// <summary>Checks references that stand in no schema, such as those a kind of analysis makes out of its options.</summary>
internal static class DefinitionReferences
{
    /// <summary>Faults of a reference made by an analysis; empty when it is in order.</summary>
    public static ImmutableArray<DefinitionProblem> Check(
        StudyDefinition definition, string format, string reference, string jsonPath, AnalysisSpec analysis) =>
        new ReferenceChecker(new DefinitionNames(definition.Dictionary, definition.Plan)).Check(
            new FormattedText(format, reference, jsonPath, []),
            definition.Plan.Populations.FirstOrDefault(p => p.Id == analysis.Population)?.Level);
}
