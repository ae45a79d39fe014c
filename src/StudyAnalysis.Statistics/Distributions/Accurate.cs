namespace StudyAnalysis.Statistics.Distributions;

/// <summary>Elementary functions near their zeros: .NET's Accurate.Log1p and ExpM1 are plain log(1 + x) and exp(x) − 1.</summary>
internal static class Accurate
{
    /// <summary>ln(1 + x) with relative accuracy also for small |x| (Kahan).</summary>
    public static double Log1p(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : double.IsInfinity(sum) || sum <= 0 ? Math.Log(sum) : Math.Log(sum) * (x / (sum - 1));
    }

    /// <summary>exp(x) − 1 with relative accuracy also for small |x| (Kahan).</summary>
    public static double Expm1(double x)
    {
        if (Math.Abs(x) > 0.5)
        {
            return Math.Exp(x) - 1;
        }

        var power = Math.Exp(x);
        return power == 1 ? x : (power - 1) * x / Math.Log(power);
    }
}
