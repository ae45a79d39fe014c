using StudyAnalysis.Statistics.Resample;
using StudyAnalysis.Statistics.Survival;

namespace StudyAnalysis.Tests.Statistics.Validity;

/// <summary>Survival beyond the usual: weighted and stratified tests, robust variances, start–stop rows, parametric models, concordance, incidence.</summary>
internal static class HazardValidity
{
    private const string Family = "Survival, 30 % censored";
    private const string CutFamily = "Best of all cuts of a marker, log-rank";
    private const string Risks = "Competing risks";

    // log 2 per standard deviation of a marker.
    private const double TrueEffect = 0.6931471805599453;

    private static readonly double MedianTime = Math.Log(2);

    // Half a mean time: the cause of interest is 65 % of all events, and both have one hazard.
    private static readonly double Incidence = 0.65 * (1 - Math.Exp(-0.5));

    public static IEnumerable<ValidityCase> Cases() => [.. Tests(), .. Curves(), .. Models(), .. Robust(), .. Resampled(), .. Parametric(), .. Discrimination(), .. Competing(), .. Cuts()];

    private static IEnumerable<ValidityCase> Tests() =>
    [
        .. Enum.GetValues<LogRankWeights>().Where(w => w != LogRankWeights.LogRank).SelectMany(w => ValidityCase.Grid(
            Family, $"Log-rank type test, {w}", ValidityKind.Test, Study.WithTies, (r, n, v) =>
            {
                var (time, status) = Study.Survival(r, n, v);
                return Study.Rejects(LogRank.Test(time, status, Study.Groups(n), weights: w, rho: 1).PValue);
            })),
        .. ValidityCase.Grid(Family, "Log-rank, two strata", ValidityKind.Test, Study.WithTies, (r, n, v) =>
        {
            var (time, status) = Study.Survival(r, n, v);
            return Study.Rejects(LogRank.Test(time, status, Study.Groups(n), Halves(n)).PValue);
        }),
        .. ValidityCase.Grid(Family, "Log-rank test of a trend, three groups", ValidityKind.Test, Study.WithTies, (r, n, v) =>
        {
            var (time, status) = Study.Survival(r, n, v);
            return Study.Rejects(LogRank.Trend(time, status, Study.Groups(n, 3)));
        }),
    ];

    private static IEnumerable<ValidityCase> Curves() =>
    [
        .. ValidityCase.Grid(Family, "Conditional survival of .71, Kaplan–Meier, log-log", ValidityKind.Interval, Study.Smooth, (r, n, v) =>
        {
            var (time, status) = Study.Survival(r, n, v);
            return Study.Covers(KaplanMeier.Estimate(time, status).ConditionalAt(MedianTime / 2, MedianTime)[0].Interval, Math.Sqrt(0.5));
        }),
        .. ValidityCase.Grid(Family, "Restricted mean of .53", ValidityKind.Interval, Study.Smooth, (r, n, v) =>
        {
            var (time, status) = Study.Survival(r, n, v);
            return Study.Covers(KaplanMeier.Estimate(time, status).RestrictedMeanTo(0.75).Interval, 1 - Math.Exp(-0.75));
        }),
        .. ValidityCase.Grid(Family, "Reverse Kaplan–Meier, median follow-up, log-log", ValidityKind.Interval, Study.Smooth, (r, n, v) =>
        {
            var (time, status) = Study.Survival(r, n, v);
            return Study.CoversUpToOpenEnds(KaplanMeier.Reverse(time, status).Median().Interval, Math.Log(2) / 0.43);
        }),
        .. ValidityCase.Grid(Family, "Cox, predicted survival of .5 at a marker of +1 SD, log-log", ValidityKind.Interval, Study.Smooth, (r, n, v) =>
        {
            var curve = CoxRegression.Fit(Study.CoxMarker(r, n, v, TrueEffect)).Diagnostics?.PredictedCurve([1]);
            return Study.Covers(curve?.LastOrDefault(p => p.Time <= MedianTime / 2)?.Interval, 0.5);
        }),
    ];

