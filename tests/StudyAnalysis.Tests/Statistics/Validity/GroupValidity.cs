using StudyAnalysis.Statistics.Compare;
using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Resample;

namespace StudyAnalysis.Tests.Statistics.Validity;

/// <summary>The comparisons beyond the usual ones: intervals given the ties, distribution and spread, generic permutations, tables.</summary>
internal static class GroupValidity
{
    private const string Two = "Two groups, equal sizes";
    private const string PairedFamily = "Pairs";
    private const string One = "One sample";
    private const string Many = "Several groups";
    private const string TableFamily = "Tables";

    public static IEnumerable<ValidityCase> Cases() => [.. TwoGroups(), .. Pairs(), .. OneSample(), .. SeveralGroups(), .. Tables()];

    private static IEnumerable<ValidityCase> TwoGroups() =>
    [
        .. ValidityCase.Grid(Two, "Interval of a shift of 1 SD given the ties of each shift", ValidityKind.Interval, Study.WithTies,
            (r, n, v) => Study.Covers(MannWhitney.ShiftInterval(Study.Sample(r, n / 2, v, 1), Study.Half(r, n, v)), 1), 5),
        .. ValidityCase.Grid(Two, "Kolmogorov–Smirnov, exact", ValidityKind.ExactTest, Study.All, (r, n, v) => Study.Rejects(KolmogorovSmirnov.TwoSample(Study.Half(r, n, v), Study.Half(r, n, v)))),
        .. ValidityCase.Grid(Two, "Brown–Forsythe test of equal variances", ValidityKind.Test, Study.All, (r, n, v) => Study.Rejects(Levene.Compute([Study.Half(r, n, v), Study.Half(r, n, v)]))),
        .. ValidityCase.Grid(Two, "Levene test of equal variances, about means", ValidityKind.Test, Study.All,
            (r, n, v) => Study.Rejects(Levene.Compute([Study.Half(r, n, v), Study.Half(r, n, v)], LeveneCentre.Mean))),
        .. ValidityCase.Grid(Two, "Permutation of any statistic, here the difference of medians (199)", ValidityKind.ExactTest, Study.All, (r, n, v) =>
        {
            var x = Study.Sample(r, n, v);
            return Study.Rejects(PermutationTest.TwoSample(n / 2, n / 2, (a, b) => Median(x, a) - Median(x, b), Study.Seed(r), Random199).PValue);
        }, 5),
    ];

    private static IEnumerable<ValidityCase> Pairs() =>
    [
        .. ValidityCase.Grid(PairedFamily, "Permutation t test (all at n = 12, else 199 permutations)", ValidityKind.ExactTest, Study.All, (r, n, v) =>
            Study.Rejects(PermutationT.Paired(Study.Sample(r, n, v), Study.Sample(r, n, v), options: new MonteCarloOptions { Replicates = 199, Seed = Study.Seed(r), AlwaysMonteCarlo = n > 12 })), 5),
        .. ValidityCase.Grid(PairedFamily, "Signed-rank, exact, two samples", ValidityKind.ExactTest, Study.All,
            (r, n, v) => Study.Rejects(SignedRank.Paired(Study.Sample(r, n, v), Study.Sample(r, n, v))), 2),
        .. ValidityCase.Grid(PairedFamily, "Paired t test, two samples", ValidityKind.Test, Study.All, (r, n, v) => Study.Rejects(TTest.Paired(Study.Sample(r, n, v), Study.Sample(r, n, v)))),
        .. ValidityCase.Grid(PairedFamily, "Interval of the pseudomedian given the ties of each shift", ValidityKind.Interval, Study.WithTies,
            (r, n, v) => Study.Covers(SignedRank.PseudomedianInterval(Differences(r, n, v)), 0), 5),
        .. ValidityCase.Grid(PairedFamily, "Interval of the median difference of the sign test", ValidityKind.Interval, Study.WithTies,
            (r, n, v) => Study.Covers(SignTest.Compute(Differences(r, n, v)).Interval, 0)),
        .. ValidityCase.Grid(PairedFamily, "Sign flips of any statistic, here the median (199)", ValidityKind.ExactTest, Study.All, (r, n, v) =>
        {
            var d = Differences(r, n, v);
            return Study.Rejects(PermutationTest.SignFlip(n, signs => MedianOf(Flipped(d, signs)), Study.Seed(r), Random199).PValue);
        }, 5),
    ];

    private static IEnumerable<ValidityCase> OneSample() =>
    [
        .. ValidityCase.Grid(One, "Shapiro–Wilk test of normality", ValidityKind.Test, Study.Smooth, (r, n, v) => Study.Rejects(ShapiroWilk.Compute(Study.Sample(r, n, v)))),
        .. ValidityCase.Grid(One, "Kolmogorov–Smirnov against the normal, exact", ValidityKind.ExactTest, Study.Smooth,
            (r, n, v) => Study.Rejects(KolmogorovSmirnov.OneSample(Study.Sample(r, n, v), Normal))),
        .. ValidityCase.Grid(One, "Interval of the median by order statistics", ValidityKind.Interval, Study.WithTies, (r, n, v) => Study.Covers(MedianInterval.Compute(Study.Sample(r, n, v)).Interval, 0)),
    ];

