using StudyAnalysis.Statistics.Associate;
using StudyAnalysis.Statistics.Agreement;
using StudyAnalysis.Statistics.Compare;
using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Multiplicity;
using StudyAnalysis.Statistics.Resample;
using StudyAnalysis.Statistics.Roc;
using static StudyAnalysis.Tests.Statistics.Metamorphic.Sets;

namespace StudyAnalysis.Tests.Statistics.Metamorphic;

/// <summary>Every case; the relations of a method are those of its cases together.</summary>
internal static class Cases
{
    public static IReadOnlyList<MetamorphicCase> All { get; } = [.. Samples(), .. Associations(), .. Regressions.All(), .. SurvivalCases.All()];

    public static MetamorphicCase Case(
        string method, Table[] tables, Func<Table[], Number[]> compute, Relation[] relations, int[]? unit = null, int[]? labels = null, double tolerance = 1e-9) =>
        new(method, tables, unit ?? [0], labels ?? [], relations, compute, tolerance);

    private static IEnumerable<MetamorphicCase> Samples()
    {
        Relation[] all = [Shift, Scale, Permutation], order = [Scale, Permutation];
        yield return Case("TTest.OneSample", One, d => Result(TTest.OneSample(d.V()), 'L', 'T', 'T', true), [.. all, Duplication]);
        yield return Case("TTest.Paired", Pairs, d => Result(TTest.Paired(d.V(), d.V(1)), 'S', doubles: true), [.. all, Duplication], [0, 1]);
        yield return Case("TTest.Welch", Two, d => Result(TTest.Welch(d.Of(0), d.Of(1)), 'S', doubles: true), [.. all, Duplication]);
        yield return Case("SignedRank.Compute", One, d => Result(SignedRank.Compute(d.V()), 'L', 'T', 'T', false), all);
        yield return Case("SignedRank.Paired", Pairs, d => Result(SignedRank.Paired(d.V(), d.V(1)), 'S'), all, [0, 1]);
        yield return Case("SignedRank.PseudomedianInterval", One, d => Bounds(SignedRank.PseudomedianInterval(d.V()), 'L'), all);
        yield return Case("SignTest.Compute", One, d => Result(SignTest.Compute(d.V()), 'L', 'T', 'T'), all);
        yield return Case("MannWhitney.Compute", Two, d => Result(MannWhitney.Compute(d.Of(0), d.Of(1)), 'S'), all);
        yield return Case("MannWhitney.ShiftInterval", Two, d => Bounds(MannWhitney.ShiftInterval(d.Of(0), d.Of(1)), 'S'), all);
        yield return Case("BrunnerMunzel.Compute", Two, d => Result(BrunnerMunzel.Compute(d.Of(0), d.Of(1)), 'I', doubles: true), [.. all, Duplication]);
        yield return Case("BrunnerMunzel.Permutation", Two, d => Result(BrunnerMunzel.Permutation([.. d.Of(0).Take(6)], [.. d.Of(1).Take(6)]), 'I'), [Shift, Scale]);
        yield return Case("PermutationT.Paired", Pairs, d => Result(PermutationT.Paired(d.V(), d.V(1)), 'S'), all, [0, 1]);
        yield return Case("PermutationT.TwoSample", Two, d => Result(PermutationT.TwoSample(d.Of(0), d.Of(1)), 'S'), all);
        yield return Case("KruskalWallis.Compute", Three, d => Result(KruskalWallis.Compute(d.Groups()), 'I'), [.. all, Relabelling]);
        yield return Case("JonckheereTerpstra.Compute", Three, d => Result(JonckheereTerpstra.Compute(d.Groups()), 'I'), all);
        yield return Case("Dunn.Compute", Three, d => [.. Dunn.Compute(d.Groups()).SelectMany(c => Result(c.Result, 'I'))], all);
        yield return Case("OneWayAnova.Compute", Three, d => Result(OneWayAnova.Compute(d.Groups()).Test, 'I'), [.. all, Relabelling]);
        yield return Case("OneWayAnova.Welch", Three, d => Result(OneWayAnova.Welch(d.Groups()), 'I'), [.. all, Relabelling]);
        yield return Case("Levene.Compute", Three, d => Result(Levene.Compute(d.Groups()), 'I'), [.. all, Relabelling]);
        yield return Case("Friedman.Compute", Pairs, d => Result(Friedman.Compute([.. Enumerable.Range(0, d[0].Rows).Select(i => d[0].Values.Select(v => v[i]).ToArray())]), 'I'), all, [0, 1, 2]);
        yield return Case("KolmogorovSmirnov.TwoSample", Two, d => Result(KolmogorovSmirnov.TwoSample(d.Of(0), d.Of(1)), 'I'), all);
        yield return Case("KolmogorovSmirnov.OneSample", One, d => Result(KolmogorovSmirnov.OneSample(d.V(), v => v / 16), 'I'), [Permutation]);
        yield return Case("ShapiroWilk.Compute", One, d => Result(ShapiroWilk.Compute(d.V()), 'I'), all);
        yield return Case("MedianInterval.Compute", One, d => Result(MedianInterval.Compute(d.V()), 'L', 'T', 'T'), all);
        yield return Case("Quantiles.Compute", One, d => [N("quartile", Quantiles.Compute(d.V(), 0.25), 'L')], all);
        yield return Case("Ranks.Average", One, d => Every(Ranks.Average(d.V()), 'I'), all);
        yield return Case("Skewness.Compute", One, d => Result(Skewness.Compute(d.V()), 'I'), all);
        yield return Case(
            "Summary.Compute",
            One,
            d => Summary.Compute(d.V()) is var s ? [N("mean", s.Mean, 'L', true), N("SD", s.StandardDeviation, 'S'), N("median", s.Median, 'L', true), N("maximum", s.Maximum, 'L', true)] : [],
            [.. all, Duplication]);
        yield return Case("Summary.GeometricMean", One, d => Result(Summary.GeometricMean(d.V()), 'S', doubles: true), [.. order, Duplication]);
        yield return Case("Summary.GeometricStandardDeviation", One, d => [N("estimate", Summary.GeometricStandardDeviation(d.V()).Estimate, 'I')], order);
        yield return Case("StandardizedDifference.Continuous", Two, d => [N("difference", StandardizedDifference.Continuous(d.Of(0), d.Of(1)), 'I')], all);
        yield return Case("MaxT.TwoSample", Two, d => [N("p", MaxT.TwoSample([d.Of(0)], [d.Of(1)], 1).Variables[0].AdjustedPValue, 'I')], [Shift, Scale]);
        yield return Case("MaxT.Paired", One, d => [N("p", MaxT.Paired([d.V()], 1).Variables[0].AdjustedPValue, 'T')], [Scale]);
        yield return Case("PAdjust.Compute", [new([[.001, .02, .03, .04, .5]], [])], d => Every(PAdjust.Compute(d.V(), AdjustMethod.Holm), 'X'), [Permutation]);
        yield return Case("Bootstrap.Percentile", [new([[.. Enumerable.Range(0, 40).Select(i => i * 17 % 41 / 8.0)]], [])], d => Bounds(Bootstrap.Percentile(d.V()), 'L'), all);
        yield return Case("RocCurve.Area", Two, d => Result(RocCurve.Area(d.Of(0), d.Of(1)), 'I', doubles: true), [.. all, Duplication]);
        yield return Case("RocCurve.BootstrapArea", Two, d => [N("error", RocCurve.BootstrapArea(d.Of(0), d.Of(1), 1, 500).StandardError, 'I')], [Shift, Scale]);
        yield return Case("RocCurve.CompareUnpaired", Two, d => Result(RocCurve.CompareUnpaired(d.Of(0), d.Of(1), d.Of(1), d.Of(0)), 'I'), all);
        yield return Case("RocCurve.ComparePaired", Rows, d => Result(RocCurve.ComparePaired(d.V(), d.V(1), d.Yes(5)), 'I'), all);
        yield return Case("RocCurve.BootstrapDifference", Rows, d => [N("error", RocCurve.BootstrapDifference(d.V(), d.V(1), d.Yes(5), 1, 500).StandardError, 'I')], [Shift, Scale]);
        yield return Case("RocCurve.Points", Two, d => Every(RocCurve.Points(d.Of(0), d.Of(1)).Select(p => p.Sensitivity), 'I'), all);
        yield return Case("RocCurve.YoudenCut", Two, d => [new("cut", RocCurve.YoudenCut(d.Of(0), d.Of(1))!.Value.Threshold, 'L')], all);
        yield return Case("YoudenCut.Compute", Two, d => [N("index", YoudenCut.Compute(d.Of(0), d.Of(1), 1, 200).Index, 'I')], [Shift, Scale]);
        yield return Case("PartialArea.Compute", Two, d => [N("area", PartialArea.Compute(d.Of(0), d.Of(1), 0.5, 1), 'I')], all);
        yield return Case("PartialArea.Bootstrapped", Two, d => [N("error", PartialArea.Bootstrapped(d.Of(0), d.Of(1), 0.5, 1, 1, replicates: 500).StandardError, 'I')], [Shift, Scale]);
        yield return Case("BlandAltman.Compute", Pairs, d => Result(BlandAltman.Compute(d.V(), d.V(1)).Lower, 'S'), all, [0, 1]);
        yield return Case("ReplicateVariation.LogScale", Pairs, d => Result(ReplicateVariation.LogScale([.. d.V().Zip(d.V(1), (a, b) => new[] { a, b })]), 'I'), order, [0, 1]);
        yield return Case("ReplicateVariation.RootMeanSquare", Pairs, d => Result(ReplicateVariation.RootMeanSquare([.. d.V().Zip(d.V(1), (a, b) => new[] { a, b })]), 'I'), order, [0, 1]);
        yield return Case(
            "IntraclassCorrelation.Compute", Pairs, d => Result(IntraclassCorrelation.Compute([.. d.V().Zip(d.V(1), (a, b) => new[] { a, b })], IccModel.TwoWayRandom), 'I'), all, [0, 1]);
        yield return Case("Jackknife.Compute", One, d => [N("error", Jackknife.Compute(d[0].Rows, rows => rows.Average(i => d.V()[i])).StandardError, 'S')], all);
    }