    private static IEnumerable<ValidityCase> Models() =>
    [
        .. ValidityCase.Grid(Family, "Cox, score test of a marker", ValidityKind.Test, Study.All, (r, n, v) => Study.Rejects(CoxRegression.Fit(Study.CoxMarker(r, n, v, 0)).ScoreTest.PValue)),
        .. ValidityCase.Grid(Family, "Cox, Wald test of two markers together", ValidityKind.Test, Study.All, (r, n, v) => Study.Rejects(CoxRegression.Fit(TwoMarkers(r, n, v)).WaldTest.PValue)),
        .. ValidityCase.Grid(Family, "Cox, likelihood-ratio test of the second of two markers", ValidityKind.Test, Study.All,
            (r, n, v) => Study.Rejects(CoxRegression.Fit(TwoMarkers(r, n, v)).LikelihoodRatioTestOf(1).PValue)),
        .. ValidityCase.Grid(Family, "Cox, profile interval of HR 2 per SD", ValidityKind.Interval, Study.Smooth,
            (r, n, v) => Study.Covers(CoxRegression.Fit(Study.CoxMarker(r, n, v, TrueEffect)).ProfileInterval(0), 2), 2),
        .. ValidityCase.Grid(Family, "Cox, Breslow's ties, Wald test of a marker", ValidityKind.Test, [Values.Tied], (r, n, v) => Study.Rejects(CoxRegression.Fit(Study.CoxMarker(r, n, v, 0), CoxTies.Breslow).Coefficients[0].PValue)),
        .. ValidityCase.Grid(Family, "Cox, exact ties, Wald test of a marker", ValidityKind.Test, [Values.Tied], (r, n, v) => Study.Rejects(CoxRegression.Fit(Study.CoxMarker(r, n, v, 0), CoxTies.Exact).Coefficients[0].PValue), 2),
        .. ValidityCase.Grid(Family, "Cox, two strata, Wald test of a marker", ValidityKind.Test, Study.WithTies,
            (r, n, v) => Study.Rejects(CoxRegression.Fit(Study.CoxMarker(r, n, v, 0) with { Strata = Halves(n) }).Coefficients[0].PValue)),
        .. ValidityCase.Grid(Family, "Cox, late entry, Wald test of a marker", ValidityKind.Test, Study.WithTies, (r, n, v) => Study.Rejects(CoxRegression.Fit(Late(r, n, v)).Coefficients[0].PValue)),
        .. Enum.GetValues<TimeTransformation>().SelectMany(t => ValidityCase.Grid(Family, $"Schoenfeld test of proportional hazards, {t}", ValidityKind.Test, Study.WithTies, (r, n, v) =>
            CoxRegression.Fit(Study.CoxMarker(r, n, v, TrueEffect)).Diagnostics is { } d ? Study.Rejects(d.ProportionalHazards(t)[0].PValue) : null)),
    ];

    private static IEnumerable<ValidityCase> Robust() =>
    [
        .. ValidityCase.Grid(Family, "Cox, robust variance, n clusters of 2 rows, marker of the cluster", ValidityKind.Test, Study.WithTies, (r, n, v) => Study.Rejects(CoxRegression.Fit(Clustered(r, n, v)).Coefficients[0].PValue)),
        .. ValidityCase.Grid(Family, "Cox, weights .5 to 2 with robust variance, Wald test of a marker", ValidityKind.Test, Study.All, (r, n, v) => Study.Rejects(CoxRegression.Fit(Weighted(r, n, v, 0)).Coefficients[0].PValue)),
        .. ValidityCase.Grid(Family, "Cox, weights .5 to 2 with robust variance, HR 2 per SD", ValidityKind.Interval, Study.Smooth,
            (r, n, v) => Study.Covers(CoxRegression.Fit(Weighted(r, n, v, TrueEffect)).Coefficients[0].Interval, 2)),
        .. ValidityCase.Grid(Family, "Cox, rows counted by whole weights, Wald test of a marker", ValidityKind.Test, [Values.Tied], (r, n, v) => Study.Rejects(CoxRegression.Fit(Counted(r, n, v)).Coefficients[0].PValue)),
    ];

    private static IEnumerable<ValidityCase> Resampled() =>
    [
        .. Bootstrapped("rows", (r, n, v) => Study.CoxMarker(r, n, v, TrueEffect)),
        .. Bootstrapped("patients of two start–stop rows", (r, n, v) => Split(Study.CoxMarker(r, n, v, TrueEffect))),
        .. Bootstrapped("rows with weights .5 to 2", (r, n, v) => Weighted(r, n, v, TrueEffect)),
    ];

