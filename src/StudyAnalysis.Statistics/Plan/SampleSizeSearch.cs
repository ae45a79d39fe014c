using StudyAnalysis.Statistics.Distributions;

namespace StudyAnalysis.Statistics.Plan;

/// <summary>What every plan does alike: argument checks and the smallest size that reaches a power.</summary>
internal static class SampleSizeSearch
{
    /// <summary>Larger studies are not small-cohort studies, and rounding of the power would decide.</summary>
    public const int Largest = 10_000_000;

    public const string NotReached = "no size reaches this power: the effect is 0, against the alternative, or too small";

    /// <summary>The smallest n with power(n) ≥ target, for a power that grows with n.</summary>
    public static int? Smallest(Func<int, double> power, double target, int least)
    {
        var (below, reached) = (least - 1, least);
        while (!(power(reached) >= target))
        {
            if (reached >= Largest)
            {
                return null;
            }

            (below, reached) = (reached, Math.Min(Largest, 2 * reached));
        }

        while (reached - below > 1)
        {
            var middle = below + ((reached - below) / 2);
            (below, reached) = power(middle) >= target ? (below, middle) : (middle, reached);
        }

        return reached;
    }

    /// <summary>The result at the smallest size, or none.</summary>
    public static PowerResult Solve(Func<int, PowerResult> at, double target, int least)
    {
        Probability(target, "power");
        var size = Smallest(n => at(n).Power.ValueOrNaN, target, least);
        return size is { } n
            ? at(n)
            : at(least) with { Power = Quantity.NotEstimable(NotReached), SampleSizes = [], Events = TestResult.Undefined, Notes = [NotReached] };
    }

    /// <summary>Power of a statistic that is normal with unit variance: two-sided counts both tails.</summary>
    public static double NormalPower(double expected, double alpha, Alternative alternative)
    {
        var z = -Tail.NormalQuantile(alternative == Alternative.TwoSided ? alpha / 2 : alpha);
        return alternative switch
        {
            Alternative.Greater => Tail.NormalUpper(z - expected),
            Alternative.Less => Tail.NormalUpper(z + expected),
            _ => Tail.NormalUpper(z - expected) + Tail.NormalUpper(z + expected),
        };
    }

    /// <summary>The second group's size at an allocation ratio.</summary>
    public static int Partner(int first, double ratio) => (int)Math.Max(1, Math.Min(int.MaxValue, Math.Ceiling((first * ratio) - 1e-9)));

    public static void Ratio(double ratio)
    {
        if (!(ratio > 0 && double.IsFinite(ratio)))
        {
            throw new ArgumentException($"An allocation ratio is positive and finite, not {ratio}.", nameof(ratio));
        }
    }

    public static void Alpha(double alpha)
    {
        if (!(alpha > 0 && alpha < 1))
        {
            throw new ArgumentException($"A level α lies between 0 and 1, not {alpha}.", nameof(alpha));
        }
    }

    public static void Probability(double value, string argument)
    {
        if (!(value > 0 && value < 1))
        {
            throw new ArgumentException($"{argument} lies between 0 and 1, not {value}.", argument);
        }
    }

    public static void AtLeast(int value, int least, string argument)
    {
        if (value < least)
        {
            throw new ArgumentException($"{argument} is at least {least}, not {value}.", argument);
        }
    }

    public static void Finite(double value, string argument)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentException($"{argument} is finite, not {value}.", argument);
        }
    }
}
