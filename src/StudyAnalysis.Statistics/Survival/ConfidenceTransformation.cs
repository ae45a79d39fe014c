using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Distributions;

namespace StudyAnalysis.Statistics.Survival;

/// <summary>The scale on which the interval of a probability over time is symmetric. R: <c>conf.type</c> of survfit.</summary>
public enum ConfidenceTransformation
{
    /// <summary>Symmetric on the complementary log–log scale ("log-log"): stays within 0 and 1, the default here.</summary>
    LogLog,

    /// <summary>Symmetric on the log scale ("log"), cut at 1: R's default.</summary>
    Log,

    /// <summary>Symmetric around the estimate ("plain"), cut at 0 and 1.</summary>
    Plain,

    /// <summary>Symmetric on the arcsine square root scale ("arcsin").</summary>
    Arcsine,
}

/// <summary>Pointwise intervals of a probability.</summary>
internal static class ProbabilityInterval
{
    public static string NameInR(ConfidenceTransformation transformation) => transformation switch
    {
        ConfidenceTransformation.LogLog => "log-log",
        ConfidenceTransformation.Log => "log",
        ConfidenceTransformation.Plain => "plain",
        ConfidenceTransformation.Arcsine => "arcsin",
        _ => throw new ArgumentException($"No such transformation: {transformation}.", nameof(transformation)),
    };

    /// <summary>The rule where no event has happened yet, in words.</summary>
    public const string NoneRule = "Clopper–Pearson of the number at risk at the time";

    /// <summary>The rule where everybody has had the event, in words.</summary>
    public const string AllRule = "exact without censoring, else no interval";

    /// <summary>The probability of an event up to a time at which none has happened: 0 among those at risk at the time.</summary>
    public static ConfidenceInterval None(int atRisk, double level) => atRisk == 0
        ? ConfidenceInterval.NotEstimable("no event, and nobody at risk at the time", level, NoneRule)
        : Proportions.ClopperPearson(0, atRisk, level).Interval! with { Method = NoneRule };

    /// <summary>The probability of an event when everybody has had it: exact without censoring, otherwise not estimable.</summary>
    public static ConfidenceInterval All(EventTable table, string reason, double level) => table.IsComplete
        ? Proportions.ClopperPearson(table.Subjects, table.Subjects, level).Interval! with { Method = AllRule }
        : ConfidenceInterval.NotEstimable(reason, level, AllRule);

    public static ConfidenceInterval Of(double p, double standardError, ConfidenceTransformation transformation, double level)
    {
        var method = NameInR(transformation);
        if (double.IsNaN(standardError))
        {
            return ConfidenceInterval.NotEstimable("the estimate has no standard error", level, method);
        }

        var (low, high) = Ends(p, standardError, transformation, -Tail.NormalQuantile((1 - level) / 2));
        const string reason = "the transformation is not defined where the estimate is 0 or 1";
        return new ConfidenceInterval(Quantity.OfOr(low, reason), Quantity.OfOr(high, reason), level, method);
    }

    /// <summary>The ends alone, for scans over long curves; NaN where the transformation is not defined.</summary>
    public static (double Low, double High) Ends(double p, double standardError, ConfidenceTransformation transformation, double z) => transformation switch
    {
        ConfidenceTransformation.Plain => (Math.Max(p - (z * standardError), 0), Math.Min(p + (z * standardError), 1)),
        ConfidenceTransformation.Log => Logarithmic(p, z * standardError / p),
        ConfidenceTransformation.LogLog => ComplementaryLogLog(p, z * standardError / p),
        _ => Arcsine(p, 0.5 * z * standardError / p * Math.Sqrt(p / (1 - p))),
    };

    private static (double Low, double High) Logarithmic(double p, double margin) => p == 0
        ? (double.NaN, double.NaN)
        : (p * Math.Exp(-margin), Math.Min(p * Math.Exp(margin), 1));

    private static (double Low, double High) ComplementaryLogLog(double p, double margin)
    {
        if (p is <= 0 or >= 1)
        {
            return (double.NaN, double.NaN);
        }

        var logarithm = Math.Log(p);
        var factor = Math.Exp(margin / -logarithm);
        return (Math.Exp(logarithm * factor), Math.Exp(logarithm / factor));
    }

    private static (double Low, double High) Arcsine(double p, double margin)
    {
        if (p is <= 0 or >= 1)
        {
            return (double.NaN, double.NaN);
        }

        var angle = Math.Asin(Math.Sqrt(p));
        var (low, high) = (Math.Sin(Math.Max(0, angle - margin)), Math.Sin(Math.Min(Math.PI / 2, angle + margin)));
        return (low * low, high * high);
    }
}