    private static IEnumerable<ValidityCase> Parametric() =>
    [
        .. Enum.GetValues<AftDistribution>().SelectMany(d => ValidityCase.Grid(Family, $"{d} model, interval of a time ratio of 2 per SD", ValidityKind.Interval, Study.Smooth,
            (r, n, v) => Study.Covers(Model(r, n, v, TrueEffect, d).Coefficients[1].TimeRatioInterval, 2))),
        .. ValidityCase.Grid(Family, "Weibull model, Wald test of a marker", ValidityKind.Test, Study.All, (r, n, v) => Study.Rejects(Model(r, n, v, 0, AftDistribution.Weibull).Coefficients[1].PValue)),
        .. ValidityCase.Grid(Family, "Weibull model, interval of log 2 per SD", ValidityKind.Interval, Study.Smooth,
            (r, n, v) => Study.Covers(Model(r, n, v, TrueEffect, AftDistribution.Weibull).Coefficients[1].Interval, TrueEffect)),
        .. ValidityCase.Grid(Family, "Weibull model, likelihood-ratio test of a marker", ValidityKind.Test, Study.All, (r, n, v) => Study.Rejects(Model(r, n, v, 0, AftDistribution.Weibull).LikelihoodRatioTest.PValue)),
        .. ValidityCase.Grid(Family, "Weibull model, median survival at the mean marker", ValidityKind.Interval, Study.Smooth,
            (r, n, v) => Study.Covers(Model(r, n, v, TrueEffect, AftDistribution.Weibull).Quantile([0]).Interval, MedianTime)),
        .. ValidityCase.Grid(Family, "Weibull model, survival of .5 at the mean marker", ValidityKind.Interval, Study.Smooth,
            (r, n, v) => Study.Covers(Model(r, n, v, TrueEffect, AftDistribution.Weibull).SurvivalAt([0], MedianTime).Interval, 0.5)),
        .. ValidityCase.Grid(Family, "Weibull model, interval-censored between visits, Wald test of a marker", ValidityKind.Test, Study.All, (r, n, v) => Study.Rejects(
            AcceleratedFailureTime.Fit(Visited(r, n, v)).Coefficients[1].PValue)),
        .. ValidityCase.Grid(Family, "Weibull model, robust variance, Wald test of a marker", ValidityKind.Test, Study.All, (r, n, v) => Study.Rejects(
            AcceleratedFailureTime.Fit(Visited(r, n, v) with { Cluster = [.. Enumerable.Range(0, n)] }).Coefficients[1].PValue)),
    ];

    private static IEnumerable<ValidityCase> Discrimination() =>
    [
        .. ValidityCase.Grid(Family, "Harrell's C of a marker with HR 2 per SD", ValidityKind.Interval, Study.Smooth, (r, n, v) =>
        {
            var input = Study.CoxMarker(r, n, v, TrueEffect);
            return Study.Covers(Concordance.Harrell(input.Time, input.Status, Score(input)).Interval, SurvivalTruth.Harrell);
        }),
        .. ValidityCase.Grid(Family, "Uno's C up to a mean time of a marker with HR 2 per SD", ValidityKind.Interval, Study.Smooth, (r, n, v) =>
        {
            var input = Study.CoxMarker(r, n, v, TrueEffect);
            return Study.Covers(Concordance.Uno(input.Time, input.Status, Score(input), 1).Interval, SurvivalTruth.Uno);
        }),
        .. ValidityCase.Grid(Family, "Concordance of a Cox model in its own data, HR 2 per SD", ValidityKind.Interval, Study.Smooth,
            (r, n, v) => Study.Covers(CoxRegression.Fit(Study.CoxMarker(r, n, v, TrueEffect)).Concordance()?.Interval, SurvivalTruth.Harrell)),
        .. Enum.GetValues<CensoringWeights>().SelectMany(w => ValidityCase.Grid(Family, $"Time-dependent area at half a mean time, HR 2 per SD, weights {w}", ValidityKind.Interval, Study.Smooth, (r, n, v) =>
        {
            var input = Study.CoxMarker(r, n, v, TrueEffect);
            return Study.Covers(TimeDependentAuc.Estimate(input.Time, Array.ConvertAll(input.Status, s => s ? 1 : 0), Score(input), 0.5, weights: w).Interval, SurvivalTruth.Area);
        })),
    ];

