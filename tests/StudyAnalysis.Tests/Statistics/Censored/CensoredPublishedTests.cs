using StudyAnalysis.Statistics.Missing;
using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Censored;

/// <summary>Printed results of imputed data.</summary>
public sealed class CensoredPublishedTests
{
    // Regular drinkers of 95 to 100 a wave in six waves, by sex, in the five imputed data sets of Carlin et al. (2003), Stata J 3:1–20, as distributed with mitools (Lumley).
    private static readonly string[] Women = ["10 16 18 25 15 33", "10 17 19 25 18 34", "10 14 20 27 18 31", "10 14 21 29 16 38", "9 15 19 28 16 34"];
    private static readonly string[] Men = ["14 25 28 30 37 35", "14 25 32 29 37 33", "14 27 26 33 33 34", "15 23 26 28 33 36", "14 25 29 30 35 39"];

    // Vignette of mitools: MIcombine of glm(drkreg ~ wave * sex): estimates, standard errors, limits of 95 % and the share of missing information in per cent. The standard errors end
    // at six digits here, the limits accordingly: R's glm takes them from the step before the last, and iterated on it gives .2683074118 for .26830731.
    [Theory]
    [InlineData(0, "-2.25974358 .268307 -2.78585 -1.73364", 4)]
    [InlineData(1, ".24055250 .065874 .11092 .37018", 12)]
    [InlineData(2, ".64905222 .349193 -.03537 1.33348", 1)]
    [InlineData(3, "-.03725422 .086092 -.20623 .13172", 7)]
    public void Pool_Mitools_Published(int column, string printed, double missing)
    {
        var fits = Women.Zip(Men, Fit).Select(f => f.Coefficients[column]).ToArray();
        var pooled = RubinsRules.Pool("effect", [.. fits.Select(f => f.Estimate.Value)], [.. fits.Select(f => f.StandardError.Value * f.StandardError.Value)]);
        Printed.CheckLine(printed, pooled.Test.Estimate.Value, pooled.Test.StandardError.Value, pooled.Test.Interval!.Low.Value, pooled.Test.Interval.High.Value);
        Assert.Equal(missing, Math.Round(100 * pooled.FractionMissing.Value));
    }

    private static LogisticFit Fit(string women, string men)
    {
        double[] drinkers = [.. (women + " " + men).Split(' ').Select(double.Parse)];
        double[] wave = [.. Enumerable.Range(0, 24).Select(i => (double)((i % 6) + 1))], sex = [.. Enumerable.Range(0, 24).Select(i => (i / 6) % 2 == 1 ? 1.0 : 0)];
        double[] weights = [.. drinkers, .. drinkers.Select((d, i) => (i < 6 ? 100 : 95) - d)];
        return LogisticRegression.FitWeighted(
            [.. Enumerable.Range(0, 24).Select(i => i < 12)],
            Design.WithIntercept(24, [("wave", wave), ("sex", sex), ("wave:sex", [.. wave.Zip(sex, (w, s) => w * s)])]),
            weights,
            LogisticPenalty.None);
    }
}
