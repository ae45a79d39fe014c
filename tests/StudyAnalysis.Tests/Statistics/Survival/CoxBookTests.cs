using StudyAnalysis.Statistics.Survival;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Survival;

/// <summary>The hand-worked cases of Therneau and Grambsch (2000), Modeling Survival Data, appendix E, as functions of r = exp(β).</summary>
public sealed class CoxBookTests
{
    // Data set 1, and data set 2 with start–stop rows; sorted as in the book.
    private static readonly double[] X1 = [1, 1, 1, 0, 0, 0];
    private static readonly bool[] Status1 = [true, false, true, true, false, true];
    private static readonly double[] X2 = [1, 0, 0, 1, 0, 1, 1, 1, 0, 0];
    private static readonly bool[] Status2 = [true, true, true, true, true, true, true, false, false, false];

    // Who is at risk (share of each row) at each death: one line a death, tied deaths of Efron as half shares in the second.
    private static readonly string[] Risk1 = ["1 1 1 1 1 1", "0 0 1 1 1 1", "0 0 1 1 1 1", "0 0 0 0 0 1"];
    private static readonly string[] Risk1Efron = ["1 1 1 1 1 1", "0 0 1 1 1 1", "0 0 .5 .5 1 1", "0 0 0 0 0 1"];
    private static readonly string[] Risk2 =
        ["1 0 0 0 1 0 0 0 0 0", "0 1 0 1 1 0 0 0 0 0", "0 0 1 1 1 0 1 1 0 0", "0 0 0 1 1 0 1 1 0 0", "0 0 0 0 1 1 1 1 0 0", "0 0 0 0 0 1 1 1 1 1", "0 0 0 0 0 1 1 1 1 1"];

    private static readonly string[] Risk2Efron = [.. Risk2[..6], "0 0 0 0 0 .5 .5 1 1 1"];

    // E.1, Breslow: β̂ = ln((3 + √33)/2), log L = 2β − ln(3r + 3) − 2 ln(r + 3), I = r/(r + 1)² + 6r/(r + 3)².
    [Fact, Trait("Oracle", "Therneau and Grambsch 2000, E.1.1")]
    public void Data1_Breslow()
    {
        var fit = CoxRegression.Fit(Data1(), CoxTies.Breslow);
        var r = (3 + Math.Sqrt(33)) / 2;
        Assert.Equal(Math.Log(r), fit.Coefficients[0].Estimate.Value, 1e-13);
        Assert.Equal((2 * Math.Log(r)) - Math.Log((3 * r) + 3) - (2 * Math.Log(r + 3)), fit.LogLikelihood.Value, 1e-12);
        Assert.Equal(1 / ((r / Square(r + 1)) + (6 * r / Square(r + 3))), fit.Variance[0][0], 1e-12);
        Assert.Equal(-Math.Log(6) - (2 * Math.Log(4)), fit.LogLikelihoodNull.Value, 1e-13);

        // At β = 0: U = 1, I = 5/8.
        Assert.Equal(8.0 / 5, fit.ScoreTest.Statistic.Value, 1e-13);
        double a = 3 * Square(r + 1), b = Square(r + 3);
        Near([((2 * r) + 3) / a, -r / a, (-r / a) + (3 * (3 - r) / b), (r / a) - (r * (r + 1) / b), (r / a) + (2 * r / b), (r / a) + (2 * r / b)],
            fit.Diagnostics!.ScoreResiduals().Select(s => s[0]));
        Near([1 / (r + 1), 1 - (r / (3 + r)), -r / (3 + r), 0], fit.Diagnostics.SchoenfeldResiduals().Select(s => s.Values[0]));
        double[] hazard = [1 / ((3 * r) + 3), (1 / ((3 * r) + 3)) + (2 / (r + 3)), (1 / ((3 * r) + 3)) + (2 / (r + 3)) + 1];
        Near(hazard, fit.Diagnostics.PredictedCurve([0]).Select(p => p.CumulativeHazard));
        Check(fit, Risk1, [0, 1, 1, 2], X1, Status1);
    }

