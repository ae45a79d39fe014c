using StudyAnalysis.Statistics.Agreement;
using StudyAnalysis.Statistics.Censored;
using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Statistics.Resample;
using StudyAnalysis.Statistics.Roc;

namespace StudyAnalysis.Tests.Statistics.Validity;

/// <summary>Ratios of proportions, accuracy of a yes/no test, means and spread, censored samples, agreement.</summary>
internal static class ShareValidity
{
    private const double Sensitivity = 0.8;
    private const double Specificity = 0.7;

    // The 20 % quantile of the normal.
    private const double Limit = -0.8416212335729143;

    public static IEnumerable<ValidityCase> Cases() => [.. Ratios(), .. Accuracy(), .. Means(), .. Limits(), .. Agreement()];

    private static IEnumerable<ValidityCase> Ratios() =>
    [
        .. Proportion("Wald interval of a risk ratio, .5 / .3", (r, n) => Study.Covers(Proportions.RiskRatio(Study.Count(r, n / 2, 0.5), n / 2, Study.Count(r, n / 2, 0.3), n / 2).Interval, 5.0 / 3)),
        .. Proportion("Wald interval of an odds ratio, .5 and .3", (r, n) => Study.Covers(Proportions.OddsRatio(Study.Count(r, n / 2, 0.5), n / 2, Study.Count(r, n / 2, 0.3), n / 2).Interval, 7.0 / 3)),
    ];

    private static IEnumerable<ValidityCase> Accuracy() =>
    [
        .. Diagnostic("Wilson interval of a sensitivity of .8", d => d.Sensitivity, Sensitivity),
        .. Diagnostic("Wilson interval of a specificity of .7", d => d.Specificity, Specificity),
        .. Diagnostic("Wilson interval of a positive predictive value of .73", d => d.PositivePredictiveValue, Sensitivity / (Sensitivity + 1 - Specificity)),
        .. Diagnostic("Wilson interval of a negative predictive value of .78", d => d.NegativePredictiveValue, Specificity / (Specificity + 1 - Sensitivity)),
        .. Diagnostic("Interval of a positive likelihood ratio of 2.67", d => d.PositiveLikelihoodRatio, Sensitivity / (1 - Specificity)),
        .. Diagnostic("Interval of a negative likelihood ratio of .29", d => d.NegativeLikelihoodRatio, (1 - Sensitivity) / Specificity),
    ];

    private static IEnumerable<ValidityCase> Means() =>
    [
        .. ValidityCase.Grid("Mean", "t interval of a mean", ValidityKind.Interval, Study.WithTies, (r, n, v) => Study.Covers(Summary.Compute(Study.Sample(r, n, v)).MeanInterval, 0)),
        .. ValidityCase.Grid("Mean", "Interval of a geometric mean", ValidityKind.Interval, Study.WithTies,
            (r, n, v) => Study.Covers(Summary.GeometricMean([.. Study.Sample(r, n, v).Select(Math.Exp)]).Interval, 1)),
        .. ValidityCase.Grid("Mean", "Interval of a geometric standard deviation", ValidityKind.Interval, Study.Smooth,
            (r, n, v) => Study.Covers(Summary.GeometricStandardDeviation([.. Study.Sample(r, n, v).Select(Math.Exp)]).Interval, Math.E)),
    ];

    private static IEnumerable<ValidityCase> Limits() =>
    [
        .. Censored("Tobit, Wald test of a group", ValidityKind.Test, (r, n) =>
        {
            var (values, below) = Marker(r, n);
            return Study.Rejects(CensoredNormal.Fit(values, below, Design.WithIntercept(n, ("group", [.. Study.Groups(n).Select(g => (double)g)]))).Coefficients[1]);
        }),
        .. Censored("Tobit, interval of the standard deviation", ValidityKind.Interval, (r, n) =>
        {
            var (values, below) = Marker(r, n);
            return Study.Covers(CensoredNormal.Sample(values, below).Sigma.Interval, 1);
        }),
        .. Censored("Log-normal maximum likelihood, Cox's interval of the mean", ValidityKind.Interval, (r, n) =>
        {
            var (values, below) = Marker(r, n);
            return Study.Covers(CensoredSummary.LogNormal([.. values.Select(Math.Exp)], below).MeanInterval, Math.Exp(0.5));
        }),
        .. ValidityCase.Grid("Mean", "Interval-censored normal, known to 1 SD, interval of the mean", ValidityKind.Interval, Study.Smooth, (r, n, v) =>
        {
            var x = Study.Sample(r, n, v);
            return Study.Covers(CensoredRegression.Fit([.. x.Select(Math.Floor)], [.. x.Select(u => Math.Floor(u) + 1)], Design.WithIntercept(n)).Coefficients[0].Interval, 0);
        }),
    ];

