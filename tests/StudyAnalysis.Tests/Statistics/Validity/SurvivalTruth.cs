namespace StudyAnalysis.Tests.Statistics.Validity;

/// <summary>What concordance estimates where the hazard is 2^marker and follow-up ends at a rate of .43, by sums over a grid of two markers.</summary>
internal static class SurvivalTruth
{
    private const double Censoring = 0.43;
    private const double Horizon = 0.5;

    /// <summary>Of two patients, the first of the events: a pair counts when neither is censored before it.</summary>
    public static double Harrell { get; } = Ratio((h1, h2) => (h1 + h2) / (h1 + h2 + (2 * Censoring)), (h1, h2) => h1 / (h1 + h2));

    /// <summary>A pair counts when its first event is before 1.</summary>
    public static double Uno { get; } = Ratio((h1, h2) => 1 - Math.Exp(-(h1 + h2)), (h1, h2) => h1 / (h1 + h2));

    /// <summary>The first has the event before the horizon, the second has not.</summary>
    public static double Area { get; } = Ordered((h1, h2) => (1 - Math.Exp(-Horizon * h1)) * Math.Exp(-Horizon * h2));

    // Mean share of pairs in which the higher hazard has the event first.
    private static double Ratio(Func<double, double, double> weight, Func<double, double, double> first)
    {
        var (right, all) = (0.0, 0.0);
        Over((x1, x2, density) =>
        {
            var (h1, h2) = (Math.Pow(2, Math.Max(x1, x2)), Math.Pow(2, Math.Min(x1, x2)));
            var counted = density * weight(h1, h2);
            (right, all) = (right + (counted * first(h1, h2)), all + counted);
        });
        return right / all;
    }

    private static double Ordered(Func<double, double, double> weight)
    {
        var (right, all) = (0.0, 0.0);
        Over((x1, x2, density) =>
        {
            var counted = density * weight(Math.Pow(2, x1), Math.Pow(2, x2));
            (right, all) = (right + (counted * (x1 > x2 ? 1 : x1 < x2 ? 0 : 0.5)), all + counted);
        });
        return right / all;
    }

    private static void Over(Action<double, double, double> point)
    {
        const double step = 0.01;
        for (var i = -700; i <= 700; i++)
        {
            for (var j = -700; j <= 700; j++)
            {
                var (x1, x2) = (i * step, j * step);
                point(x1, x2, Math.Exp(-((x1 * x1) + (x2 * x2)) / 2));
            }
        }
    }
}
