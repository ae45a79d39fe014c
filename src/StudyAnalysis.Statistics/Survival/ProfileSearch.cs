namespace StudyAnalysis.Statistics.Survival;

/// <summary>The ends of a profile interval.</summary>
internal static class ProfileSearch
{
    private const int MaximumSteps = 200;

    /// <summary>How near an end lies to the level, in log likelihood: half of 1e-7 of a χ² near 4.</summary>
    public const double Tolerance = 2e-7;

    /// <summary>Where a profile has fallen to a level on one side of the estimate; not estimable if nowhere, or if the profile cannot be computed there.</summary>
    /// <param name="estimate">Where the profile is highest.</param>
    /// <param name="direction">−1 or 1.</param>
    /// <param name="margin">First guess of the distance.</param>
    /// <param name="profile">How far the profile lies above the level at a value (not finite beyond its domain), and its slope there.</param>
    /// <param name="endless">The reason when the profile stays above the level.</param>
    /// <remarks>Newton's method, kept within a shrinking bracket. A bracket can also close on the edge of what can be computed, so the end is held against the level.</remarks>
    public static Quantity End(double estimate, int direction, double margin, Func<double, (double Excess, double Slope)> profile, string endless)
    {
        var (inside, outside, at) = (estimate, double.NaN, estimate + (direction * margin));
        for (var step = 0; step < MaximumSteps; step++)
        {
            var (excess, slope) = profile(at);
            if (!double.IsFinite(excess))
            {
                outside = at;
                at = (inside + outside) / 2;
                continue;
            }

            (inside, outside) = excess > 0 ? (at, outside) : (inside, at);
            var next = at - (excess / slope);
            var bracketed = !double.IsNaN(outside);
            if (!double.IsFinite(next) || (next - inside) * direction <= 0 || (bracketed && (outside - next) * direction <= 0))
            {
                next = bracketed ? (inside + outside) / 2 : at + (direction * margin);
            }
            else if (!bracketed)
            {
                next = direction * Math.Min(direction * next, direction * (at + (direction * 4 * margin)));
            }

            if (Math.Abs(next - at) <= 1e-12 * Math.Max(1, Math.Abs(at)))
            {
                return Math.Abs(profile(next).Excess) <= Tolerance ? next : Quantity.NotEstimable(CoxReport.DidNotConverge);
            }

            at = next;
        }

        return Quantity.NotEstimable(double.IsNaN(outside) ? endless : CoxReport.DidNotConverge);
    }
}