    private static IEnumerable<ValidityCase> Agreement() =>
    [
        .. Agreed("Bland–Altman, bias", (r, n) => Study.Covers(Limited(r, n, LimitInterval.Approximate).Bias.Interval, 0)),
        .. Agreed("Bland–Altman, lower limit, approximate", (r, n) => Study.Covers(Limited(r, n, LimitInterval.Approximate).Lower.Interval, -1.959963984540054)),
        .. Agreed("Bland–Altman, upper limit, exact", (r, n) => Study.Covers(Limited(r, n, LimitInterval.Exact).Upper.Interval, 1.959963984540054)),
        .. Agreed("ICC(1,1) of .5, three ratings", (r, n) => Study.Covers(IntraclassCorrelation.Compute(Ratings(r, n, 0, 1), IccModel.OneWay).Interval, 0.5)),
        .. Agreed("ICC(2,1) of .5, three raters", (r, n) => Study.Covers(IntraclassCorrelation.Compute(Ratings(r, n, 0.25, 0.75), IccModel.TwoWayRandom).Interval, 0.5)),
        .. Agreed("ICC(3,1) of .5, three raters", (r, n) => Study.Covers(IntraclassCorrelation.Compute(Ratings(r, n, 0.25, 1), IccModel.TwoWayMixed).Interval, 0.5)),
        .. Enum.GetValues<KappaWeights>().SelectMany(w => Agreed($"κ of .5, three categories, weights {w}", (r, n) => Study.Covers(CohenKappa.Compute(Rated(r, n), weights: w).Interval, 0.5))),
        .. Agreed("Within-run CV of 10 %, duplicates of n samples", (r, n) => Study.Covers(
            ReplicateVariation.LogScale([.. Enumerable.Range(0, n).Select(_ => Duplicate(r))]).Interval, Math.Sqrt(Math.Exp(0.01) - 1))),
    ];

    private static IEnumerable<ValidityCase> Proportion(string name, Func<RandomSequence, int, bool?> trial) =>
        ValidityCase.Grid("Proportions", name, ValidityKind.Interval, Study.Smooth, (r, n, _) => trial(r, n));

    private static IEnumerable<ValidityCase> Agreed(string name, Func<RandomSequence, int, bool?> trial) =>
        ValidityCase.Grid("Agreement", name, ValidityKind.Interval, Study.Smooth, (r, n, _) => trial(r, n));

    private static IEnumerable<ValidityCase> Censored(string name, ValidityKind kind, Func<RandomSequence, int, bool?> trial) =>
        ValidityCase.Grid("Mean", name, kind, [Values.BelowLimit], (r, n, _) => trial(r, n));

    // Half of the patients have the event, by chance.
    private static IEnumerable<ValidityCase> Diagnostic(string name, Func<DiagnosticAccuracy, StudyAnalysis.Statistics.TestResult> part, double truth) =>
        Proportion(name, (r, n) =>
        {
            var with = Study.Count(r, n, 0.5);
            var (tp, tn) = (Study.Count(r, with, Sensitivity), Study.Count(r, n - with, Specificity));
            return Study.Covers(part(DiagnosticAccuracy.Compute(tp, n - with - tn, with - tp, tn)).Interval, truth);
        });

    private static (double[] Values, bool[] Below) Marker(RandomSequence random, int n)
    {
        var x = Study.Sample(random, n, Values.Continuous);
        return ([.. x.Select(v => Math.Max(v, Limit))], [.. x.Select(v => v < Limit)]);
    }

    private static LimitsOfAgreement Limited(RandomSequence random, int n, LimitInterval interval)
    {
        var d = Study.Sample(random, n, Values.Continuous);
        return BlandAltman.Compute(d, new double[n], interval: interval);
    }

    // Subjects of variance 1, three raters.
    private static double[][] Ratings(RandomSequence random, int n, double raters, double error)
    {
        double[] rater = [random.Normal(0, Math.Sqrt(raters)), random.Normal(0, Math.Sqrt(raters)), random.Normal(0, Math.Sqrt(raters))];
        return [.. Enumerable.Range(0, n).Select(_ =>
        {
            var subject = random.Normal();
            return rater.Select(u => subject + u + random.Normal(0, Math.Sqrt(error))).ToArray();
        })];
    }

    // The second rater copies the first in half of the cases and guesses in the others: κ is ½ whatever the weights.
    private static int[,] Rated(RandomSequence random, int n)
    {
        var counts = new int[3, 3];
        for (var i = 0; i < n; i++)
        {
            var first = random.Integer(3);
            counts[first, random.Bernoulli(0.5) ? first : random.Integer(3)]++;
        }

        return counts;
    }

    private static double[] Duplicate(RandomSequence random)
    {
        var sample = random.Normal();
        return [Math.Exp(sample + random.Normal(0, 0.1)), Math.Exp(sample + random.Normal(0, 0.1))];
    }
}
