using System.Collections.Immutable;
using System.Globalization;

namespace StudyAnalysis.Statistics.Survival;

/// <summary>Fine and Gray's proportional subdistribution hazards model of one cause.</summary>
/// <remarks>Fine and Gray (1999), J Am Stat Assoc 94:496–509: subjects with another cause stay in the risk set with weight G(t−)/G(T−).
/// Its ratios describe cumulative incidence; rates in those still free of every event are the cause-specific Cox model's.
/// Oracles: tests/StudyAnalysis.Tests/Oracles/competing (cmprsk::crr), domain case J.</remarks>
public static class FineGray
{
    /// <summary>Fits the model.</summary>
    /// <param name="time">End of follow-up; any order, finite.</param>
    /// <param name="cause">0 censored, else the code of the event.</param>
    /// <param name="covariates">n × p, finite.</param>
    /// <param name="causeOfInterest">Code of the cause that is modelled.</param>
    /// <param name="censoringGroup">Code of the group within which censoring is alike (a trial arm, a centre); null for one group.</param>
    /// <param name="names">Names of the columns; x1, x2, … when empty.</param>
    /// <param name="level">Confidence level of the Wald intervals.</param>
    /// <returns>Subdistribution hazard ratios with the sandwich variance that counts the estimated censoring weights. The likelihood is a
    /// pseudo-likelihood: its ratio test is reported as such. Wald tests at 5 % reject 14, 10 and 8 % of samples of 12, 20 and 40 without an effect. Not estimable as in <see cref="CoxRegression"/>.</returns>
    /// <exception cref="ArgumentException">Lengths differ, a value is not finite, a code is negative.</exception>
    /// <remarks>R: <c>cmprsk::crr(time, cause, x, failcode = causeOfInterest, cengroup = censoringGroup)</c>; with groups its standard
    /// errors count only the events of the same group where the paper counts all, and differ slightly.</remarks>
    public static CoxFit Fit(
        double[] time,
        int[] cause,
        double[,] covariates,
        int causeOfInterest = 1,
        int[]? censoringGroup = null,
        ImmutableArray<string> names = default,
        double level = 0.95)
    {
        time = SurvivalInput.Checked(time, cause.Length, nameof(cause));
        SurvivalInput.CheckCauses(cause);
        Guard.Level(level);
        if (censoringGroup is not null)
        {
            Guard.SameLength(time.Length, censoringGroup.Length, nameof(time), nameof(censoringGroup));
        }

        var input = new CoxInput
        {
            Time = time,
            Status = [.. cause.Select(c => c == causeOfInterest)],
            Covariates = covariates,
            Names = names.IsDefault ? [] : names,
        };
        CoxInput.Check(input);
        var method = Describe(input, causeOfInterest, censoringGroup is not null);
        var exclusions = new string?[input.Columns];
        if (input.Columns == 0 || !input.Status.Contains(true))
        {
            return CoxReport.Nothing(method, input, input.Columns == 0 ? "no covariate" : "no event of the cause", level);
        }

        var kept = CoxRegression.KeptColumns(input, CoxTies.Breslow, exclusions);
        if (kept.Length == 0)
        {
            return CoxReport.Nothing(method, input, exclusions, level);
        }

        var model = new FineGrayModel(
            new CoxRiskSets(input, kept), cause, causeOfInterest, censoringGroup is null ? new int[time.Length] : SurvivalInput.Levels(censoringGroup, out _));
        var start = model.At(new double[kept.Length]);
        var search = CoxNewton.Maximize(start, model.At);
        var state = new CoxState(input, model.Sets, kept, search.Beta, search.Last.Information, CoxTies.Breslow);
        var sandwich = search.Converged ? model.Variance(state) : null;
        var fit = CoxReport.Of(method, state, start, search, exclusions, level, sandwich);
        return fit with
        {
            LikelihoodRatioTest = fit.LikelihoodRatioTest with { Name = "pseudo-likelihood-ratio test" },
            ScoreTest = ChiSquaredTest.NotEstimable("score test", "not defined for this method"),
        };
    }

    private static MethodDescription Describe(CoxInput input, int causeOfInterest, bool groups)
    {
        var terms = string.Join(", ", Enumerable.Range(0, input.Columns).Select(input.NameOf));
        return new MethodDescription(
            "Fine–Gray proportional subdistribution hazards model",
            ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal).Add("ties", "breslow").Add("variance", "sandwich with censoring weights"),
            string.Create(CultureInfo.InvariantCulture, $"cmprsk::crr(time, cause, cbind({terms}), failcode = {causeOfInterest}{(groups ? ", cengroup = group" : string.Empty)})"));
    }
}
