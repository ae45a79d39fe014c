using StudyAnalysis.Statistics.Compare;
using StudyAnalysis.Statistics.Resample;

namespace StudyAnalysis.Tests.Statistics.Validity;

internal static class CompareValidity
{
    private const string Two = "Two groups, equal sizes";
    private const string PairedFamily = "Pairs";
    private const string Many = "Several groups";

    public static IEnumerable<ValidityCase> Cases() => [.. TwoGroups(), .. Pairs(), .. SeveralGroups(), .. Tables()];

    private static IEnumerable<ValidityCase> TwoGroups() =>
    [
        .. ValidityCase.Grid(Two, "Welch t test", ValidityKind.Test, Study.All, (r, n, v) => Study.Rejects(TTest.Welch(Study.Half(r, n, v), Study.Half(r, n, v)))),
        .. ValidityCase.Grid(Two, "Welch t interval of a difference of 1 SD", ValidityKind.Interval, Study.Smooth,
            (r, n, v) => Study.Covers(TTest.Welch(Study.Sample(r, n / 2, v, 1), Study.Half(r, n, v)).Interval, 1)),
        .. ValidityCase.Grid(Two, "Mann–Whitney, exact", ValidityKind.ExactTest, Study.All, (r, n, v) => Study.Rejects(MannWhitney.Compute(Study.Half(r, n, v), Study.Half(r, n, v)))),
        .. ValidityCase.Grid(Two, "Mann–Whitney, asymptotic", ValidityKind.Test, Study.All,
            (r, n, v) => Study.Rejects(MannWhitney.Compute(Study.Half(r, n, v), Study.Half(r, n, v), computation: Computation.Asymptotic))),
        .. ValidityCase.Grid(Two, "Hodges–Lehmann interval of a shift of 1 SD", ValidityKind.Interval, Study.Smooth,
            (r, n, v) => Study.Covers(MannWhitney.Compute(Study.Sample(r, n / 2, v, 1), Study.Half(r, n, v)).Interval, 1), 2),
        .. ValidityCase.Grid(Two, "Brunner–Munzel", ValidityKind.Test, Study.All, (r, n, v) => Study.Rejects(BrunnerMunzel.Compute(Study.Half(r, n, v), Study.Half(r, n, v)))),
        .. ValidityCase.Grid(Two, "Permutation t test (all; 199 permutations at n = 40)", ValidityKind.ExactTest, Study.All,
            (r, n, v) => Study.Rejects(PermutationT.TwoSample(Study.Half(r, n, v), Study.Half(r, n, v), options: Permutations(r, n))), 5),
        .. ValidityCase.Grid(Two, "Brunner–Munzel, permutation (199)", ValidityKind.ExactTest, Study.All,
            (r, n, v) => Study.Rejects(BrunnerMunzel.Permutation(Study.Half(r, n, v), Study.Half(r, n, v), options: Permutations(r, 40))), 5),
    ];

    private static IEnumerable<ValidityCase> Pairs() =>
    [
        .. ValidityCase.Grid(PairedFamily, "Paired t test", ValidityKind.Test, Study.All, (r, n, v) => Study.Rejects(TTest.OneSample(Differences(r, n, v)))),
        .. ValidityCase.Grid(PairedFamily, "Paired t interval", ValidityKind.Interval, Study.All, (r, n, v) => Study.Covers(TTest.OneSample(Differences(r, n, v)).Interval, 0)),
        .. ValidityCase.Grid(PairedFamily, "Signed-rank, exact", ValidityKind.ExactTest, Study.All, (r, n, v) => Study.Rejects(SignedRank.Compute(Differences(r, n, v))), 2),
        .. ValidityCase.Grid(PairedFamily, "Signed-rank, exact, Pratt's zeros", ValidityKind.ExactTest, [Values.Tied, Values.BelowLimit],
            (r, n, v) => Study.Rejects(SignedRank.Compute(Differences(r, n, v), zeros: ZeroRule.Pratt)), 2),
        .. ValidityCase.Grid(PairedFamily, "Signed-rank, asymptotic", ValidityKind.Test, Study.All,
            (r, n, v) => Study.Rejects(SignedRank.Compute(Differences(r, n, v), computation: Computation.Asymptotic))),
        .. ValidityCase.Grid(PairedFamily, "Hodges–Lehmann interval of the pseudomedian", ValidityKind.Interval, Study.WithTies,
            (r, n, v) => Study.Covers(SignedRank.Compute(Differences(r, n, v)).Interval, 0), 2),
        .. ValidityCase.Grid(PairedFamily, "Sign test", ValidityKind.ExactTest, Study.All, (r, n, v) => Study.Rejects(SignTest.Compute(Differences(r, n, v)))),
    ];

