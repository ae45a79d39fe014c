using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Associate;
using StudyAnalysis.Statistics.Compare;

namespace StudyAnalysis.Verification;

/// <summary>Comparisons of small samples and correlations.</summary>
public static partial class CertifiedCases
{
    private static readonly double[] DepressionFirst = [1.83, .50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30];
    private static readonly double[] DepressionSecond = [.878, .647, .598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29];
    private static readonly double[] PermeabilityTerm = [.80, .83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, .73, 1.46];
    private static readonly double[] PermeabilityEarly = [1.15, .88, .90, .74, 1.21];
    private static readonly double[] SleepFirst = [.7, -1.6, -.2, -1.2, -.1, 3.4, 3.7, .8, 0, 2];
    private static readonly double[] SleepSecond = [1.9, .8, 1.1, .1, -.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    private static readonly double[] TunaLightness = [44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1];
    private static readonly double[] TunaPanel = [2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8];

    private static IEnumerable<CertifiedCase> Ranks() =>
    [
        Case(
            "depression, 9 pairs",
            "signed-rank test, exact",
            "test des rangs signés, exact",
            "Hollander & Wolfe 1999, example 3.1",
            [Full("T+", "40"), Full("p", "0.0390625"), Full("p greater", "0.01953125"), Printed("pseudomedian", "0.46"), Printed("low", "0.010"), Printed("high", "0.786")],
            () => BothAlternatives(alternative => SignedRank.Paired(DepressionFirst, DepressionSecond, alternative))),
        Case(
            "8 differences, ties and a zero",
            "signed-rank test, Wilcoxon and Pratt zeros, exact",
            "test des rangs signés, zéros de Wilcoxon et de Pratt, exact",
            "all 2^7 signs counted; normal: R wilcox.test",
            [Full("p Wilcoxon", "0.125"), Full("p Pratt", "0.140625"), Printed("p normal", "0.1058")],
            () =>
            {
                double[] d = [-1, 0, 2, 2, 3, -2, 5, 4];
                return
                [
                    SignedRank.Compute(d, computation: Computation.Exact).PValue,
                    SignedRank.Compute(d, zeros: ZeroRule.Pratt, computation: Computation.Exact).PValue,
                    SignedRank.Compute(d, computation: Computation.Asymptotic).PValue,
                ];
            }),
        Case(
            "permeability, 10 + 5",
            "Mann–Whitney test, exact",
            "test de Mann-Whitney, exact",
            "Hollander & Wolfe 1999, example 4.1",
            [Full("W", "35"), Printed("p", "0.2544"), Printed("p greater", "0.1272"), Printed("shift", "0.305"), Printed("low", "-0.15"), Printed("high", "0.76")],
            () => BothAlternatives(alternative => MannWhitney.Compute(PermeabilityTerm, PermeabilityEarly, alternative))),
        Case(
            "mucociliary efficiency, 3 groups",
            "Kruskal–Wallis test",
            "test de Kruskal-Wallis",
            "Hollander & Wolfe 1973, p. 116; R kruskal.test",
            [Printed("H", "0.771429"), Printed("p", "0.6800")],
            () =>
            {
                var test = KruskalWallis.Compute([[2.9, 3.0, 2.5, 2.6, 3.2], [3.8, 2.7, 4.0, 2.4], [2.8, 3.4, 3.7, 2.2, 2.0]]);
                return [test.Statistic, test.PValue];
            }),
        Case(
            "sleep, 10 pairs",
            "paired t test",
            "test t apparié",
            "Student 1908; R t.test",
            [Printed("t", "-4.0621"), Printed("p", "0.002833"), Printed("low", "-2.460"), Printed("high", "-0.700")],
            () =>
            {
                var test = TTest.Paired(SleepFirst, SleepSecond);
                return [test.Statistic, test.PValue, test.Interval!.Low, test.Interval.High];
            }),
        Case(
            "sleep, 10 + 10",
            "Welch's t test",
            "test t de Welch",
            "Student 1908; R t.test",
            [Printed("t", "-1.8608"), Printed("df", "17.776"), Printed("p", "0.0794")],
            () =>
            {
                var test = TTest.Welch(SleepFirst, SleepSecond);
                return [test.Statistic, test.DegreesOfFreedom, test.PValue];
            }),
        Case(
            "tuna, 9 pairs",
            "Kendall, Spearman, Pearson correlation",
            "corrélations de Kendall, Spearman, Pearson",
            "Hollander & Wolfe 1999, example 8.1; R cor.test",
            [
                Full("T", "26"), Printed("τ", "0.4444"), Printed("p τ", "0.1194"), Printed("ρ", "0.60"), Full("S", "48"), Printed("p ρ", "0.0968"),
                Printed("r", "0.5712"), Printed("p r", "0.1082"),
            ],
            () =>
            {
                var kendall = Correlation.Kendall(TunaLightness, TunaPanel);
                var spearman = Correlation.Spearman(TunaLightness, TunaPanel);
                var pearson = Correlation.Pearson(TunaLightness, TunaPanel);
                return
                [
                    kendall.Statistic, kendall.Estimate, kendall.PValue, spearman.Estimate, spearman.Statistic, spearman.PValue,
                    pearson.Estimate, pearson.PValue,
                ];
            }),
    ];

    private static Quantity[] BothAlternatives(Func<Alternative, TestResult> run)
    {
        var (test, greater) = (run(Alternative.TwoSided), run(Alternative.Greater));
        return [test.Statistic, test.PValue, greater.PValue, test.Estimate, test.Interval!.Low, test.Interval.High];
    }
}
