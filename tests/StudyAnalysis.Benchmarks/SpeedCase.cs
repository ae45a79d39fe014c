namespace StudyAnalysis.Benchmarks;

/// <summary>One comparison with R.</summary>
/// <param name="Key">Name of the case in the files exchanged with R; R's variants are "key/package".</param>
/// <param name="Title">What is computed.</param>
/// <param name="Target">How many times faster than R it should be: 3 for a single fit, 20 for resampling.</param>
/// <param name="Random">Whether the two sides draw their own random numbers, so that the results cannot be equal.</param>
/// <param name="Run">Runs it once and gives one number of the result, to be compared with R's.</param>
public sealed record SpeedCase(string Key, string Title, double Target, bool Random, Func<double> Run);
