using StudyAnalysis.Statistics.Survival;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Survival;

/// <summary>The ends of Firth's profile intervals lie where twice the fall of the profile is χ² of the level, by a likelihood of its own.</summary>
public sealed class FirthProfileTests
{
    // qchisq(0.95, 1).
    private const double ChiSquared = 3.841458820694124;

    // The profile by a grid and golden sections, from the definition of the penalised likelihood: nothing of the library's search.
    [Theory, MemberData(nameof(Seeds)), Trait("Oracle", "deviance identity, own likelihood")]
    public void EveryEnd_LiesWhereTheDevianceIsChiSquared(int seed)
    {
        var input = Draw(seed);
        var fit = FirthCox.Fit(input);
        double[] top = [.. fit.Coefficients.Select(c => c.Estimate.Value)];
        var highest = Penalised(input, top);
        for (var k = 0; k < 2; k++)
        {
            foreach (var end in new[] { fit.Coefficients[k].Interval.Low, fit.Coefficients[k].Interval.High })
            {
                Assert.True(end.IsEstimable, $"x{k + 1}: {end}");
                var fall = 2 * (highest - Profile(input, k, Math.Log(end.Value), top[1 - k]));
                Assert.True(Math.Abs(fall - ChiSquared) < 1e-6, FormattableString.Invariant($"x{k + 1}, end {end.Value:R}: deviance {fall:R}"));
            }
        }
    }

    // At 30, 52 and 140 the profile has a second maximum, or none that a search from the last place finds; at 83 and 270 the other coefficient lies beyond 40.
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20), 30, 52, 83, 140, 270];

    private static CoxInput Draw(int seed)
    {
        var random = new Random(seed);
        var n = 6 + (seed % 10);
        var (time, status, x) = (new double[n], new bool[n], new double[n, 2]);
        for (var i = 0; i < n; i++)
        {
            x[i, 0] = i % 3 == 0 ? 1 : 0;
            x[i, 1] = Math.Round((6 * random.NextDouble()) - 3, 2) + (2 * x[i, 0]);
            time[i] = i + 1 + (20 * (1 - x[i, 0]) * random.NextDouble());
            status[i] = random.NextDouble() < 0.15 + (0.7 * x[i, 0]);
        }

        status[0] = status[1] = true;
        return new CoxInput { Time = time, Status = status, Covariates = x };
    }

    private static double Profile(CoxInput input, int k, double held, double start)
    {
        double At(double other) => Penalised(input, k == 0 ? [held, other] : [other, held]);
        var best = Enumerable.Range(-1000, 2001).Select(g => start + (g * 0.2)).MaxBy(At);
        var (low, high, ratio) = (best - 0.2, best + 0.2, (Math.Sqrt(5) - 1) / 2);
        for (var i = 0; i < 60; i++)
        {
            double a = high - (ratio * (high - low)), b = low + (ratio * (high - low));
            (low, high) = At(a) > At(b) ? (low, b) : (a, high);
        }

        return At((low + high) / 2);
    }

    // Without tied times: Σ log of the share of the one who has the event, plus ½ log |I|.
    private static double Penalised(CoxInput input, double[] beta)
    {
        double value = 0, a = 0, b = 0, c = 0;
        double Score(int i) => (beta[0] * input.Covariates[i, 0]) + (beta[1] * input.Covariates[i, 1]);
        for (var i = 0; i < input.Time.Length; i++)
        {
            if (!input.Status[i])
            {
                continue;
            }

            int[] atRisk = [.. Enumerable.Range(0, input.Time.Length).Where(j => input.Time[j] >= input.Time[i])];
            var largest = atRisk.Max(Score);
            double[] weight = [.. atRisk.Select(j => Math.Exp(Score(j) - largest))];
            var sum = weight.Sum();
            value += Score(i) - largest - Math.Log(sum);
            double[] x = [.. atRisk.Select(j => input.Covariates[j, 0])], z = [.. atRisk.Select(j => input.Covariates[j, 1])];
            double Mean(double[] v) => v.Zip(weight, (p, w) => p * w).Sum() / sum;
            var (mx, mz) = (Mean(x), Mean(z));
            a += Mean([.. x.Select(p => (p - mx) * (p - mx))]);
            b += Mean([.. x.Zip(z, (p, q) => (p - mx) * (q - mz))]);
            c += Mean([.. z.Select(q => (q - mz) * (q - mz))]);
        }

        var determinant = (a * c) - (b * b);
        return determinant > 0 ? value + (0.5 * Math.Log(determinant)) : double.NegativeInfinity;
    }
}