    private static IEnumerable<ValidityCase> SeveralGroups() =>
    [
        .. ValidityCase.Grid(Many, "Analysis of variance, three groups", ValidityKind.Test, Study.All, (r, n, v) => Study.Rejects(OneWayAnova.Compute(Three(r, n, v)).Test)),
        .. ValidityCase.Grid(Many, "Dunn with Holm, any of three pairs", ValidityKind.Test, Study.All,
            (r, n, v) => Dunn.Compute(Three(r, n, v)).Any(pair => Study.Rejects(pair.AdjustedPValue) == true)),
        .. ValidityCase.Grid(Many, "Dunn, one pair of three, not adjusted", ValidityKind.Test, Study.All, (r, n, v) => Study.Rejects(Dunn.Compute(Three(r, n, v))[0].Result)),
        .. ValidityCase.Grid(Many, "Friedman, three measurements of n patients, asymptotic", ValidityKind.Test, Study.All,
            (r, n, v) => Study.Rejects(Friedman.Compute([.. Enumerable.Range(0, n).Select(_ => Study.Sample(r, 3, v))], Computation.Asymptotic))),
        .. ValidityCase.Grid(Many, "Jonckheere–Terpstra, three groups, asymptotic", ValidityKind.Test, Study.All,
            (r, n, v) => Study.Rejects(JonckheereTerpstra.Compute(Three(r, n, v), computation: Computation.Asymptotic))),
        .. ValidityCase.Grid(Many, "Shuffles of any statistic, here Pearson's r with the group's number (199)", ValidityKind.ExactTest, Study.All, (r, n, v) =>
        {
            var x = Study.Sample(r, n, v);
            return Study.Rejects(PermutationTest.Shuffle(n, order => Slope(x, order), Study.Seed(r), Random199).PValue);
        }, 5),
    ];

    private static IEnumerable<ValidityCase> Tables() =>
    [
        .. Table("Fisher's exact interval of an odds ratio of 1, proportions .5", ValidityKind.Interval, (r, n) =>
        {
            var (a, b) = (Study.Count(r, n / 2, 0.5), Study.Count(r, n / 2, 0.5));
            return Study.Covers(FisherExact.Compute(a, (n / 2) - a, b, (n / 2) - b).Interval, 1);
        }),
        .. Table("Fisher's exact test of 2 × 3, proportions .4", ValidityKind.ExactTest, (r, n) => Study.Rejects(ContingencyTable.FisherExact(TwoByThree(r, n)))),
        .. Table("χ² of 2 × 3, proportions .4", ValidityKind.Test, (r, n) => Study.Rejects(ContingencyTable.ChiSquare(TwoByThree(r, n)))),
        .. Table("McNemar's χ² with correction, pairs with 50 % discordant", ValidityKind.Test, (r, n) => Discordant(r, n, (b, c) => Study.Rejects(ContingencyTable.McNemarChiSquare(b, c)))),
        .. Table("McNemar, exact interval of an odds ratio of 1", ValidityKind.Interval, (r, n) => Discordant(r, n, (b, c) => Study.Covers(ContingencyTable.McNemarExact(b, c).Interval, 1))),
        .. Table("Cochran–Armitage, three groups, proportions .4, exact", ValidityKind.ExactTest, (r, n) => Trend(r, n, Computation.Exact)),
        .. Table("Cochran–Armitage, three groups, proportions .4, asymptotic", ValidityKind.Test, (r, n) => Trend(r, n, Computation.Asymptotic)),
    ];

    private static IEnumerable<ValidityCase> Table(string method, ValidityKind kind, Func<RandomSequence, int, bool?> trial) =>
        ValidityCase.Grid(TableFamily, method, kind, Study.Smooth, (r, n, _) => trial(r, n));

    private static PermutationTestOptions Random199 { get; } = new() { Replicates = 199, LargestExact = 1 };

    private static double[][] Three(RandomSequence random, int n, Values values) =>
        [Study.Sample(random, n / 3, values), Study.Sample(random, n / 3, values), Study.Sample(random, n - (2 * (n / 3)), values)];

    private static double[] Differences(RandomSequence random, int n, Values values)
    {
        var (later, earlier) = (Study.Sample(random, n, values), Study.Sample(random, n, values));
        return [.. later.Select((x, i) => x - earlier[i])];
    }

    private static double[] Flipped(double[] d, ReadOnlySpan<int> signs)
    {
        var flipped = new double[d.Length];
        for (var i = 0; i < d.Length; i++)
        {
            flipped[i] = signs[i] * d[i];
        }

        return flipped;
    }

    private static double Median(double[] x, ReadOnlySpan<int> units)
    {
        var chosen = new double[units.Length];
        for (var i = 0; i < units.Length; i++)
        {
            chosen[i] = x[units[i]];
        }

        return MedianOf(chosen);
    }

    private static double MedianOf(double[] values) => Quantiles.Compute(values, 0.5).Value;

    // Σ label × value of labels that sum to 0: Pearson's r but for constants that no order changes.
    private static double Slope(double[] x, ReadOnlySpan<int> order)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            sum += x[i] * (order[i] - ((x.Length - 1) / 2.0));
        }

        return sum;
    }

    private static double Normal(double x) => StudyAnalysis.Statistics.Distributions.Tail.NormalUpper(-x);

    private static int[,] TwoByThree(RandomSequence random, int n)
    {
        int[] sizes = [n / 3, n / 3, n - (2 * (n / 3))];
        var counts = new int[2, 3];
        for (var j = 0; j < 3; j++)
        {
            counts[0, j] = Study.Count(random, sizes[j], 0.4);
            counts[1, j] = sizes[j] - counts[0, j];
        }

        return counts;
    }

    private static bool? Discordant(RandomSequence random, int n, Func<int, int, bool?> says)
    {
        var discordant = Study.Count(random, n, 0.5);
        var first = Study.Count(random, discordant, 0.5);
        return says(first, discordant - first);
    }

    private static bool? Trend(RandomSequence random, int n, Computation computation)
    {
        int[] sizes = [n / 3, n / 3, n - (2 * (n / 3))];
        return Study.Rejects(CochranArmitage.Compute([.. sizes.Select(size => Study.Count(random, size, 0.4))], sizes, computation: computation));
    }
}
