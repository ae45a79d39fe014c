using StudyAnalysis.Statistics.Resample;

namespace StudyAnalysis.Statistics.Plan;

/// <summary>The shape of the distribution two samples (or a mean difference) are shifted in.</summary>
public enum ShiftModel
{
    /// <summary>Normal; also log-normal markers, since ranks do not see the transformation.</summary>
    Normal,

    /// <summary>Logistic.</summary>
    Logistic,

    /// <summary>Double exponential: heavy tails, where rank tests win.</summary>
    Laplace,

    /// <summary>Uniform.</summary>
    Uniform,

    /// <summary>The parabolic density at which rank tests lose most (Hodges and Lehmann 1956): a floor for planning.</summary>
    LeastFavourable,
}

/// <summary>What a shape means for rank tests.</summary>
internal static class ShiftModels
{
    /// <summary>Asymptotic relative efficiency of rank tests against the t test, 12σ²(∫f²)².</summary>
    public static double Efficiency(ShiftModel model) => model switch
    {
        ShiftModel.Normal => 3 / Math.PI,
        ShiftModel.Logistic => Math.PI * Math.PI / 9,
        ShiftModel.Laplace => 1.5,
        ShiftModel.Uniform => 1,
        _ => 108.0 / 125,
    };

    /// <summary>A number of mean 0 and standard deviation 1, by inversion.</summary>
    public static double Draw(ShiftModel model, RandomSequence random)
    {
        if (model == ShiftModel.Normal)
        {
            return random.Normal();
        }

        var u = random.Uniform();
        return model switch
        {
            ShiftModel.Logistic => Math.Sqrt(3) / Math.PI * Math.Log(u / (1 - u)),
            ShiftModel.Laplace => (u < 0.5 ? Math.Log(2 * u) : -Math.Log(2 * (1 - u))) / Math.Sqrt(2),
            ShiftModel.Uniform => Math.Sqrt(12) * (u - 0.5),
            _ => 2 * Math.Sqrt(5) * Math.Sin(Math.Asin((2 * u) - 1) / 3),
        };
    }
}
