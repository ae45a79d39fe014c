using System.Globalization;
using StudyAnalysis.Statistics.Resample;

namespace StudyAnalysis.Statistics.Validate;

/// <summary>The samples on which a model is fitted again, and what it is then tested on.</summary>
public sealed class ValidationSamples
{
    private readonly int[][] _train;
    private readonly int[][] _test;

    private ValidationSamples(string name, int rows, int[][] train, int[][] test, int perRound)
    {
        (Name, Rows, PerRound) = (name, rows, perRound);
        (_train, _test) = (train, test);
    }

    /// <summary>What they are, for example "bootstrap, 500 samples".</summary>
    public string Name { get; }

    /// <summary>Rows of the data they were drawn from.</summary>
    public int Rows { get; }

    /// <summary>Number of bootstrap samples, or of repeats of the cross-validation.</summary>
    public int Count => _train.Length / PerRound;

    /// <summary>Fits whose predictions are tested together: 1 for the bootstrap, the folds of one repeat for cross-validation.</summary>
    internal int PerRound { get; }

    /// <summary>Bootstrap samples, each tested on all rows.</summary>
    /// <param name="rows">Rows of the data.</param>
    /// <param name="replicates">Number of samples.</param>
    /// <param name="seed">Same seed, same samples.</param>
    /// <exception cref="ArgumentException">No row, or no sample.</exception>
    public static ValidationSamples Bootstrap(int rows, int replicates, ulong seed)
    {
        Check(rows, replicates, nameof(replicates));
        int[][] train = new int[replicates][];
        for (var r = 0; r < replicates; r++)
        {
            var random = new CounterRandom(seed, (ulong)r);
            train[r] = new int[rows];
            for (var i = 0; i < rows; i++)
            {
                train[r][i] = random.Integer((ulong)i, rows);
            }
        }

        return BootstrapFrom(rows, train);
    }

    /// <summary>Bootstrap samples drawn elsewhere, each tested on all rows.</summary>
    /// <param name="rows">Rows of the data.</param>
    /// <param name="samples">Row numbers from 0 of each sample.</param>
    /// <exception cref="ArgumentException">No row, no sample, or a row number outside 0 … rows − 1.</exception>
    public static ValidationSamples BootstrapFrom(int rows, IReadOnlyList<int[]> samples)
    {
        Check(rows, samples.Count, nameof(samples));
        if (samples.Any(s => s.Length == 0 || s.Any(i => i < 0 || i >= rows)))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Samples hold row numbers 0 … {rows - 1}."), nameof(samples));
        }

        int[] all = [.. Enumerable.Range(0, rows)];
        return new(string.Create(CultureInfo.InvariantCulture, $"bootstrap, {samples.Count} samples"), rows, [.. samples.Select(s => (int[])s.Clone())], [.. samples.Select(_ => all)], 1);
    }

    /// <summary>Repeated cross-validation: each fold is left out once a repeat; the predictions of all folds of a repeat are tested together,
    /// since a slope or a C of a handful of rows does not exist.</summary>
    /// <param name="rows">Rows of the data.</param>
    /// <param name="folds">Folds, 2 … rows.</param>
    /// <param name="repeats">Repeats with new folds.</param>
    /// <param name="seed">Same seed, same folds.</param>
    /// <exception cref="ArgumentException">No row or repeat, or an impossible number of folds.</exception>
    public static ValidationSamples CrossValidation(int rows, int folds, int repeats, ulong seed)
    {
        Check(rows, repeats, nameof(repeats));
        if (folds < 2 || folds > rows)
        {
            throw new ArgumentException($"Between 2 and {rows} folds, not {folds}.", nameof(folds));
        }

        var numbers = new int[repeats][];
        for (var r = 0; r < repeats; r++)
        {
            var random = new CounterRandom(seed, (ulong)r);
            numbers[r] = new int[rows];
            foreach (var (row, place) in Enumerable.Range(0, rows).OrderBy(i => random.Uniform((ulong)i)).ThenBy(i => i).Select((row, place) => (row, place)))
            {
                numbers[r][row] = place % folds;
            }
        }

        return CrossValidationFrom(numbers);
    }

    /// <summary>Cross-validation with folds given.</summary>
    /// <param name="folds">Fold of each row, from 0, one array a repeat; the same number of rows and folds in each.</param>
    /// <exception cref="ArgumentException">No repeat, different lengths, or folds not numbered from 0 without gaps, at least 2 of them.</exception>
    public static ValidationSamples CrossValidationFrom(IReadOnlyList<int[]> folds)
    {
        Check(folds.Count == 0 ? 0 : folds[0].Length, folds.Count, nameof(folds));
        int rows = folds[0].Length, count = folds[0].Max() + 1;
        if (count < 2 || folds.Any(f => f.Length != rows || !f.Distinct().Order().SequenceEqual(Enumerable.Range(0, count))))
        {
            throw new ArgumentException("Every repeat has one fold a row, numbered from 0 without gaps, at least 2 of them.", nameof(folds));
        }

        int[][] train = [.. folds.SelectMany(repeat => Enumerable.Range(0, count).Select(f => Rows(repeat, i => i != f)))];
        int[][] test = [.. folds.SelectMany(repeat => Enumerable.Range(0, count).Select(f => Rows(repeat, i => i == f)))];
        return new(string.Create(CultureInfo.InvariantCulture, $"cross-validation, {count} folds, repeated {folds.Count} times"), rows, train, test, count);

        static int[] Rows(int[] repeat, Func<int, bool> chosen) => [.. Enumerable.Range(0, repeat.Length).Where(i => chosen(repeat[i]))];
    }

    /// <summary>How often each row is in a sample, written over the buffer.</summary>
    internal void Fill(int sample, double[] train)
    {
        Array.Clear(train);
        foreach (var i in _train[sample])
        {
            train[i]++;
        }
    }

    internal ReadOnlySpan<int> TestRows(int sample) => _test[sample];

    private static void Check(int rows, int count, string argument)
    {
        if (rows < 1 || count < 1)
        {
            throw new ArgumentException($"At least one row and one sample, not {rows} and {count}.", argument);
        }
    }
}
