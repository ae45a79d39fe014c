using System.Collections.Immutable;
using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Resample;

namespace StudyAnalysis.Statistics.Plan;

/// <summary>How often one event of a plan happened over simulated studies.</summary>
/// <param name="Name">The event, for example "primary rejected" or "interval covers".</param>
/// <param name="Count">Studies in which it happened.</param>
/// <param name="NotEstimable">Studies in which it could not be told; they count as not happened.</param>
/// <param name="Replicates">Simulated studies.</param>
/// <param name="Rate">Count over replicates.</param>
/// <param name="StandardError">Monte Carlo standard error of the rate, √(rate(1 − rate)/replicates).</param>
/// <param name="MonteCarlo">Clopper–Pearson interval of the true rate.</param>
public sealed record OperatingCharacteristic(
    string Name, int Count, int NotEstimable, int Replicates, Quantity Rate, Quantity StandardError, ConfidenceInterval MonteCarlo);

/// <summary>Simulated operating characteristics of a whole plan: power, level, family-wise error, coverage.</summary>
/// <remarks>Rates with the Clopper–Pearson interval of their Monte Carlo error. Oracle: see Oracles/power.</remarks>
public static class OperatingCharacteristics
{
    /// <summary>Simulates studies, analyses each, and counts events.</summary>
    /// <param name="events">Names of the events each analysis tells, in its order.</param>
    /// <param name="simulate">Makes a study's data from its own stream of random numbers. Called from several threads.</param>
    /// <param name="analyse">Tells for each event whether it happened; null = could not be told. Called from several threads.</param>
    /// <param name="seed">Same seed, same counts on any number of cores: study i takes stream i.</param>
    /// <param name="replicates">Simulated studies, at least 100.</param>
    /// <param name="level">Level of the Monte Carlo interval.</param>
    /// <returns>One rate an event, in their order. R: <c>rowMeans(replicate(R, analyse(simulate())))</c>.</returns>
    /// <exception cref="ArgumentException">No event, fewer than 100 replicates, a level outside 0 … 1, or an analysis that tells another number of events.</exception>
    public static ImmutableArray<OperatingCharacteristic> Simulate<TData>(
        IReadOnlyList<string> events,
        Func<RandomSequence, TData> simulate,
        Func<TData, IReadOnlyList<bool?>> analyse,
        ulong seed,
        int replicates = 10_000,
        double level = 0.95)
    {
        Guard.Level(level);
        SampleSizeSearch.AtLeast(replicates, 100, nameof(replicates));
        SampleSizeSearch.AtLeast(events.Count, 1, nameof(events));
        int[] counts = new int[events.Count], unknown = new int[events.Count];
        var mismatch = 0;
        Parallel.For(0, replicates, r =>
        {
            var told = analyse(simulate(new RandomSequence(seed, (ulong)r)));
            if (told.Count != events.Count)
            {
                Interlocked.Exchange(ref mismatch, 1);
                return;
            }

            for (var e = 0; e < told.Count; e++)
            {
                Interlocked.Add(ref told[e] is null ? ref unknown[e] : ref counts[e], told[e] is false ? 0 : 1);
            }
        });
        if (mismatch != 0)
        {
            throw new ArgumentException($"An analysis tells each of the {events.Count} events.", nameof(analyse));
        }

        return [.. events.Select((name, e) => Summarise(name, counts[e], unknown[e], replicates, level))];
    }

    private static OperatingCharacteristic Summarise(string name, int count, int unknown, int replicates, double level)
    {
        var interval = Proportions.ClopperPearson(count, replicates, level).Interval!;
        var rate = (double)count / replicates;
        return new(name, count, unknown, replicates, rate, Math.Sqrt(rate * (1 - rate) / replicates), interval with { Method = "Clopper–Pearson, Monte Carlo" });
    }
}