    private static IEnumerable<ValidityCase> Competing() =>
    [
        .. Enum.GetValues<CumulativeIncidenceVariance>().SelectMany(k => ValidityCase.Grid(Risks, $"Aalen–Johansen incidence of .26, log-log, {k}", ValidityKind.Interval, Study.Smooth, (r, n, v) =>
        {
            var (time, cause) = Study.Causes(r, n, v);
            return Study.Covers(AalenJohansen.Estimate(time, cause, causes: 2, variance: k).Curves[0].At(0.5)[0].Interval, Incidence);
        })),
        .. ValidityCase.Grid(Risks, "Gray's test, two strata", ValidityKind.Test, Study.WithTies, (r, n, v) =>
        {
            var (time, cause) = Study.Causes(r, n, v);
            return Study.Rejects(GrayTest.Test(time, cause, Study.Groups(n), strata: Halves(n)).PValue);
        }),
        .. ValidityCase.Grid(Risks, "Fine–Gray, Wald interval of a ratio of 1 per SD", ValidityKind.Interval, Study.Smooth, (r, n, v) =>
        {
            var x = Study.Sample(r, n, v);
            var (time, cause) = Study.Causes(r, n, v);
            return Study.Covers(FineGray.Fit(time, cause, Study.Column(x)).Coefficients[0].Interval, 1);
        }),
    ];

    private static IEnumerable<ValidityCase> Cuts() =>
    [
        .. ValidityCase.Grid("Best of all cuts of a marker, ranks", "Maximally selected rank statistic, Monte Carlo (199)", ValidityKind.ExactTest, Study.All, (r, n, v) => Study.Rejects(MaximallySelected.Rank(
            Study.Sample(r, n, v), Study.Sample(r, n, v), Study.Seed(r), new MaximallySelectedOptions { Permutations = 199, Resamples = 0 }).PValue), 5, 20),
        .. ValidityCase.Grid(CutFamily, "Bootstrap interval of the cut, hazards of 1 and 4 below and above it", ValidityKind.Interval, Study.Smooth, (r, n, v) =>
        {
            var x = Study.Sample(r, n, v);
            var (time, status) = Study.Survival(r, n, v, i => x[i] > 0 ? Math.Log(4) : 0);
            return Study.Covers(MaximallySelected.LogRank(time, status, x, Study.Seed(r), new MaximallySelectedOptions { Permutations = 99, Resamples = 199 }).CutInterval, 0);
        }, 10),
    ];

    private static IEnumerable<ValidityCase> Bootstrapped(string units, Func<RandomSequence, int, Values, CoxInput> input) =>
    [
        .. ValidityCase.Grid(Family, $"Cox, bootstrap percentile interval of HR 2 per SD, {units}", ValidityKind.Interval, Study.Smooth,
            (r, n, v) => Study.Covers(CoxBootstrap.Fit(input(r, n, v), Study.Seed(r), 499).Coefficients[0].Percentile, 2), 5),
        .. ValidityCase.Grid(Family, $"Cox, bootstrap BCa interval of HR 2 per SD, {units}", ValidityKind.Interval, Study.Smooth,
            (r, n, v) => Study.Covers(CoxBootstrap.Fit(input(r, n, v), Study.Seed(r), 499).Coefficients[0].Bca, 2), 5),
    ];

    private static CoxInput TwoMarkers(RandomSequence random, int n, Values values)
    {
        var covariates = new double[n, 2];
        for (var i = 0; i < n; i++)
        {
            (covariates[i, 0], covariates[i, 1]) = (Study.Value(random, values), Study.Value(random, values));
        }

        var (time, status) = Study.Survival(random, n, values);
        return new CoxInput { Time = time, Status = status, Covariates = covariates };
    }

    // Observed from a time of their own on, an eighth of a mean time on average; what ended before is not seen.
    private static CoxInput Late(RandomSequence random, int n, Values values)
    {
        var (entry, time, status) = (new double[n], new double[n], new bool[n]);
        for (var i = 0; i < n; i++)
        {
            do
            {
                entry[i] = random.Exponential(8);
                var (one, ended) = Study.Survival(random, 1, values);
                (time[i], status[i]) = (one[0], ended[0]);
            }
            while (time[i] <= entry[i]);
        }

        return new CoxInput { Time = time, Status = status, Entry = entry, Covariates = Study.Column(Study.Sample(random, n, values)) };
    }

