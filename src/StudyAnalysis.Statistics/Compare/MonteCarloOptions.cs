namespace StudyAnalysis.Statistics.Compare;

/// <summary>How a permutation test that cannot list every permutation samples them.</summary>
/// <remarks>The Monte Carlo p is (1 + number at least as extreme) / (1 + replicates), never 0 (Phipson and Smyth 2010, Stat Appl Genet Mol
/// Biol 9:39). Replicate i takes stream i of the seed: the same answer on any number of cores.</remarks>
public sealed record MonteCarloOptions
{
    /// <summary>Permutations drawn when the sample is too large to list all.</summary>
    public int Replicates { get; init; } = 100_000;

    /// <summary>Seed of <see cref="Resample.CounterRandom"/>.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Draw permutations even where all could be listed.</summary>
    public bool AlwaysMonteCarlo { get; init; }

    /// <summary>The options given, or the defaults; throws when no permutation would be drawn.</summary>
    internal static MonteCarloOptions Checked(MonteCarloOptions? options)
    {
        options ??= new MonteCarloOptions();
        return options.Replicates >= 1 ? options : throw new ArgumentException($"Replicates must be at least 1, not {options.Replicates}.", nameof(options));
    }
}
