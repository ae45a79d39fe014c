using System.Collections.Immutable;
using System.Globalization;

namespace StudyAnalysis.Statistics.Survival;

/// <summary>The distribution of the event time in an accelerated failure time model. R: <c>dist</c> of survreg.</summary>
public enum AftDistribution
{
    /// <summary>Weibull ("weibull"): also a proportional-hazards model.</summary>
    Weibull,

    /// <summary>Exponential ("exponential"): Weibull with the scale held at 1.</summary>
    Exponential,

    /// <summary>Log-normal ("lognormal").</summary>
    LogNormal,

    /// <summary>Log-logistic ("loglogistic"): also a proportional-odds model.</summary>
    LogLogistic,
}

/// <summary>The data of an accelerated failure time model; missing values are removed and counted before.</summary>
public sealed record AftInput
{
    /// <summary>Last time known free of the event; n values; 0 or −∞ for left-censored rows, equal to <see cref="Upper"/> for exact times.</summary>
    public required double[] Lower { get; init; }

    /// <summary>First time known to have had the event; n positive values; +∞ for right-censored rows.</summary>
    public required double[] Upper { get; init; }

    /// <summary>Covariates, n × p, finite, without a column for the intercept; categories as indicator columns; n × 0 for none.</summary>
    public required double[,] Covariates { get; init; }

    /// <summary>Names of the p columns; x1, x2, … when empty.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>Cluster codes for the robust variance; one code a row for the variance that only doubts the distribution; empty for none.</summary>
    public int[] Cluster { get; init; } = [];

    internal int Rows => Lower.Length;

    internal int Columns => Covariates.GetLength(1);

    /// <summary>Right-censored data in the usual form.</summary>
    /// <param name="time">End of follow-up; n positive values.</param>
    /// <param name="status">true where the end is the event; n values.</param>
    /// <param name="covariates">n × p.</param>
    /// <param name="names">Names of the columns; x1, x2, … when empty.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static AftInput RightCensored(ReadOnlySpan<double> time, ReadOnlySpan<bool> status, double[,] covariates, ImmutableArray<string> names = default)
    {
        Guard.SameLength(time.Length, status.Length, nameof(time), nameof(status));
        var upper = time.ToArray();
        for (var i = 0; i < upper.Length; i++)
        {
            upper[i] = status[i] ? upper[i] : double.PositiveInfinity;
        }

        return new AftInput { Lower = time.ToArray(), Upper = upper, Covariates = covariates, Names = names.IsDefault ? [] : names };
    }

    internal string NameOf(int column) => Names.IsEmpty ? string.Create(CultureInfo.InvariantCulture, $"x{column + 1}") : Names[column];

    internal static void Check(AftInput input)
    {
        Guard.SameLength(input.Rows, input.Upper.Length, nameof(Lower), nameof(Upper));
        Guard.SameLength(input.Rows, input.Covariates.GetLength(0), nameof(Lower), nameof(Covariates));
        if (input.Cluster.Length > 0)
        {
            Guard.SameLength(input.Rows, input.Cluster.Length, nameof(Lower), nameof(Cluster));
        }

        if (!input.Names.IsEmpty)
        {
            Guard.SameLength(input.Columns, input.Names.Length, "columns of " + nameof(Covariates), nameof(Names));
        }

        for (var i = 0; i < input.Rows; i++)
        {
            var (lower, upper) = (input.Lower[i], input.Upper[i]);
            if (!(lower <= upper && upper > 0) || double.IsPositiveInfinity(lower))
            {
                throw new ArgumentException($"Lower[{i}] = {lower} and Upper[{i}] = {upper} are no interval of positive times.", nameof(input));
            }

            for (var j = 0; j < input.Columns; j++)
            {
                if (!double.IsFinite(input.Covariates[i, j]))
                {
                    throw new ArgumentException($"Covariates[{i}, {j}] is {input.Covariates[i, j]}; remove missing values before the call and count them.", nameof(input));
                }
            }
        }
    }
}
