using System.Collections.Immutable;
using System.Globalization;

namespace StudyAnalysis.Statistics.Survival;

/// <summary>Gray's test of equal cumulative incidence of one cause in two or more groups.</summary>
/// <remarks>Gray (1988), Ann Stat 16:1141–1154, with the variance of its section 3 and cmprsk's correction for ties. It compares
/// subdistribution hazards: the cause-specific question is a log-rank test with the other causes censored.
/// Oracles: tests/StudyAnalysis.Tests/Oracles/competing (cmprsk::cuminc), domain case J.</remarks>
public static class GrayTest
{
    /// <summary>The test.</summary>
    /// <param name="time">End of follow-up; any order, finite.</param>
    /// <param name="cause">0 censored, else the code of the event.</param>
    /// <param name="group">Group code of each subject.</param>
    /// <param name="causeOfInterest">Code of the cause that is tested.</param>
    /// <param name="strata">Stratum codes; empty for an unstratified test.</param>
    /// <param name="rho">Power ρ of the weight (1 − F)^ρ; 0 for the usual test.</param>
    /// <returns>χ² with groups − 1 degrees of freedom; not estimable with the reason when there is one group, no event of the cause, or a
    /// singular variance.</returns>
    /// <exception cref="ArgumentException">Lengths differ, a time is not finite, or a code is negative.</exception>
    /// <remarks>R: <c>cmprsk::cuminc(time, cause, group, strata, rho)$Tests</c>, whose p for a small tail is 1 − pchisq; here it is the tail.</remarks>
    public static ChiSquaredTest Test(
        ReadOnlySpan<double> time,
        ReadOnlySpan<int> cause,
        ReadOnlySpan<int> group,
        int causeOfInterest = 1,
        ReadOnlySpan<int> strata = default,
        double rho = 0)
    {
        SurvivalInput.Check(ref time, cause.Length, nameof(cause));
        SurvivalInput.CheckCauses(cause);
        Guard.SameLength(time.Length, group.Length, nameof(time), nameof(group));
        if (strata.Length > 0)
        {
            Guard.SameLength(time.Length, strata.Length, nameof(time), nameof(strata));
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"Gray's test, cause {causeOfInterest}");
        var groupOf = SurvivalInput.Levels(group, out var codes);
        if (codes.Length < 2 || !cause.Contains(causeOfInterest))
        {
            return ChiSquaredTest.NotEstimable(name, codes.Length < 2 ? "only one group" : "no event of the cause in any group");
        }

        var stratumOf = strata.Length > 0 ? SurvivalInput.Levels(strata, out _) : new int[time.Length];
        var (ends, causes) = (time.ToArray(), cause.ToArray());
        var (score, variance) = (new double[codes.Length], new double[codes.Length, codes.Length]);
        foreach (var stratum in Enumerable.Range(0, ends.Length).GroupBy(i => stratumOf[i]).OrderBy(s => s.Key))
        {
            var rows = stratum.OrderBy(i => ends[i]).ToArray();
            new GrayScore(codes.Length, rho).AddTo(score, variance, rows, ends, causes, groupOf, causeOfInterest);
        }

        // The scores add up to 0: the group of largest variance is left out.
        int[] all = [.. Enumerable.Range(0, codes.Length)];
        var left = all.MaxBy(g => variance[g, g]);
        int[] kept = [.. all.Where(g => g != left)];
        var statistic = SymmetricMatrix.QuadraticForm(SymmetricMatrix.Sub(variance, kept), [.. kept.Select(g => score[g])]);
        return ChiSquaredTest.Of(name, statistic, kept.Length);
    }

    /// <summary>How the test was made.</summary>
    /// <param name="stratified">Whether strata were given.</param>
    public static MethodDescription Method(bool stratified = false) => new(
        stratified ? "stratified Gray's test" : "Gray's test",
        ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal).Add("rho", "0"),
        stratified ? "cmprsk::cuminc(time, cause, group, stratum)$Tests" : "cmprsk::cuminc(time, cause, group)$Tests");
}
