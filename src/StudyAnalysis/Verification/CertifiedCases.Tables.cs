using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Compare;
using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Multiplicity;
using StudyAnalysis.Statistics.Roc;

namespace StudyAnalysis.Verification;

/// <summary>Counts: 2×2 tables, proportions, a ROC curve of ratings; and adjusted p values.</summary>
public static partial class CertifiedCases
{
    private static IEnumerable<CertifiedCase> Tables() =>
    [
        Case(
            "tea, 3 1 / 1 3",
            "Fisher's exact test",
            "test exact de Fisher",
            "Fisher 1935; p 34/70 and 17/70; R fisher.test",
            [Full("p", "0.485714285714286"), Full("p greater", "0.242857142857143"), Printed("odds ratio", "6.408")],
            () =>
            {
                var test = FisherExact.Compute(3, 1, 1, 3);
                return [test.PValue, FisherExact.Compute(3, 1, 1, 3, Alternative.Greater).PValue, test.Estimate];
            }),
        Case(
            "twins, 2 15 / 10 3",
            "Fisher's exact test",
            "test exact de Fisher",
            "Fisher 1970, convicted twins; R fisher.test",
            [Printed("p", "0.0005367"), Printed("odds ratio", "0.0469"), Printed("high", "0.3632")],
            () =>
            {
                var test = FisherExact.Compute(2, 15, 10, 3);
                return [test.PValue, test.Estimate, test.Interval!.High];
            }),
        Case(
            "complete ablation, 79/85 and 58/60",
            "Fisher's exact test; chi-square",
            "test exact de Fisher ; khi-deux",
            "PMC5803367 (P = 0.47); R fisher.test",
            [Printed("p", "0.4701"), Printed("p χ²", "0.333")],
            () => [FisherExact.Compute(79, 6, 58, 2).PValue, ContingencyTable.ChiSquare(new[,] { { 79, 6 }, { 58, 2 } }).PValue]),
        Case(
            "approval, discordant 150 and 86",
            "McNemar's test, with correction and exact",
            "test de McNemar, avec correction et exact",
            "Agresti 1990, p. 350; R mcnemar.test, binom.test",
            [Printed("χ²", "16.818"), Printed("p exact", "3.716e-5")],
            () => [ContingencyTable.McNemarChiSquare(150, 86).Statistic, ContingencyTable.McNemarExact(150, 86).PValue]),
        Case(
            "T cells and response, 13 9 / 4 19",
            "sensitivity, specificity, odds ratio",
            "sensibilité, spécificité, rapport des cotes",
            "published 76.5 and 67.8 %; R fisher.test, binom",
            [
                Printed("sens. low", "0.527"), Printed("sens. high", "0.904"), Printed("spec. low", "0.493"), Printed("spec. high", "0.821"),
                Printed("p", "0.0058"), Printed("cond. OR", "6.54"), Printed("OR", "6.861"), Printed("OR low", "1.74"), Printed("OR high", "27.1"), Printed("χ²", "8.318"),
            ],
            () =>
            {
                var (sensitivity, specificity) = (Proportions.Wilson(13, 17).Interval!, Proportions.Wilson(19, 28).Interval!);
                var (exact, wald) = (FisherExact.Compute(13, 4, 9, 19), Proportions.OddsRatio(13, 17, 9, 28));
                return
                [
                    sensitivity.Low, sensitivity.High, specificity.Low, specificity.High, exact.PValue, exact.Estimate,
                    wald.Estimate, wald.Interval!.Low, wald.Interval.High, ContingencyTable.ChiSquare(new[,] { { 13, 4 }, { 9, 19 } }).Statistic,
                ];
            }),
        Case(
            "81/263, 15/148, 0/20, 1/29",
            "proportions: Wilson and Clopper–Pearson intervals",
            "proportions : intervalles de Wilson et de Clopper-Pearson",
            "Newcombe 1998, table I",
            [
                Printed("81 W low", "0.2553"), Printed("81 W high", "0.3662"), Printed("81 CP low", "0.2527"), Printed("81 CP high", "0.3676"),
                Printed("15 W low", "0.0624"), Printed("15 W high", "0.1605"), Printed("0 W high", "0.1611"), Printed("0 CP high", "0.1684"),
                Printed("1 W low", "0.0061"), Printed("1 W high", "0.1718"),
            ],
            () =>
            {
                var (many, exact, some, one) = (
                    Proportions.Wilson(81, 263).Interval!, Proportions.ClopperPearson(81, 263).Interval!, Proportions.Wilson(15, 148).Interval!, Proportions.Wilson(1, 29).Interval!);
                return
                [
                    many.Low, many.High, exact.Low, exact.High, some.Low, some.High,
                    Proportions.Wilson(0, 20).Interval!.High, Proportions.ClopperPearson(0, 20).Interval!.High, one.Low, one.High,
                ];
            }),
        Case(
            "56/70 − 48/80",
            "difference of proportions, Newcombe interval",
            "différence de proportions, intervalle de Newcombe",
            "Newcombe 1998, table II, method 10",
            [Full("difference", "0.2"), Printed("low", "0.0524"), Printed("high", "0.3339")],
            () =>
            {
                var difference = Proportions.Difference(56, 70, 48, 80);
                return [difference.Estimate, difference.Interval!.Low, difference.Interval.High];
            }),
        Case(
            "radiologist's ratings, 51 + 58",
            "area under the ROC curve, DeLong",
            "aire sous la courbe ROC, DeLong",
            "Hanley & McNeil 1982, table I; R pROC",
            [Printed("area", "0.8932"), Printed("SE", "0.03072"), Printed("low", "0.833"), Printed("high", "0.953")],
            () =>
            {
                var area = RocCurve.Area(Ratings(3, 2, 2, 11, 33), Ratings(33, 6, 6, 11, 2), logit: false);
                return [area.Estimate, area.StandardError, area.Interval!.Low, area.Interval.High];
            }),
        Case(
            "15 p values",
            "Benjamini–Hochberg and Holm",
            "Benjamini-Hochberg et Holm",
            "Benjamini & Hochberg 1995, section 4.1; by hand",
            [Full("BH 1", "0.0015"), Full("BH 2", "0.003"), Full("BH 3", "0.0095"), Full("BH 4", "0.035625"), Full("Holm 1", "0.0015"), Full("Holm 2", "0.0056"), Full("Holm 3", "0.0247")],
            () =>
            {
                double[] p = [.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .324, .4262, .5719, .6528, .759, 1];
                var (hochberg, holm) = (PAdjust.Compute(p, AdjustMethod.BenjaminiHochberg), PAdjust.Compute(p, AdjustMethod.Holm));
                return [.. hochberg.Take(4).Concat(holm.Take(3)).Select(v => (Quantity)v)];
            }),
    ];

    /// <summary>Ratings 1, 2, …, each as often as it was given.</summary>
    private static double[] Ratings(params int[] counts) => [.. counts.SelectMany((count, i) => Enumerable.Repeat(i + 1.0, count))];
}
