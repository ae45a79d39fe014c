using CsCheck;
using StudyAnalysis.Statistics.Survival;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Survival;

/// <summary>Tiny, tied, censored and separated samples are normal input: every method answers with a number or a reason.</summary>
public sealed class SmallSampleTests
{
    private static readonly Gen<(double Time, int Cause, int Group, double X, double Y)[]> Samples =
        Gen.Select(Gen.Int[1, 6], Gen.Int[0, 2], Gen.Int[1, 3], Gen.Int[0, 2], Gen.Int[-3, 9])
            .Select((t, c, g, x, y) => ((double)t, c, g, (double)x, (double)y)).Array[0, 14];

    [Fact]
    public void EveryMethod_AnswersWithANumberOrAReason() => Samples.Sample(
        rows =>
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
            LogRank.Test(time, status, group, group, LogRankWeights.PetoPeto);
            GrayTest.Test(time, cause, group);
            Concordance.Uno(time, status, marker);
            TimeDependentAuc.Estimate(time, cause, marker, 3);
            Inspect(CoxRegression.Fit(input with { Cluster = group }));
            Inspect(CoxRegression.Fit(input with { Strata = group }, CoxTies.Exact));
            Inspect(CoxRegression.Fit(input with { Entry = [.. time.Select(t => t - 2)] }, CoxTies.Breslow));
            Inspect(FineGray.Fit(time, cause, x));
            Inspect(FirthCox.Fit(input));
        },
        seed: "0000KOIPe503",
        iter: 500,
        threads: 1);

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
    }
}