    private static IEnumerable<MetamorphicCase> Associations()
    {
        Relation[] all = [Shift, Scale, Permutation];
        yield return Case("Correlation.Pearson", Pairs, d => Result(Correlation.Pearson(d.V(), d.V(1)), 'I', doubles: true), [.. all, Duplication]);
        yield return Case("Correlation.Spearman", Pairs, d => Result(Correlation.Spearman(d.V(), d.V(1)), 'I', doubles: true), [.. all, Duplication]);
        yield return Case("Correlation.Kendall", Pairs, d => Result(Correlation.Kendall(d.V(), d.V(1)), 'I'), all);
        yield return Case("PartialCorrelation.Pearson", Pairs, d => Result(PartialCorrelation.Pearson(d.V(), d.V(1), [d.V(2)]), 'I'), all);
        yield return Case("PartialCorrelation.Spearman", Pairs, d => Result(PartialCorrelation.Spearman(d.V(), d.V(1), [d.V(2)]), 'I'), all);
        yield return Case("RepeatedMeasuresCorrelation.Compute", Rows, d => Result(RepeatedMeasuresCorrelation.Compute(d.C(3), d.V(), d.V(1)), 'I'), [.. all, Relabelling], labels: [3]);
        yield return Case(
            "CohenKappa.Compute", Rows, d => Result(CohenKappa.Compute(Table2(d.C(2), [.. d.C(1).Select(c => Math.Min(3, c + 1))])), 'I', doubles: true), [Permutation, Duplication]);
        yield return Case("ContingencyTable.ChiSquare", Rows, d => Result(ContingencyTable.ChiSquare(Table2(d.C(2), [.. d.C(5).Select(c => c + 1)])), 'I'), [Permutation]);
        yield return Case("ContingencyTable.FisherExact", Rows, d => Result(ContingencyTable.FisherExact(Table2(d.C(2), [.. d.C(5).Select(c => c + 1)])), 'I'), [Permutation]);
        yield return Case(
            "CochranArmitage.Compute", [new([[1, 2, 4, 8]], [[1, 3, 4, 6], [10, 11, 9, 10]])], d => [.. Result(CochranArmitage.Compute(d.C(0), d.C(1), d.V()), 'X')[5..]], all);
    }

    private static int[,] Table2(int[] a, int[] b)
    {
        var counts = new int[3, 3];
        for (var i = 0; i < a.Length; i++)
        {
            counts[a[i] - 1, b[i] - 1]++;
        }

        return counts;
    }
}
