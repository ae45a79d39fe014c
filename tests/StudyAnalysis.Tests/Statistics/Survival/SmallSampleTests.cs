using StudyAnalysis.Statistics.Survival;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Survival;

/// <summary>Tiny, tied, censored and separated samples are normal input: every method answers with a number or a reason.</summary>
public sealed class SmallSampleTests
{
    private const int Samples = 600;

    // Found by this test: the rows that left a start–stop risk set outweighed the rest in rounding, and the search never ended.
    private static readonly Row[] HeavyRowsLeave =
        [new(5, 0, 1, 1, 9), new(4, 2, 2, 2, 1), new(6, 1, 3, 0, 4), new(4, 1, 1, 1, 5), new(6, 2, 1, 1, 4), new(5, 2, 3, 2, 7), new(1, 1, 1, 0, 6), new(3, 1, 3, 1, 8)];

    // Found by this test: a covariate that varies in no risk set kept a variance of rounding errors.
    private static readonly Row[] EmptiedRiskSet = [new(2, 1, 1, 0, 6), new(6, 1, 2, 1, 6), new(3, 0, 2, 0, 9)];

    [Fact]
    public void EveryMethod_AnswersWithANumberOrAReason()
    {
        Check(HeavyRowsLeave);
        Check(EmptiedRiskSet);
        var state = 20_261_123UL;
        int Draw(int below)
        {
            state = (state * 6_364_136_223_846_793_005UL) + 1_442_695_040_888_963_407UL;
            return (int)((state >> 33) % (ulong)below);
        }

        for (var sample = 0; sample < Samples; sample++)
        {
            var rows = new Row[Draw(15)];
            for (var i = 0; i < rows.Length; i++)
            {
                rows[i] = new Row(1 + Draw(6), Draw(3), 1 + Draw(3), Draw(3), Draw(13) - 3);
            }

            Check(rows);
        }
    }

    private static void Check(Row[] rows)
    {
        double[] time = [.. rows.Select(r => r.Time)];
        int[] cause = [.. rows.Select(r => r.Cause)];
        bool[] status = [.. rows.Select(r => r.Cause == 1)];
        int[] group = [.. rows.Select(r => r.Group)];
        double[] marker = [.. rows.Select(r => r.Y)];
        var x = new double[rows.Length, 2];
        for (var i = 0; i < rows.Length; i++)
        {
            (x[i, 0], x[i, 1]) = (rows[i].X, rows[i].Y);
        }

        var input = new CoxInput { Time = time, Status = status, Covariates = x };
        Curves(time, status, cause);
        LogRank.Test(time, status, group, group, weights: LogRankWeights.PetoPeto);
        GrayTest.Test(time, cause, group);
        Concordance.Uno(time, status, marker);
        TimeDependentAuc.Estimate(time, cause, marker, 3);
        Inspect(CoxRegression.Fit(input with { Cluster = group }));
        Inspect(CoxRegression.Fit(input with { Strata = group }, CoxTies.Exact));
        Inspect(CoxRegression.Fit(input with { Entry = [.. time.Select(t => t - 2)] }, CoxTies.Breslow));
        Inspect(FineGray.Fit(time, cause, x));
        Inspect(FirthCox.Fit(input));
        Intervals(time, status, x);
        Cuts(time, status, marker);
    }

    private static void Intervals(double[] time, bool[] status, double[,] x)
    {
        double[] upper = [.. time.Select((t, i) => status[i] ? t : double.PositiveInfinity)];
        Assert.True(Turnbull.Estimate([.. time.Select(t => t - 1)], upper).Converged);
        foreach (var distribution in Enum.GetValues<AftDistribution>())
        {
            var fit = AcceleratedFailureTime.Fit(new AftInput { Lower = [.. time.Select(t => t - 1)], Upper = upper, Covariates = x }, distribution);
            Assert.Equal(fit.Converged, fit.Coefficients[0].Estimate.IsEstimable);
            Assert.DoesNotContain("did not converge", fit.Coefficients[0].Estimate.Reason, StringComparison.Ordinal);
            fit.Quantile([0, 0]);
            var exact = AcceleratedFailureTime.Fit(AftInput.RightCensored([.. time.Select(t => t + 1)], status, x), distribution);
            Assert.DoesNotContain("did not converge", exact.Coefficients[0].Estimate.Reason, StringComparison.Ordinal);
            exact.SurvivalAt([0, 0], 2);
        }
    }

    private static void Cuts(double[] time, bool[] status, double[] marker)
    {
        var options = new MaximallySelectedOptions { Permutations = 99, Resamples = 0, MinimumShare = .2, MaximumShare = .8 };
        var p = MaximallySelected.LogRank(time, status, marker, 1, options).PValue;
        Assert.True(!p.IsEstimable || (p.Value > 0 && p.Value <= 1));
        MaximallySelected.Rank(time, marker, 1, options);
        LogRank.Trend(time, status, [.. marker.Select(m => (int)m)]);
    }

    private static void Curves(double[] time, bool[] status, int[] cause)
    {
        foreach (var transformation in Enum.GetValues<ConfidenceTransformation>())
        {
            var curve = KaplanMeier.Estimate(time, status, default, transformation);
            curve.At(0, 3, 9);
            curve.Median();
            curve.RestrictedMeanTo(4);
            AalenJohansen.Estimate(time, cause, default, 2, CumulativeIncidenceVariance.Aalen, transformation).Curves[0].At(0, 3, 9);
        }
    }

    private static void Inspect(CoxFit fit)
    {
        foreach (var c in fit.Coefficients)
        {
            Assert.True(c.Estimate.IsEstimable == c.PValue.IsEstimable, c.Name + ": " + c.PValue.Reason);
            Assert.True(!c.PValue.IsEstimable || (c.PValue.Value >= 0 && c.PValue.Value <= 1));
            Assert.True(!c.Estimate.IsEstimable || Math.Abs(c.Estimate.Value) < 50, $"{c.Name} = {c.Estimate}");
        }

        Assert.DoesNotContain("The search did not converge.", fit.Notes);
        fit.Diagnostics?.MartingaleResiduals();
        fit.Diagnostics?.SchoenfeldResiduals();
        fit.Diagnostics?.ProportionalHazards();
        fit.Concordance();
        fit.Diagnostics?.DevianceResiduals();
        fit.Diagnostics?.DfBeta(standardized: true);
        for (var k = 0; k < fit.Coefficients.Length; k++)
        {
            var (c, interval) = (fit.Coefficients[k], fit.ProfileInterval(k));
            Assert.True(!interval.Low.IsEstimable || interval.Low.Value <= c.HazardRatio.Value * (1 + 1e-9), c.Name);
            Assert.True(!interval.High.IsEstimable || interval.High.Value >= c.HazardRatio.Value * (1 - 1e-9), c.Name);
        }

        if (fit.Diagnostics is { } diagnostics)
        {
            Assert.All(diagnostics.PredictedCurve(new double[fit.Coefficients.Length]), p => Assert.InRange(p.Survival, 0, 1));
        }
    }

    private sealed record Row(double Time, int Cause, int Group, double X, double Y);
}