    // E.1, Efron: the root of r³ − 23 r − 30 = 0.
    [Fact, Trait("Oracle", "Therneau and Grambsch 2000, E.1.2")]
    public void Data1_Efron()
    {
        var fit = CoxRegression.Fit(Data1());
        var r = 2 * Math.Sqrt(23.0 / 3) * Math.Cos(Math.Acos(45.0 / 23 * Math.Sqrt(3.0 / 23)) / 3);
        Assert.Equal(Math.Log(r), fit.Coefficients[0].Estimate.Value, 1e-13);
        Assert.Equal(1.676857, fit.Coefficients[0].Estimate.Value, 6);
        Assert.Equal((2 * Math.Log(r)) - Math.Log((3 * r) + 3) - Math.Log((r + 5) / 2) - Math.Log(r + 3), fit.LogLikelihood.Value, 1e-12);
        static double Spread(double share) => share - (share * share);
        Assert.Equal(1 / (Spread(r / (r + 1)) + Spread(r / (r + 5)) + Spread(r / (r + 3))), fit.Variance[0][0], 1e-12);
        Check(fit, Risk1Efron, [0, 1, 1, 2], X1, Status1);
    }

    // E.2, Breslow: β̂ = −0.084526; log L = 4β − ln(r + 1) − ln(r + 2) − 3 ln(3r + 2) − 2 ln(3r + 1).
    [Fact, Trait("Oracle", "Therneau and Grambsch 2000, E.2.1")]
    public void Data2_Breslow_StartStop_AndThreeStrata()
    {
        var fit = CoxRegression.Fit(Data2(), CoxTies.Breslow);
        var beta = fit.Coefficients[0].Estimate.Value;
        var r = Math.Exp(beta);
        Assert.Equal(-0.084526081, beta, 9);
        Assert.Equal((4 * beta) - Math.Log(r + 1) - Math.Log(r + 2) - (3 * Math.Log((3 * r) + 2)) - (2 * Math.Log((3 * r) + 1)), fit.LogLikelihood.Value, 1e-12);
        Check(fit, Risk2, [0, 1, 2, 3, 4, 5, 5], X2, Status2);
        CheckThreeStrata(fit, CoxTies.Breslow);
    }

    // E.2, Efron.
    [Fact, Trait("Oracle", "Therneau and Grambsch 2000, E.2.2")]
    public void Data2_Efron_StartStop_AndThreeStrata()
    {
        var fit = CoxRegression.Fit(Data2());
        var beta = fit.Coefficients[0].Estimate.Value;
        var r = Math.Exp(beta);
        Assert.Equal((4 * beta) - Math.Log(r + 1) - Math.Log(r + 2) - (2 * Math.Log((3 * r) + 2)) - (2 * Math.Log((3 * r) + 1)) - Math.Log((2 * r) + 2), fit.LogLikelihood.Value, 1e-12);
        Check(fit, Risk2Efron, [0, 1, 2, 3, 4, 5, 5], X2, Status2);
        CheckThreeStrata(fit, CoxTies.Efron);
    }

