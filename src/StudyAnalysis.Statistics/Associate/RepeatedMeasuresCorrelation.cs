using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Associate;

/// <summary>Correlation within subjects: do x and y rise together inside a patient, whatever the patients' own levels?</summary>
public static class RepeatedMeasuresCorrelation
{
    /// <summary>The common within-subject correlation (analysis of covariance with parallel lines, one a subject).</summary>
    /// <param name="subjects">Whose each pair is, any numbering; shape: N.</param>
    /// <param name="x">First variable; shape: N, finite. Unit: any.</param>
    /// <param name="y">Second variable, the same order; shape: N. Unit: any.</param>
    /// <param name="alternative">Of r against 0.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>r in −1 … 1, t with N − k − 1 degrees of freedom for k subjects, p, Fisher z interval with standard error 1/√(df − 1). Subjects with one
    /// pair tell nothing (noted). Sample sizes: pairs used, subjects used. Not estimable with fewer than one degree of freedom or a variable that does
    /// not vary within any subject; the interval needs two degrees.</returns>
    /// <exception cref="ArgumentException">Different lengths, a value not finite, or a level outside 0 … 1.</exception>
    /// <remarks>r² = SS of x / (SS of x + residual SS) of lm(y ~ subject + x), with the slope's sign; t is the slope's. R: <c>rmcorr::rmcorr(subject, x, y, data)</c>
    /// (interval as from its version 0.7: effective size df + 2). Source: Bland and Altman (1995), BMJ 310:446; Bakdash and Marusich (2017), Front Psychol
    /// 8:456. Oracle: Oracles/repeated_correlation.</remarks>
    public static TestResult Compute(
        ReadOnlySpan<int> subjects, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Alternative alternative = Alternative.TwoSided, double level = 0.95)
    {
        Correlation.Check(x, y, level);
        Guard.SameLength(x.Length, subjects.Length, nameof(x), nameof(subjects));
        var rows = Enumerable.Range(0, x.Length).GroupBy(subjects.ToArray().ElementAt).Where(g => g.Count() > 1).Select(g => g.ToArray()).ToArray();
        double[] ex = Within(rows, x), ey = Within(rows, y);
        var single = subjects.ToArray().Distinct().Count() - rows.Length;
        ImmutableArray<string> notes = single == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"{single} subjects with a single pair do not count")];
        var result = Correlation.Start("Repeated-measures correlation", "rmcorr::rmcorr(subject, x, y, data)", "within-subject r", alternative, ex.Length) with
        {
            SampleSizes = [ex.Length, rows.Length],
            Notes = notes,
        };
        var df = ex.Length - rows.Length - 1;
        var problem = df < 1 ? "too few pairs within subjects" : Flat(rows, x) || Flat(rows, y) ? "a variable does not vary within any subject" : null;
        if (problem is not null)
        {
            return Correlation.Undefined(result, problem, level, "Fisher z");
        }

        var tested = Correlation.StudentT(result, Correlation.Product(ex, ey), df, 1 / Math.Sqrt(df - 1.0), level, "Fisher z");
        return tested with { Notes = [.. notes, .. tested.Notes] };
    }

    private static double[] Within(int[][] rows, ReadOnlySpan<double> values)
    {
        var deviations = new List<double>();
        foreach (var own in Own(rows, values))
        {
            var mean = Inference.Mean(own);
            deviations.AddRange(own.Select(v => v - mean));
        }

        return [.. deviations];
    }

    private static bool Flat(int[][] rows, ReadOnlySpan<double> values) => Own(rows, values).TrueForAll(own => Inference.IsConstant(own));

    private static List<double[]> Own(int[][] rows, ReadOnlySpan<double> values)
    {
        var all = values.ToArray();
        return [.. rows.Select(r => Array.ConvertAll(r, i => all[i]))];
    }
}
