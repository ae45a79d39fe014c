using StudyAnalysis.Statistics.Compare;
using StudyAnalysis.Statistics.Multiplicity;
using StudyAnalysis.Statistics.Resample;

namespace StudyAnalysis.Tests.Statistics.Validity;

/// <summary>Ten correlated markers (r = .5), none different: any rejection is a family-wise error.</summary>
internal static class FamilyValidity
{
    private const string Family = "Panel of ten correlated markers, any false rejection";
    private const int Markers = 10;

    public static IEnumerable<ValidityCase> Cases() =>
    [
        .. Adjusted("Holm on Welch t", AdjustMethod.Holm),
        .. Adjusted("Bonferroni on Welch t", AdjustMethod.Bonferroni),
        .. Adjusted("Benjamini–Yekutieli on Welch t", AdjustMethod.BenjaminiYekutieli),
        .. Adjusted("Hochberg on Welch t", AdjustMethod.Hochberg),
        .. Adjusted("Benjamini–Hochberg on Welch t", AdjustMethod.BenjaminiHochberg),
        .. ValidityCase.Grid(Family, "Westfall–Young max-T, Welch t, 199 permutations", ValidityKind.ExactTest, Study.All, (r, n, v) => Stepdown(r, n, v, MaxTStatistic.T), 2),
        .. ValidityCase.Grid(Family, "Westfall–Young max-T, ranks, 199 permutations", ValidityKind.ExactTest, Study.All, (r, n, v) => Stepdown(r, n, v, MaxTStatistic.Rank), 2),
        .. ValidityCase.Grid(Family, "Westfall–Young max-T, pooled t, 199 permutations", ValidityKind.ExactTest, Study.All, (r, n, v) => Stepdown(r, n, v, MaxTStatistic.PooledT), 2),
        .. ValidityCase.Grid(Family, "Westfall–Young max-T, Welch t, 10 % missing, 199 permutations", ValidityKind.ExactTest, Study.All, (r, n, v) => Stepdown(r, n, v, MaxTStatistic.T, 0.1), 2),
        .. ValidityCase.Grid(Family, "Westfall–Young max-T, ranks, 10 % missing, 199 permutations", ValidityKind.ExactTest, Study.All, (r, n, v) => Stepdown(r, n, v, MaxTStatistic.Rank, 0.1), 2),
        .. ValidityCase.Grid(Family, "Westfall–Young max-T, pairs, 199 sign flips", ValidityKind.ExactTest, Study.All, (r, n, v) => Pairs(r, n, v, 0), 2),
        .. ValidityCase.Grid(Family, "Westfall–Young max-T, pairs, 10 % missing, 199 sign flips", ValidityKind.ExactTest, Study.All, (r, n, v) => Pairs(r, n, v, 0.1), 2),
        .. ValidityCase.Grid(Family, "Permutation p of one marker of the panel, Welch t, 199 permutations", ValidityKind.ExactTest, Study.All, (r, n, v) => Study.Rejects(Permuted(r, n, v, MaxTStatistic.T, 0).Variables[0].PValue), 2),
    ];

    private static IEnumerable<ValidityCase> Adjusted(string name, AdjustMethod method) =>
        ValidityCase.Grid(Family, name, ValidityKind.Test, Study.All, (r, n, v) =>
        {
            var (first, second) = (Panel(r, n / 2, v), Panel(r, n / 2, v));
            StudyAnalysis.Statistics.Quantity[] p = [.. first.Select((a, k) => TTest.Welch(a, second[k]).PValue)];
            return PAdjust.Compute(p, method).Any(q => q is { IsEstimable: true, Value: <= 0.05 * (1 + 1e-12) });
        });

    private static bool? Stepdown(RandomSequence random, int n, Values values, MaxTStatistic statistic, double missing = 0) => Any(Permuted(random, n, values, statistic, missing));

    private static MaxTResult Permuted(RandomSequence random, int n, Values values, MaxTStatistic statistic, double missing)
    {
        var (first, second) = (Panel(random, n / 2, values), Panel(random, n / 2, values));
        return MaxT.TwoSample(Lost(first, random, missing), Lost(second, random, missing), (ulong)random.Integer(int.MaxValue), Options(statistic, missing));
    }

    private static bool? Pairs(RandomSequence random, int n, Values values, double missing)
    {
        var (later, earlier) = (Panel(random, n, values), Panel(random, n, values));
        double[][] differences = [.. later.Select((x, k) => x.Select((u, i) => u - earlier[k][i]).ToArray())];
        return Any(MaxT.Paired(Lost(differences, random, missing), (ulong)random.Integer(int.MaxValue), Options(MaxTStatistic.T, missing)));
    }

    private static MaxTOptions Options(MaxTStatistic statistic, double missing) => new() { Statistic = statistic, Permutations = 199, LargestExact = 1000, AllowMissing = missing > 0 };

    private static double[][] Lost(double[][] panel, RandomSequence random, double missing) =>
        missing == 0 ? panel : [.. panel.Select(values => values.Select(x => random.Bernoulli(missing) ? double.NaN : x).ToArray())];

    private static bool? Any(MaxTResult result) => result.Variables.Any(v => v.AdjustedPValue is { IsEstimable: true, Value: <= 0.05 * (1 + 1e-12) });

    private static double[][] Panel(RandomSequence random, int n, Values values)
    {
        var patient = Study.Sample(random, n, Values.Continuous);
        return [.. Enumerable.Range(0, Markers).Select(_ => patient.Select(u => Shown((u * Math.Sqrt(0.5)) + (random.Normal() * Math.Sqrt(0.5)), values)).ToArray())];
    }

    private static double Shown(double x, Values values) => values switch
    {
        Values.Tied => Math.Round(x * 2) / 2,
        Values.BelowLimit => x < -0.8416 ? -1.19 : x,
        _ => x,
    };
}
