using System.Collections.Immutable;

namespace StudyAnalysis.Engine;

/// <summary>Who was analysed and who was left out.</summary>
/// <param name="Label">The population for people.</param>
/// <param name="UnitPlural">What is counted, for people: patients, lesions.</param>
/// <param name="N">Units analysed.</param>
/// <param name="Excluded">Units left out, by reason in the order of the steps.</param>
public sealed record AnalysedPopulation(string Label, string UnitPlural, int N, ImmutableArray<ExcludedUnits> Excluded);
