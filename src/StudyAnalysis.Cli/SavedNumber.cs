namespace StudyAnalysis.Cli;

/// <summary>A number of a saved report.</summary>
/// <param name="Name">Its name as in broom.</param>
/// <param name="Key">What it is about, for people.</param>
/// <param name="Value">Its value; null when there is no finite number.</param>
/// <param name="Shown">As the report shows it.</param>
/// <param name="Unit">Its unit, or empty.</param>
/// <param name="Warning">Why there is no number, or what to know of it; else empty.</param>
internal sealed record SavedNumber(string Name, string Key, double? Value, string Shown, string Unit, string Warning);
