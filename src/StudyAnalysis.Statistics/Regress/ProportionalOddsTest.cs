using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Distributions;

namespace StudyAnalysis.Statistics.Regress;

/// <summary>Tests of the assumption of a proportional-odds model.</summary>
/// <param name="Global">All columns together: each with a coefficient for each threshold against one for all.</param>
/// <param name="Terms">Each column alone, the others with one coefficient; in the order of the design.</param>
public sealed record ProportionalOddsTestResult(TestResult Global, ImmutableArray<TestResult> Terms);

/// <summary>Is one odds ratio enough for all thresholds of an ordinal outcome?</summary>
public static class ProportionalOddsTest
{
    // Measured: docs/statistics/validity.md.
    private const int FewestPerParameter = 6;
    private const int EnoughPerParameter = 20;

    /// <summary>Likelihood-ratio tests of the proportional-odds model against models with a coefficient for each threshold (partial proportional odds).</summary>
    /// <param name="outcome">Category codes, any integers in their order; shape: n.</param>
    /// <param name="design">Columns of the predictor without an intercept; shape: n × p. For a categorical variable of several columns read the global test.</param>
    /// <returns>χ² with (categories − 2) degrees of freedom a column. Not estimable where <see cref="ProportionalOdds.Fit"/> is not, with two categories (one
    /// threshold), and with fewer observations than parameters; p is not with fewer than 6 observations a parameter of the larger model, and has a note with
    /// fewer than 20. Where the maximum of the larger model lies at infinity (a category that a group never has) the limit counts, with a note; another note
    /// counts rows at which its thresholds cross, as those of models with continuous columns do.</returns>
    /// <exception cref="ArgumentException">Different lengths.</exception>
    /// <remarks>A large p does not show that odds are proportional: at 40 patients only gross departures are found. A small one does not refute it there: with four
    /// categories and two columns χ² at 5 % rejects 74, 58, 22 and 8 % of proportional samples of 12, 20, 40 and 80 (R's as well), because likelihoods whose thresholds
    /// cross are too large. R: <c>ordinal::nominal_test(clm(factor(y) ~ x))</c>
    /// for the columns; globally <c>anova(clm(factor(y) ~ x), clm(factor(y) ~ 1, nominal = ~ x))</c>. Source: Peterson and Harrell (1990), Appl Stat
    /// 39:205–217; McCullagh (1980), J R Stat Soc B 42:109–142. Oracle: Oracles/proportional_odds_test.</remarks>
    public static ProportionalOddsTestResult Compute(IReadOnlyList<int> outcome, Design design)
    {
        var fit = ProportionalOdds.Fit(outcome, design);
        var template = new TestResult
        {
            Method = new MethodDescription("Test of proportional odds, likelihood ratio", "ordinal::nominal_test(clm(factor(y) ~ x))"),
            EstimateName = "all columns",
            StatisticName = "χ² (likelihood ratio)",
            SampleSizes = [outcome.Count],
        };
        var reason = !fit.LogLikelihood.IsEstimable ? fit.LogLikelihood.Reason
            : fit.Categories.Length == 2 ? "two categories have one threshold"
            : null;
        if (reason is not null)
        {
            return new(Failed(template, reason), [.. design.Names.Select(name => Failed(template with { EstimateName = name }, reason))]);
        }

        int[] codes = [.. outcome.Select(y => fit.Categories.BinarySearch(y))];
        var columns = Array.ConvertAll(design.Columns, Standardized);
        var (null0, start) = Proportional(codes, fit, columns);
        TestResult Against(TestResult test, Func<int, bool> isNominal) =>
            Compare(test, new PartialOddsLikelihood(codes, fit.Categories.Length, columns, isNominal), start, null0);
        return new(Against(template, _ => true), [.. design.Names.Select((name, j) => Against(template with { EstimateName = name }, column => column == j))]);
    }

    // The fit again on standardised columns, where the larger models start.
    private static (double Value, double[] Parameters) Proportional(int[] codes, ProportionalOddsFit fit, double[][] columns)
    {
        var likelihood = new ProportionalOddsLikelihood(codes, fit.Categories.Length, columns);
        var search = NewtonSearch.Maximise(likelihood.Start([.. fit.Counts]), likelihood.At);
        return (search.Last.Value, search.Parameters);
    }

    private static TestResult Compare(TestResult test, PartialOddsLikelihood likelihood, double[] proportional, double value)
    {
        var start = likelihood.Start(proportional);
        if (test.SampleSizes[0] < likelihood.Size)
        {
            return Failed(test, string.Create(CultureInfo.InvariantCulture, $"{test.SampleSizes[0]} observations for {likelihood.Size} parameters"));
        }

        var search = NewtonSearch.Maximise(start, likelihood.At);
        var isLimit = search.Failure.Length > 0;
        if (isLimit && search.Last.Gradient.Max(Math.Abs) > 1e-5)
        {
            return Failed(test, "the search for the larger model did not end");
        }

        var (statistic, df) = (Math.Max(0, 2 * (search.Last.Value - value)), start.Length - proportional.Length);
        return test with
        {
            Statistic = statistic,
            DegreesOfFreedom = df,
            PValue = test.SampleSizes[0] < FewestPerParameter * likelihood.Size
                ? Quantity.NotEstimable(string.Create(
                    CultureInfo.InvariantCulture, $"{test.SampleSizes[0]} observations for {likelihood.Size} parameters, fewer than {FewestPerParameter} each: χ² rejects far too often"))
                : Tail.ChiSquaredUpper(statistic, df),
            Notes = [.. Notes(isLimit, isLimit ? 0 : likelihood.Crossings(search.Parameters), test.SampleSizes[0] < EnoughPerParameter * likelihood.Size)],
        };
    }

    private static IEnumerable<string> Notes(bool isLimit, int crossings, bool areFew)
    {
        if (areFew)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Fewer than {EnoughPerParameter} observations for each parameter of the larger model: a test at 5 % rejects too often.");
        }

        if (isLimit)
        {
            yield return "The larger model has no finite estimate: the limit of its likelihood counts, and sparse categories make χ² rough.";
        }

        if (crossings > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"At {crossings} rows the thresholds of the larger model cross: there it gives no probabilities.");
        }
    }

    private static TestResult Failed(TestResult test, string reason)
    {
        var none = Quantity.NotEstimable(reason);
        return test with { Statistic = none, DegreesOfFreedom = none, PValue = none };
    }

    private static double[] Standardized(double[] column)
    {
        var mean = Inference.Mean(column);
        var deviation = Math.Sqrt(Inference.Variance(column, mean));
        return Array.ConvertAll(column, x => (x - mean) / deviation);
    }
}
