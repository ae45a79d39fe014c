using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Resample;
using StudyAnalysis.Statistics.Survival;
using TestResult = StudyAnalysis.Statistics.TestResult;

namespace StudyAnalysis.Tests.Statistics.Validity;

/// <summary>What is measured.</summary>
internal enum ValidityKind
{
    /// <summary>An exact test: its level stays at or below α.</summary>
    ExactTest,

    /// <summary>An asymptotic test or a correction: its level is measured.</summary>
    Test,

    /// <summary>A confidence interval: its coverage is measured.</summary>
    Interval,
}

/// <summary>Where the values come from.</summary>
internal enum Values
{
    /// <summary>Continuous.</summary>
    Continuous,

    /// <summary>Rounded, so that many are tied (times too).</summary>
    Tied,

    /// <summary>A marker with the lowest 20 % below its limit of quantification, at limit / √2.</summary>
    BelowLimit,
}

/// <summary>One method at one size and kind of data; a trial is one simulated study.</summary>
/// <param name="Family">Heading in the table.</param>
/// <param name="Method">The method, and for intervals what is covered.</param>
/// <param name="Kind">What is measured.</param>
/// <param name="Values">Where the values come from.</param>
/// <param name="Size">Units in all (pairs for paired methods).</param>
/// <param name="Trial">Whether the study rejected (tests, under the null) or covered (intervals); null = not estimable.</param>
/// <param name="Cost">Divides the number of simulated studies of slow methods.</param>
internal sealed record ValidityCase(
    string Family, string Method, ValidityKind Kind, Values Values, int Size, Func<RandomSequence, bool?> Trial, int Cost = 1)
{
    public static readonly int[] Sizes = [12, 20, 40];

    public string Name => $"{Method} | {DataName} | {Size}";

    public string DataName => Values switch { Values.Continuous => "continuous", Values.Tied => "ties", _ => "20 % below LLOQ" };

    public double Nominal => Kind == ValidityKind.Interval ? 0.95 : 0.05;

    /// <summary>The same method at every size (up to the largest that is quick enough) and kind of data.</summary>
    public static IEnumerable<ValidityCase> Grid(
        string family, string method, ValidityKind kind, Values[] values, Func<RandomSequence, int, Values, bool?> trial, int cost = 1, int largest = 40) =>
        from v in values
        from n in Sizes
        where n <= largest
        select new ValidityCase(family, method, kind, v, n, random => trial(random, n, v), cost);
}

/// <summary>Data of a simulated study, and what a result says about it.</summary>
internal static class Study
{
    public static readonly Values[] All = [Values.Continuous, Values.Tied, Values.BelowLimit];

    public static readonly Values[] WithTies = [Values.Continuous, Values.Tied];

    public static readonly Values[] Smooth = [Values.Continuous];

    // The 20 % quantile of the normal, and the logarithm of √2 below it.
    private const double Limit = -0.8416212335729143;
    private const double LogRoot2 = 0.34657359027997264;

    /// <summary>A marker on its logarithmic scale: normal, rounded to ½, or with its lowest fifth at one value.</summary>
    public static double Value(RandomSequence random, Values values, double mean = 0) => Shown(mean + random.Normal(), values);

    /// <summary>A value as it would be recorded.</summary>
    public static double Shown(double x, Values values) => values switch
    {
        Values.Tied => Math.Round(x * 2) / 2,
        Values.BelowLimit => x < Limit ? Limit - LogRoot2 : x,
        _ => x,
    };

    /// <summary>The mean of a function of a standard normal, by a sum over 160,000 steps.</summary>
    public static double Expected(Func<double, double> function)
    {
        const double step = 1e-4;
        var sum = 0.0;
        for (var k = -80_000; k < 80_000; k++)
        {
            var x = (k + 0.5) * step;
            sum += function(x) * Math.Exp(-x * x / 2);
        }

        return sum * step / Math.Sqrt(2 * Math.PI);
    }

    public static double[] Half(RandomSequence random, int n, Values values) => Sample(random, n / 2, values);

    /// <summary>How many of n have what each has with probability p.</summary>
    public static int Count(RandomSequence random, int n, double p) => Enumerable.Range(0, n).Count(_ => random.Bernoulli(p));

    /// <summary>For a method that draws by itself.</summary>
    public static ulong Seed(RandomSequence random) => (ulong)random.Integer(int.MaxValue);

    public static double Logit(double u) => Math.Log(u / (1 - u));

    /// <summary>A marker with a proportional effect on the hazard.</summary>
    public static CoxInput CoxMarker(RandomSequence random, int n, Values values, double effect)
    {
        var x = Sample(random, n, values);
        var (time, status) = Survival(random, n, values, i => effect * x[i]);
        return new CoxInput { Time = time, Status = status, Covariates = Column(x) };
    }

    /// <summary>Two causes that compete, the first of interest.</summary>
    public static (double[] Time, int[] Cause) Causes(RandomSequence random, int n, Values values)
    {
        var (time, status) = Survival(random, n, values);
        return (time, [.. status.Select(s => !s ? 0 : random.Bernoulli(0.65) ? 1 : 2)]);
    }

    public static double[] Sample(RandomSequence random, int n, Values values, double mean = 0)
    {
        var x = new double[n];
        for (var i = 0; i < n; i++)
        {
            x[i] = Value(random, values, mean);
        }

        return x;
    }

    /// <summary>Exponential event times with random censoring of about 30 %; tied = rounded up to quarters of the mean.</summary>
    public static (double[] Time, bool[] Status) Survival(RandomSequence random, int n, Values values, Func<int, double>? logHazard = null)
    {
        var (time, status) = (new double[n], new bool[n]);
        for (var i = 0; i < n; i++)
        {
            var (death, censoring) = (random.Exponential(Math.Exp(logHazard?.Invoke(i) ?? 0)), random.Exponential(0.43));
            (time[i], status[i]) = (Math.Min(death, censoring), death <= censoring);
            time[i] = values == Values.Tied ? Math.Ceiling(time[i] * 4) / 4 : time[i];
        }

        return (time, status);
    }

    public static double[,] Column(double[] x)
    {
        var column = new double[x.Length, 1];
        for (var i = 0; i < x.Length; i++)
        {
            column[i, 0] = x[i];
        }

        return column;
    }

    public static int[] Groups(int n, int groups = 2) => [.. Enumerable.Range(0, n).Select(i => i % groups)];

    public static bool? Rejects(Quantity p) => p.IsEstimable ? p.Value <= 0.05 * (1 + 1e-12) : null;

    public static bool? Rejects(TestResult result) => Rejects(result.PValue);

    public static bool? Covers(ConfidenceInterval? interval, double truth) => interval is { Low.IsEstimable: true, High.IsEstimable: true }
        ? interval.Low.Value <= truth && truth <= interval.High.Value
        : null;

    /// <summary>An end that the data do not reach is open, as a reader of "median 2 (1 to not reached)" takes it.</summary>
    public static bool? CoversUpToOpenEnds(ConfidenceInterval interval, double truth) =>
        (interval.Low.ValueOrNaN, interval.High.ValueOrNaN) is var (low, high) && !(low > truth) && !(high < truth);
}
