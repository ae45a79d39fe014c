using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Associate;

/// <summary>Which test of two correlations that share a variable, in cocor's names.</summary>
public enum OverlappingTest
{
    /// <summary>Steiger (1980), Psychol Bull 87:245–251: Dunn and Clark's z with the mean correlation. Our default.</summary>
    Steiger1980,

    /// <summary>Meng, Rosenthal and Rubin (1992), Psychol Bull 111:172–175.</summary>
    Meng1992,

    /// <summary>Hittner, May and Silver (2003), J Gen Psychol 130:149–168: Steiger's with the back-transformed mean z.</summary>
    Hittner2003,

    /// <summary>Williams (1959), J R Stat Soc B 21:396–399: t with n − 3 degrees of freedom.</summary>
    Williams1959,
}

/// <summary>Difference of two Pearson correlations of one variable with two others, in the same patients.</summary>
public static class OverlappingCorrelations
{
    private const string Construction = "Zou, dependent overlapping";

    /// <summary>r(x, y) − r(x, z).</summary>
    /// <param name="xy">Correlation of the shared variable x with y.</param>
    /// <param name="xz">Correlation of x with z.</param>
    /// <param name="yz">Correlation of y with z.</param>
    /// <param name="n">Patients with all three.</param>
    /// <param name="test">Which test.</param>
    /// <param name="alternative">Of the difference against 0.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>Difference, z (or t), p, Zou's interval (two-sided always). Not estimable with fewer than 4 patients, a perfect correlation, or y and z
    /// perfectly correlated.</returns>
    /// <exception cref="ArgumentException">A correlation outside −1 … 1, three that cannot occur together, or a level outside 0 … 1.</exception>
    /// <remarks>R: <c>cocor::cocor.dep.groups.overlap(xy, xz, yz, n, test = …)</c>. Interval: Zou (2007), Psychol Methods 12:399–413, section on dependent
    /// overlapping correlations. Oracle: Oracles/overlapping_correlations.</remarks>
    public static TestResult Compute(
        double xy, double xz, double yz, int n, OverlappingTest test = OverlappingTest.Steiger1980, Alternative alternative = Alternative.TwoSided, double level = 0.95)
    {
        Guard.Level(level);
        Require(xy, nameof(xy));
        Require(xz, nameof(xz));
        Require(yz, nameof(yz));
        var determinant = 1 + (2 * xy * xz * yz) - (xy * xy) - (xz * xz) - (yz * yz);
        if (determinant < -1e-12)
        {
            throw new ArgumentException($"No data have the correlations {xy}, {xz} and {yz} together.", nameof(yz));
        }

        var name = test.ToString();
        var result = new TestResult
        {
            Method = new MethodDescription(
                $"Difference of overlapping correlations, {name[..^4]} ({name[^4..]}), Zou's interval",
                $"cocor::cocor.dep.groups.overlap(xy, xz, yz, n, test = \"{name.ToLowerInvariant()}\")"),
            EstimateName = "difference of correlations r(x, y) − r(x, z)",
            StatisticName = test == OverlappingTest.Williams1959 ? "t" : "z",
            Alternative = alternative,
            SampleSizes = [n],
        };
        var problem = n < 4 ? "fewer than 4 patients" : Math.Abs(xy) == 1 || Math.Abs(xz) == 1 || Math.Abs(yz) == 1 ? "a perfect correlation has no standard error" : null;
        if (problem is not null)
        {
            return Correlation.Undefined(result, problem, level, Construction);
        }

        result = result with { Estimate = xy - xz, Interval = Zou(xy, xz, yz, n, level) };
        if (test == OverlappingTest.Williams1959)
        {
            var t = Williams(xy, xz, yz, n, Math.Max(0, determinant));
            return result with { Statistic = t, DegreesOfFreedom = n - 3, PValue = Inference.StudentP(alternative, t, n - 3) };
        }

        var z = (Math.Atanh(xy) - Math.Atanh(xz)) * Math.Sqrt((n - 3) / Variance(xy, xz, yz, test));
        return result with { Statistic = z, PValue = Inference.NormalP(alternative, z) };
    }

    /// <summary>n − 3 times the variance of the difference of the two z.</summary>
    private static double Variance(double xy, double xz, double yz, OverlappingTest test)
    {
        if (test == OverlappingTest.Meng1992)
        {
            var meanSquare = ((xy * xy) + (xz * xz)) / 2;
            var f = Math.Min(1, (1 - yz) / (2 * (1 - meanSquare)));
            return 2 * (1 - yz) * (1 - (f * meanSquare)) / (1 - meanSquare);
        }

        var mean = test == OverlappingTest.Steiger1980 ? (xy + xz) / 2 : Math.Tanh((Math.Atanh(xy) + Math.Atanh(xz)) / 2);
        var square = mean * mean;
        var covariance = ((yz * (1 - (2 * square))) - (square / 2 * (1 - (2 * square) - (yz * yz)))) / ((1 - square) * (1 - square));
        return 2 - (2 * covariance);
    }

    private static double Williams(double xy, double xz, double yz, double n, double determinant)
    {
        var mean = (xy + xz) / 2;
        return (xy - xz) * Math.Sqrt((n - 1) * (1 + yz) / ((2 * (n - 1) / (n - 3) * determinant) + (mean * mean * Math.Pow(1 - yz, 3))));
    }

    private static ConfidenceInterval Zou(double xy, double xz, double yz, int n, double level)
    {
        double xy2 = xy * xy, xz2 = xz * xz, yz2 = yz * yz;
        var c = (((yz - (xy * xz / 2)) * (1 - xy2 - xz2 - yz2)) + (yz2 * yz)) / ((1 - xy2) * (1 - xz2));
        var first = Correlation.FisherInterval(xy, 1 / Math.Sqrt(n - 3.0), Alternative.TwoSided, level, Construction);
        var second = Correlation.FisherInterval(xz, 1 / Math.Sqrt(n - 3.0), Alternative.TwoSided, level, Construction);
        double Distance(double one, double other) => Math.Sqrt(Math.Max(0, (one * one) + (other * other) - (2 * c * one * other)));
        return new ConfidenceInterval(
            xy - xz - Distance(xy - first.Low.Value, second.High.Value - xz),
            xy - xz + Distance(first.High.Value - xy, xz - second.Low.Value),
            level,
            Construction);
    }

    private static void Require(double r, string argument)
    {
        if (!(Math.Abs(r) <= 1))
        {
            throw new ArgumentException($"A correlation lies between −1 and 1, not {r}.", argument);
        }
    }
}