    // Two lesions a patient that share a frailty and the patient's marker.
    private static CoxInput Clustered(RandomSequence random, int n, Values values)
    {
        var (x, frailty) = (Study.Sample(random, n, values), Study.Sample(random, n, Values.Continuous));
        var (time, status) = Study.Survival(random, 2 * n, values, i => 0.7 * frailty[i / 2]);
        int[] patient = [.. Enumerable.Range(0, 2 * n).Select(i => i / 2)];
        return new CoxInput { Time = time, Status = status, Cluster = patient, Covariates = Study.Column(Array.ConvertAll(patient, p => x[p])) };
    }

    private static CoxInput Weighted(RandomSequence random, int n, Values values, double effect) =>
        Study.CoxMarker(random, n, values, effect) with { Weights = [.. Enumerable.Range(0, n).Select(_ => Math.Pow(2, (2 * random.Uniform()) - 1))] };

    // The same data as one row for each kind of patient.
    private static CoxInput Counted(RandomSequence random, int n, Values values)
    {
        var input = Study.CoxMarker(random, n, values, 0);
        var kinds = Enumerable.Range(0, n).GroupBy(i => (input.Time[i], input.Status[i], input.Covariates[i, 0])).ToArray();
        return new CoxInput
        {
            Time = [.. kinds.Select(k => k.Key.Item1)],
            Status = [.. kinds.Select(k => k.Key.Item2)],
            Covariates = Study.Column([.. kinds.Select(k => k.Key.Item3)]),
            Weights = [.. kinds.Select(k => (double)k.Count())],
        };
    }

    // Each patient's time in two rows, cut at half of it.
    private static CoxInput Split(CoxInput input)
    {
        var n = input.Time.Length;
        double[] End(int i) => [input.Time[i] / 2, input.Time[i]];
        return new CoxInput
        {
            Time = [.. Enumerable.Range(0, n).SelectMany(End)],
            Entry = [.. Enumerable.Range(0, n).SelectMany(i => new[] { 0, input.Time[i] / 2 })],
            Status = [.. Enumerable.Range(0, n).SelectMany(i => new[] { false, input.Status[i] })],
            Cluster = [.. Enumerable.Range(0, 2 * n).Select(i => i / 2)],
            Covariates = Study.Column([.. Enumerable.Range(0, 2 * n).Select(i => input.Covariates[i / 2, 0])]),
        };
    }

    // log T = effect × marker + error of the distribution, a log-normal or log-logistic one with a scale of ½.
    private static AftFit Model(RandomSequence random, int n, Values values, double effect, AftDistribution distribution)
    {
        var x = Study.Sample(random, n, values);
        var (time, status) = (new double[n], new bool[n]);
        for (var i = 0; i < n; i++)
        {
            var error = distribution switch
            {
                AftDistribution.LogNormal => random.Normal(0, 0.5),
                AftDistribution.LogLogistic => 0.5 * Study.Logit(random.Uniform()),
                _ => Math.Log(random.Exponential()),
            };
            var (death, censoring) = (Math.Exp((effect * x[i]) + error), random.Exponential(0.43));
            (time[i], status[i]) = (Math.Min(death, censoring), death <= censoring);
            time[i] = values == Values.Tied ? Math.Ceiling(time[i] * 4) / 4 : time[i];
        }

        return AcceleratedFailureTime.Fit(AftInput.RightCensored(time, status, Study.Column(x)), distribution);
    }

    // Seen every quarter of a mean time: an event lies between two visits.
    private static AftInput Visited(RandomSequence random, int n, Values values)
    {
        var (time, status) = Study.Survival(random, n, Values.Continuous);
        double[] visit = [.. time.Select(t => Math.Floor(t * 4) / 4)];
        return new AftInput { Lower = visit, Upper = [.. visit.Select((t, i) => status[i] ? t + 0.25 : double.PositiveInfinity)], Covariates = Study.Column(Study.Sample(random, n, values)) };
    }

    private static double[] Score(CoxInput input) => [.. Enumerable.Range(0, input.Time.Length).Select(i => input.Covariates[i, 0])];

    private static int[] Halves(int n) => [.. Enumerable.Range(0, n).Select(i => 2 * i / n)];
}