    // The sums of the book's tables: dM = seen − share · r^x · hazard, a death at a tied time spread evenly over its lines.
    private static void Check(CoxFit fit, string[] table, int[] times, double[] x, bool[] status)
    {
        var r = Math.Exp(fit.Coefficients[0].Estimate.Value);
        var shares = table.Select(line => line.Split(' ').Select(OracleFile.Number).ToArray()).ToArray();
        var (martingale, score, schoenfeld) = (new double[x.Length], new double[x.Length], new double[times[^1] + 1]);
        var (hazard, distance, variance) = (0.0, 0.0, 0.0);
        var (information, points) = (0.0, new Dictionary<int, (double Hazard, double Own, double Distance)>());
        var deaths = Deaths(times, shares, status, x.Length);
        for (var j = 0; j < table.Length; j++)
        {
            var sum = shares[j].Select((s, i) => s * Math.Pow(r, x[i])).Sum();
            var mean = shares[j].Select((s, i) => s * x[i] * Math.Pow(r, x[i])).Sum() / sum;
            var tied = times.Count(t => t == times[j]);
            for (var i = 0; i < x.Length; i++)
            {
                var change = (deaths[times[j]].Contains(i) ? 1.0 / tied : 0) - (shares[j][i] * Math.Pow(r, x[i]) / sum);
                martingale[i] += change;
                score[i] += change * (x[i] - mean);
                schoenfeld[times[j]] += change * (x[i] - mean);
            }

            information += mean * (1 - mean);
            (hazard, distance, variance) = (hazard + (1 / sum), distance - (mean / sum), variance + (1 / (sum * sum)));
            points[times[j]] = (hazard, variance, distance);
        }

        Assert.Equal(1 / information, fit.Variance[0][0], 1e-11);
        Near(martingale, fit.Diagnostics!.MartingaleResiduals());
        Near(score, fit.Diagnostics.ScoreResiduals().Select(s => s[0]));
        Near(score.Select(s => s / information), fit.Diagnostics.DfBeta().Select(s => s[0]));
        Near(schoenfeld, fit.Diagnostics.SchoenfeldResiduals().GroupBy(s => s.Time).Select(g => g.Sum(s => s.Values[0])));
        var curve = fit.Diagnostics.PredictedCurve([0]);
        Near(points.OrderBy(p => p.Key).Select(p => p.Value.Hazard), curve.Select(p => p.CumulativeHazard));
        Near(points.OrderBy(p => p.Key).Select(p => p.Value.Own + (Square(p.Value.Distance) / information)), curve.Select(p => Square(p.StandardError.Value)));
    }

    // The rows that die at each time: the events of the sorted data in turn, as many as the time has lines.
    private static Dictionary<int, HashSet<int>> Deaths(int[] times, double[][] shares, bool[] status, int rows)
    {
        var events = new Queue<int>(Enumerable.Range(0, rows).Where(i => status[i]));
        var deaths = times.Distinct().ToDictionary(t => t, _ => new HashSet<int>());
        foreach (var time in times)
        {
            deaths[time].Add(events.Dequeue());
        }

        Assert.Empty(events);
        Assert.Equal(times.Length, shares.Length);
        return deaths;
    }

    // Times moved by the stratum: risk sets mixed across strata would be wrong.
    private static void CheckThreeStrata(CoxFit one, CoxTies ties)
    {
        var data = Data2();
        double[] Three(double[] values) => [.. Enumerable.Range(1, 3).SelectMany(g => values.Select(v => v + g))];
        var x = new double[30, 1];
        for (var i = 0; i < 30; i++)
        {
            x[i, 0] = X2[i % 10];
        }

        var fit = CoxRegression.Fit(
            new CoxInput { Time = Three(data.Time), Entry = Three(data.Entry), Status = [.. Status2, .. Status2, .. Status2], Covariates = x, Strata = [.. Enumerable.Range(0, 30).Select(i => i / 10)] }, ties);
        Assert.Equal(one.Coefficients[0].Estimate.Value, fit.Coefficients[0].Estimate.Value, 1e-10);
        Assert.Equal(3 * one.LogLikelihood.Value, fit.LogLikelihood.Value, 1e-11);
        Assert.Equal(one.Variance[0][0] / 3, fit.Variance[0][0], 1e-11);
        var residuals = one.Diagnostics!.MartingaleResiduals();
        Near([.. residuals, .. residuals, .. residuals], fit.Diagnostics!.MartingaleResiduals());
    }

    private static CoxInput Data1() => new() { Time = [1, 1, 6, 6, 8, 9], Status = Status1, Covariates = Column(X1) };

    private static CoxInput Data2() => new() { Entry = [1, 2, 5, 2, 1, 7, 3, 4, 8, 8], Time = [2, 3, 6, 7, 8, 9, 9, 9, 14, 17], Status = Status2, Covariates = Column(X2) };

    private static double[,] Column(double[] x)
    {
        var column = new double[x.Length, 1];
        for (var i = 0; i < x.Length; i++)
        {
            column[i, 0] = x[i];
        }

        return column;
    }

    private static double Square(double value) => value * value;

    private static void Near(IEnumerable<double> expected, IEnumerable<double> actual)
    {
        var (wanted, got) = (expected.ToArray(), actual.ToArray());
        Assert.Equal(wanted.Length, got.Length);
        Assert.All(wanted.Zip(got), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }
}
