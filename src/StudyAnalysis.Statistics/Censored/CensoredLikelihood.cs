using StudyAnalysis.Statistics.Distributions;
using StudyAnalysis.Statistics.Regress;

namespace StudyAnalysis.Statistics.Censored;

/// <summary>log L of a normal regression whose outcomes are known exactly or between two ends, in (γ, θ) = (β/σ, 1/σ).</summary>
/// <remarks>In these parameters the likelihood is concave (Olsen 1978; for intervals Burridge 1981, J R Stat Soc B 43:41–45).</remarks>
internal sealed class CensoredLikelihood(double[] lower, double[] upper, double[][] columns)
{
    private static readonly double LogRoot2Pi = Math.Log(2 * Math.PI) / 2;
    private readonly int _p = columns.Length;

    public LikelihoodPoint At(double[] parameters)
    {
        var (gradient, information) = (new double[_p + 1], new double[_p + 1, _p + 1]);
        var theta = parameters[_p];
        if (!(theta > 0))
        {
            return new(double.NegativeInfinity, gradient, information);
        }

        var value = 0.0;
        for (var i = 0; i < lower.Length; i++)
        {
            var location = 0.0;
            for (var j = 0; j < _p; j++)
            {
                location += parameters[j] * columns[j][i];
            }

            if (lower[i] == upper[i])
            {
                var u = (theta * lower[i]) - location;
                value += Math.Log(theta) - (u * u / 2) - LogRoot2Pi;
                Add(i, gradient, information, (-u, 0), (1, 0, 0));
                gradient[_p] += 1 / theta;
                information[_p, _p] += 1 / (theta * theta);
            }
            else
            {
                value += AddInterval(i, (theta * lower[i]) - location, (theta * upper[i]) - location, gradient, information);
            }
        }

        for (var a = 0; a <= _p; a++)
        {
            for (var b = 0; b < a; b++)
            {
                information[b, a] = information[a, b];
            }
        }

        return new(double.IsNaN(value) ? double.NegativeInfinity : value, gradient, information);
    }

    // log Q(u); beyond 35, near underflow, its asymptotic series (relative error below 1e-8 in Q).
    private static double LogUpper(double u) => u switch
    {
        double.PositiveInfinity => double.NegativeInfinity,
        > 35 => (-u * u / 2) - Math.Log(u) - LogRoot2Pi + Accurate.Log1p(-1 / (u * u) * (1 - (3 / (u * u)))),
        _ => Math.Log(Tail.NormalUpper(u)),
    };

    // log(Φ(b) − Φ(a)), as a difference of upper tails taken on the side where they are small.
    private static double LogBetween(double a, double b)
    {
        if (a + b < 0)
        {
            (a, b) = (-b, -a);
        }

        var whole = LogUpper(a);
        return double.IsPositiveInfinity(b) ? whole : whole + Accurate.Log1p(-Math.Exp(LogUpper(b) - whole));
    }

    private double AddInterval(int i, double a, double b, double[] gradient, double[,] information)
    {
        var value = LogBetween(a, b);
        double Ratio(double u) => double.IsInfinity(u) ? 0 : Math.Exp((-u * u / 2) - LogRoot2Pi - value);
        double ra = Ratio(a), rb = Ratio(b);

        // Derivatives by the two standardised ends: a is the lower, b the upper; an infinite end has none.
        var bb = double.IsInfinity(b) ? 0 : rb * (b + rb);
        var aa = double.IsInfinity(a) ? 0 : ra * (ra - a);
        Add(i, gradient, information, (-ra, rb), (aa, bb, -ra * rb));
        return value;
    }

    private void Add(int i, double[] gradient, double[,] information, (double A, double B) first, (double AA, double BB, double AB) second)
    {
        // The two ends move alike with the coefficients; only 1/σ multiplies each by its own value.
        double low = double.IsInfinity(lower[i]) ? 0 : lower[i], high = double.IsInfinity(upper[i]) ? 0 : upper[i];
        double slope = first.A + first.B, curve = second.AA + second.BB + (2 * second.AB);
        var cross = ((second.AA + second.AB) * low) + ((second.BB + second.AB) * high);
        for (var j = 0; j < _p; j++)
        {
            var x = columns[j][i];
            gradient[j] -= slope * x;
            information[_p, j] -= cross * x;
            for (var k = 0; k <= j; k++)
            {
                information[j, k] += curve * x * columns[k][i];
            }
        }

        gradient[_p] += (first.A * low) + (first.B * high);
        information[_p, _p] += (second.AA * low * low) + (second.BB * high * high) + (2 * second.AB * low * high);
    }
}