    private static IEnumerable<ValidityCase> SeveralGroups() =>
    [
        .. ValidityCase.Grid(Many, "Kruskal–Wallis, three groups", ValidityKind.Test, Study.All,
            (r, n, v) => Study.Rejects(KruskalWallis.Compute([Study.Sample(r, n / 3, v), Study.Sample(r, n / 3, v), Study.Sample(r, n - (2 * (n / 3)), v)]))),
        .. ValidityCase.Grid(Many, "Welch's one-way test, three groups", ValidityKind.Test, Study.All,
            (r, n, v) => Study.Rejects(OneWayAnova.Welch([Study.Sample(r, n / 3, v), Study.Sample(r, n / 3, v), Study.Sample(r, n - (2 * (n / 3)), v)]))),
        .. ValidityCase.Grid(Many, "Friedman, three measurements of n patients, exact", ValidityKind.ExactTest, Study.All,
            (r, n, v) => Study.Rejects(Friedman.Compute([.. Enumerable.Range(0, n).Select(_ => Study.Sample(r, 3, v))])), 5),
        .. ValidityCase.Grid(Many, "Jonckheere–Terpstra, three groups, exact", ValidityKind.ExactTest, Study.All,
            (r, n, v) => Study.Rejects(JonckheereTerpstra.Compute([Study.Sample(r, n / 3, v), Study.Sample(r, n / 3, v), Study.Sample(r, n - (2 * (n / 3)), v)])), 5, 20),
    ];

    private static IEnumerable<ValidityCase> Tables() =>
    [
        .. ValidityCase.Grid("Tables", "Fisher's exact test, proportions .3", ValidityKind.ExactTest, Study.Smooth, (r, n, _) => Fisher(r, n, 0.3)),
        .. ValidityCase.Grid("Tables", "Fisher's exact test, proportions .5", ValidityKind.ExactTest, Study.Smooth, (r, n, _) => Fisher(r, n, 0.5)),
        .. ValidityCase.Grid("Tables", "χ² without correction, proportions .5", ValidityKind.Test, Study.Smooth, (r, n, _) => ChiSquare(r, n, 0.5)),
        .. ValidityCase.Grid("Tables", "McNemar, exact, pairs with 50 % discordant", ValidityKind.ExactTest, Study.Smooth, (r, n, _) =>
        {
            var discordant = Study.Count(r, n, 0.5);
            var first = Study.Count(r, discordant, 0.5);
            return Study.Rejects(ContingencyTable.McNemarExact(first, discordant - first));
        }),
    ];

    // Later − earlier of correlated measurements, each with its own ties or limit.
    private static double[] Differences(RandomSequence random, int n, Values values)
    {
        var differences = new double[n];
        for (var i = 0; i < n; i++)
        {
            var patient = random.Normal(0, 0.8);
            differences[i] = Measured(random, patient, values) - Measured(random, patient, values);
        }

        return differences;
    }

    private static double Measured(RandomSequence random, double patient, Values values)
    {
        var x = patient + random.Normal(0, 0.6);
        return values switch
        {
            Values.Tied => Math.Round(x * 2) / 2,
            Values.BelowLimit => x < -0.8416 ? -1.19 : x,
            _ => x,
        };
    }

    private static MonteCarloOptions Permutations(RandomSequence random, int n) =>
        new() { Replicates = 199, Seed = (ulong)random.Integer(int.MaxValue), AlwaysMonteCarlo = n == 40 };

    private static bool? Fisher(RandomSequence random, int n, double p)
    {
        var (a, b) = (Study.Count(random, n / 2, p), Study.Count(random, n / 2, p));
        return Study.Rejects(FisherExact.Compute(a, (n / 2) - a, b, (n / 2) - b));
    }

    private static bool? ChiSquare(RandomSequence random, int n, double p)
    {
        var (a, b) = (Study.Count(random, n / 2, p), Study.Count(random, n / 2, p));
        return Study.Rejects(ContingencyTable.ChiSquare(new[,] { { a, (n / 2) - a }, { b, (n / 2) - b } }));
    }
}
