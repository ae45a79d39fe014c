using StudyAnalysis.Statistics.Censored;
using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Statistics.Validate;
using static StudyAnalysis.Tests.Statistics.Metamorphic.Cases;
using static StudyAnalysis.Tests.Statistics.Metamorphic.Sets;

namespace StudyAnalysis.Tests.Statistics.Metamorphic;

/// <summary>Regression models: the unit is that of a covariate, or of the outcome.</summary>
internal static class Regressions
{
    public static IEnumerable<MetamorphicCase> All()
    {
        Relation[] all = [Shift, Scale, Permutation], doubled = [Shift, Scale, Permutation, Duplication], clustered = [Shift, Scale, Permutation, Relabelling];
        yield return Case("LeastSquares.Fit", Rows, d => Result(LeastSquares.Fit(d.V(), d.WithX()).Coefficients[1], 'R', doubles: true), doubled, [1]);
        yield return Case("LeastSquares.Fit", Rows, d => Result(LeastSquares.Fit(d.V(), d.WithX(), CovarianceType.HC3).Coefficients[1], 'S', doubles: true), doubled);
        yield return Case("LeastSquaresFit.Contrast", Rows, d => Result(LeastSquares.Fit(d.V(), d.WithX()).Contrast("x", [0, 1, 0]), 'R'), all, [1]);
        yield return Case("Ancova.Compute", Rows, d => Result(Ancova.Compute(d.V(), d.V(1), d.Yes(5)), 'I'), all, [1]);
        yield return Case("ClusteredLeastSquares.Fit", Rows, d => Result(ClusteredLeastSquares.Fit(d.V(), d.WithX(), d.C(3)).Coefficients[1], 'R'), clustered, [1], [3]);
        yield return Case(
            "LogisticRegression.Fit",
            Rows,
            d => [.. Result(LogisticRegression.Fit(d.Yes(5), d.WithX()).Coefficients[1], 'R'), .. Result(LogisticRegression.Fit(d.Yes(5), d.WithX()).Coefficients[2], 'I')],
            all,
            [1],
            tolerance: 1e-7);
        yield return Case("LogisticRegression.Fit", Rows, d => Result(LogisticRegression.Fit(d.Yes(5), d.WithX(), LogisticPenalty.None).Coefficients[1], 'R', doubles: true), doubled, [1], tolerance: 1e-8);
        yield return Case(
            "LogisticRegression.FitWeighted", Rows, d => Result(LogisticRegression.FitWeighted(d.Yes(5), d.WithX(), [.. d.C(1).Select(c => c + 1.0)]).Coefficients[1], 'R'), all, [1], tolerance: 1e-7);
        yield return Case(
            "PredictedProbability.Difference",
            Rows,
            d => Result(PredictedProbability.Difference(LogisticRegression.Fit(d.Yes(5), d.WithX()), [1, d.V(1).Min(), 0], [1, d.V(1).Max(), 0]), 'I'),
            all,
            [1],
            tolerance: 1e-7);
        yield return Case("PoissonRegression.Fit", Rows, d => Result(PoissonRegression.Fit([.. d.C(1).Select(c => (double)c)], d.WithX()).Coefficients[1], 'R', doubles: true), doubled, [1], tolerance: 1e-8);
        yield return Case("ProportionalOdds.Fit", Rows, d => Result(ProportionalOdds.Fit(d.C(2), d.Slopes()).Coefficients[0], 'R', doubles: true), [.. doubled, Relabelling], [1], [2], 1e-8);
        yield return Case(
            "ProportionalOddsFit.Probabilities",
            Rows,
            d => Every(ProportionalOdds.Fit(d.C(2), d.Slopes()).Probabilities([d.V(1).Max(), 0]), 'I'),
            [.. all, Relabelling],
            [1],
            [2],
            1e-8);
        yield return Case("ProportionalOddsTest.Compute", Rows, d => Result(ProportionalOddsTest.Compute(d.C(2), d.Slopes()).Global, 'I'), [Scale, Permutation, Relabelling], [1], [2], 1e-7);
        yield return Case("LinearMixedModel.Fit", Rows, d => Result(LinearMixedModel.Fit(d.V(), d.WithX(), d.C(3)).Coefficients[1], 'R'), clustered, [1], [3], 1e-6);
        yield return Case("LinearMixedModel.Fit", Rows, d => Result(LinearMixedModel.Fit(d.V(), d.WithX(), d.C(3)).Coefficients[1], 'S'), clustered, labels: [3], tolerance: 1e-6);
        yield return Case("MixedFit.Contrast", Rows, d => Result(LinearMixedModel.Fit(d.V(), d.WithX(), d.C(3)).Contrast("x", [0, 1, 0]), 'R'), clustered, [1], [3], 1e-6);
        yield return Case(
            "LinearMixedModel.FitSlope",
            Rows,
            d => [N("slope", LinearMixedModel.FitSlope(d.V(), d.WithX(), d.C(3), d.V(1)).Coefficients[1].Estimate, 'R')],
            clustered,
            [1],
            [3],
            1e-5);
        yield return Case(
            "ElasticNet.Fit",
            Rows,
            d => [new("x", ElasticNet.Fit(ElasticNetOutcome.Linear(d.V()), d.Slopes(), new ElasticNetOptions { Lambdas = [0.5] }).Coefficients[0][0], 'R', true)],
            doubled,
            [1],
            tolerance: 1e-7);
        yield return Case("RestrictedCubicSpline.AtQuantiles", Rows, d => Every(RestrictedCubicSpline.AtQuantiles(d.V(), 4)!.Knots, 'L'), all);
        yield return Case("RestrictedCubicSpline.Columns", Rows, d => Every(RestrictedCubicSpline.AtQuantiles(d.V(), 4)!.Columns("x", d.V())[1].Values, 'S'), all);
        yield return Case("CensoredRegression.Fit", Rows, d => Result(CensoredRegression.Fit(d.V(), Upper(d), d.WithX()).Coefficients[1], 'R', doubles: true), doubled, [1], tolerance: 1e-7);
        yield return Case("CensoredRegression.Fit", Rows, d => Result(CensoredRegression.Fit(d.V(), Upper(d), d.WithX()).Coefficients[1], 'S', doubles: true), doubled, tolerance: 1e-7);
        yield return Case("CensoredNormal.Fit", Rows, d => Result(CensoredNormal.Fit(d.V(), Below(d), d.WithX()).Coefficients[1], 'R', doubles: true), doubled, [1], tolerance: 1e-7);
        yield return Case("CensoredNormal.Sample", Rows, d => Result(CensoredNormal.Sample(d.V(), Below(d)).Coefficients[0], 'L', 'T', 'T', true), doubled, tolerance: 1e-7);
        yield return Case("CensoredSummary.KaplanMeier", Rows, d => [N("median", CensoredSummary.KaplanMeier(d.V(), Below(d)).Median, 'S')], [Scale, Permutation]);
        yield return Case("CensoredSummary.RobustRos", Rows, d => [N("mean", CensoredSummary.RobustRos(d.V(), Below(d)).Mean, 'S')], [Scale, Permutation], tolerance: 1e-7);
        yield return Case("CensoredSummary.LogNormal", Rows, d => [N("mean", CensoredSummary.LogNormal(d.V(), Below(d)).Mean, 'S', true)], [Scale, Permutation, Duplication], tolerance: 1e-7);
        yield return Case("BelowLimit.KaplanMeierQuantile", Rows, d => [N("median", BelowLimit.KaplanMeierQuantile(d.V(), Below(d)), 'L', true)], doubled);
        yield return Case("BelowLimit.RecensorAtHighestLimit", Rows, d => Every(BelowLimit.RecensorAtHighestLimit(d.V(), Below(d)), 'L'), all);
        yield return Case("BelowLimit.Differences", Rows, d => Every(BelowLimit.Differences(d.V(), Below(d), d.V(1), Below(d)), 'S'), all, [0, 1]);
        yield return Case("BrierScore.Compute", Rows, d => Result(BrierScore.Compute(d.V(3), d.Yes(5)).Score, 'X', 'X', 'X', true), [Permutation, Duplication]);
        yield return Case("BrierScore.Censored", Rows, d => Result(BrierScore.Censored(d.V(), d.Yes(0), d.V(3), d.V().Max() / 2).Score, 'I'), [Scale, Permutation]);
        yield return Case("Calibration.Compute", Rows, d => Result(Calibration.Compute(d.V(3), d.Yes(5)).Slope, 'X', 'X', 'X', true), [Permutation, Duplication], tolerance: 1e-7);
        yield return Case("HosmerLemeshow.Compute", Rows, d => Result(HosmerLemeshow.Compute(d.V(3), d.Yes(5), 4).Test, 'X', 'X', 'X'), [Permutation]);
        yield return Case("DecisionCurve.Compute", Rows, d => [N("benefit", DecisionCurve.Compute(d.V(3), d.Yes(5), [0.3]).Points[0].NetBenefit, 'X', true)], [Permutation, Duplication]);
        yield return Case("DecisionCurve.ComputeIntervals", Rows, d => Bounds(DecisionCurve.ComputeIntervals(d.V(3), d.Yes(5), [0.3])[0].Interval, 'X'), [Permutation]);
        yield return Case(
            "DecisionCurve.Censored", Rows, d => [N("benefit", DecisionCurve.Censored(d.V(), d.Yes(0), d.V(3), d.V().Max() / 2, [0.3]).Points[0].NetBenefit, 'I', true)], [Scale, Permutation, Duplication]);
        yield return Case(
            "DecisionCurve.CensoredIntervals", Rows, d => Bounds(DecisionCurve.CensoredIntervals(d.V(), d.Yes(0), d.V(3), d.V().Max() / 2, [0.3])[0].Interval, 'I'), [Scale, Permutation]);
    }

    private static double[] Upper(Table[] d) => [.. d.V().Zip(d.Yes(0), (v, known) => known ? v : double.PositiveInfinity)];

    private static bool[] Below(Table[] d) => [.. d.C(2).Zip(d.C(5), (c, b) => c == 1 && b == 0)];
}
