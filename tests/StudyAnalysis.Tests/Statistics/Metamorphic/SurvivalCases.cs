using StudyAnalysis.Statistics.Survival;
using static StudyAnalysis.Tests.Statistics.Metamorphic.Cases;
using static StudyAnalysis.Tests.Statistics.Metamorphic.Sets;

namespace StudyAnalysis.Tests.Statistics.Metamorphic;

/// <summary>Survival methods: the unit is that of time, or of a covariate.</summary>
internal static class SurvivalCases
{
    public static IEnumerable<MetamorphicCase> All()
    {
        Relation[] scaled = [Scale, Permutation], all = [Shift, Scale, Permutation];
        SurvivalCurve Curve(Table[] d) => KaplanMeier.Estimate(d.V(), d.Yes(0));
        double Middle(Table[] d) => d.V().Max() / 2;
        yield return Case("KaplanMeier.Estimate", Rows, d => [N("survival", Curve(d).At(Middle(d))[0].Estimate, 'I', true), .. Bounds(Curve(d).At(Middle(d))[0].Interval, 'I')], [.. scaled, Duplication]);
        yield return Case("KaplanMeier.Reverse", Rows, d => [N("median", KaplanMeier.Reverse(d.V(), d.Yes(0)).Median().Estimate, 'S')], scaled);
        yield return Case(
            "KaplanMeier.RestrictedMeanDifference",
            Rows,
            d => Result(KaplanMeier.RestrictedMeanDifference(Of(d, 1), Of(d, 2), Middle(d)), 'S'),
            scaled);
        yield return Case("SurvivalCurve.At", Rows, d => [N("survival", Curve(d).At(Middle(d))[0].Estimate, 'I')], scaled);
        yield return Case("SurvivalCurve.ConditionalAt", Rows, d => [N("survival", Curve(d).ConditionalAt(Middle(d) / 2, Middle(d))[0].Estimate, 'I')], scaled);
        yield return Case("SurvivalCurve.Median", Rows, d => [N("median", Curve(d).Median().Estimate, 'L'), .. Bounds(Curve(d).Median().Interval, 'L')], [Scale, Permutation]);
        yield return Case("SurvivalCurve.Quantile", Rows, d => [N("quartile", Curve(d).Quantile(0.25).Estimate, 'L')], scaled);
        yield return Case("SurvivalCurve.RestrictedMeanTo", Rows, d => [N("mean", Curve(d).RestrictedMeanTo(Middle(d)).Estimate, 'S', true), N("error", Curve(d).RestrictedMeanTo(Middle(d)).StandardError, 'S')], [.. scaled, Duplication]);
        yield return Case("LogRank.Test", Rows, d => [N("χ²", LogRank.Test(d.V(), d.Yes(0), d.C(2)).Statistic, 'I')], [.. scaled, Relabelling], labels: [2]);
        yield return Case("LogRank.Trend", Rows, d => [N("p", LogRank.Trend(d.V(), d.Yes(0), d.C(2)).PValue, 'I')], [.. scaled, Relabelling], labels: [2]);
        yield return Case("GrayTest.Test", Rows, d => [N("χ²", GrayTest.Test(d.V(), d.C(4), d.C(2)).Statistic, 'I')], [.. scaled, Relabelling], labels: [2]);
        yield return Case(
            "AalenJohansen.Estimate", Rows, d => [N("risk", AalenJohansen.Estimate(d.V(), d.C(4)).Curves[^1].At(Middle(d))[0].Estimate, 'I', true)], [.. scaled, Duplication, Relabelling], labels: [4]);
        yield return Case("CumulativeIncidenceCurve.At", Rows, d => [N("error", AalenJohansen.Estimate(d.V(), d.C(4)).Curves[0].At(Middle(d))[0].StandardError, 'I')], scaled);
        yield return Case("CoxRegression.Fit", Rows, d => Coefficient(CoxRegression.Fit(d.Cox()).Coefficients[0], 'R'), all, [1], tolerance: 1e-8);
        yield return Case("CoxRegression.Fit", Rows, d => Coefficient(CoxRegression.Fit(d.Cox()).Coefficients[0], 'I'), [Scale], tolerance: 1e-8);
        yield return Case("CoxRegression.Fit", Rows, d => Coefficient(CoxRegression.Fit(d.Cox(), CoxTies.Breslow).Coefficients[0], 'R'), [Duplication], [1], tolerance: 1e-8);
        yield return Case("CoxFit.ProfileInterval", Rows, d => Bounds(CoxRegression.Fit(d.Cox()).ProfileInterval(1), 'I'), all, [1], tolerance: 1e-7);
        yield return Case("CoxFit.LikelihoodRatioTestOf", Rows, d => [N("χ²", CoxRegression.Fit(d.Cox()).LikelihoodRatioTestOf(0).Statistic, 'I')], all, [1], tolerance: 1e-8);
        yield return Case("CoxFit.Concordance", Rows, d => [N("C", CoxRegression.Fit(d.Cox()).Concordance()!.Estimate, 'I', true)], all, [1], tolerance: 1e-8);
        yield return Case("CoxDiagnostics.MartingaleResiduals", Rows, d => Every(CoxRegression.Fit(d.Cox()).Diagnostics!.MartingaleResiduals(), 'I'), all, [1], tolerance: 1e-6);
        yield return Case("CoxDiagnostics.DevianceResiduals", Rows, d => Every(CoxRegression.Fit(d.Cox()).Diagnostics!.DevianceResiduals(), 'I'), all, [1], tolerance: 1e-6);
        yield return Case("CoxDiagnostics.ScoreResiduals", Rows, d => Every(CoxRegression.Fit(d.Cox()).Diagnostics!.ScoreResiduals().Select(r => r[0]), 'S'), all, [1], tolerance: 1e-6);
        yield return Case("CoxDiagnostics.SchoenfeldResiduals", Rows, d => Every(CoxRegression.Fit(d.Cox()).Diagnostics!.SchoenfeldResiduals().Select(r => r.Values[0]), 'S'), all, [1], tolerance: 1e-6);
        yield return Case("CoxDiagnostics.DfBeta", Rows, d => Every(CoxRegression.Fit(d.Cox()).Diagnostics!.DfBeta(true).Select(r => r[0]), 'I'), all, [1], tolerance: 1e-6);
        yield return Case("CoxDiagnostics.ProportionalHazards", Rows, d => [N("χ²", CoxRegression.Fit(d.Cox()).Diagnostics!.ProportionalHazards()[^1].Statistic, 'I')], all, [1], tolerance: 1e-7);
        yield return Case(
            "CoxDiagnostics.BaselineHazard", Rows, d => [new("hazard", CoxRegression.Fit(d.Cox()).Diagnostics!.BaselineHazard([d.V(1).Max(), 0])[^1].CumulativeHazard, 'I')], all, [1], tolerance: 1e-7);
        yield return Case(
            "CoxDiagnostics.PredictedCurve", Rows, d => [new("survival", CoxRegression.Fit(d.Cox()).Diagnostics!.PredictedCurve([d.V(1).Max(), 0])[5].Survival, 'I')], all, [1], tolerance: 1e-7);
        yield return Case("CoxBootstrap.Fit", Rows, d => [N("error", CoxBootstrap.Fit(d.Cox(), 1, 200).Coefficients[0].StandardError, 'R')], [Scale], [1], tolerance: 1e-6);
        yield return Case("FirthCox.Fit", Rows, d => [.. Coefficient(FirthCox.Fit(d.Cox()).Coefficients[0], 'R'), .. Bounds(FirthCox.Fit(d.Cox()).Coefficients[1].Interval, 'I')], all, [1], tolerance: 1e-7);
        yield return Case("FineGray.Fit", Rows, d => Coefficient(FineGray.Fit(d.V(), d.C(4), d.Cox().Covariates, d.C(4).Where(c => c > 0).Min()).Coefficients[0], 'R'), [.. all, Relabelling], [1], [4], 1e-8);
        yield return Case(
            "AcceleratedFailureTime.Fit",
            Rows,
            d => [N("x", AcceleratedFailureTime.Fit(AftInput.RightCensored(d.V(), d.Yes(0), d.Cox().Covariates)).Coefficients[1].Estimate, 'R', true)],
            [.. all, Duplication],
            [1],
            tolerance: 1e-7);
        yield return Case("AftFit.Quantile", Rows, d => [N("median", AcceleratedFailureTime.Fit(AftInput.RightCensored(d.V(), d.Yes(0), d.Cox().Covariates)).Quantile([2, 0]).Estimate, 'S')], scaled, tolerance: 1e-7);
        yield return Case(
            "AftFit.SurvivalAt", Rows, d => [N("survival", AcceleratedFailureTime.Fit(AftInput.RightCensored(d.V(), d.Yes(0), d.Cox().Covariates)).SurvivalAt([2, 0], Middle(d)).Estimate, 'I')], scaled, tolerance: 1e-7);
        yield return Case("Turnbull.Estimate", Rows, d => [N("log L", Turnbull.Estimate([.. d.V().Select(t => t / 2)], d.V()).LogLikelihood, 'I')], scaled, tolerance: 1e-8);
        yield return Case("TurnbullEstimate.SurvivalAt", Rows, d => [N("survival", Turnbull.Estimate([.. d.V().Select(t => t / 2)], d.V()).SurvivalAt(Middle(d)).High, 'I', true)], [.. scaled, Duplication], tolerance: 1e-7);
        yield return Case("TurnbullEstimate.QuantileInterval", Rows, d => [N("median", Turnbull.Estimate([.. d.V().Select(t => t / 2)], d.V()).QuantileInterval().Upper, 'S')], scaled);
        yield return Case("Concordance.Harrell", Rows, d => [N("C", Concordance.Harrell(d.V(), d.Yes(0), d.V(1)).Estimate, 'I', true)], [Shift, Scale, Permutation, Duplication], [1]);
        yield return Case("Concordance.Uno", Rows, d => [N("C", Concordance.Uno(d.V(), d.Yes(0), d.V(1)).Estimate, 'I')], all, [1]);
        yield return Case("TimeDependentAuc.Estimate", Rows, d => [N("AUC", TimeDependentAuc.Estimate(d.V(), d.C(4), d.V(1), 7).Estimate, 'I', true)], [.. all, Duplication], [1]);
        yield return Case("HorizonStatus.At", Rows, d => Every(HorizonStatus.At(d.V(), d.C(4), Middle(d)).Weights, 'I'), scaled);
        yield return Case("HorizonStatus.Count", Rows, d => [new("events", HorizonStatus.At(d.V(), d.C(4), Middle(d)).Count(StatusAtHorizon.Event), 'I')], scaled);
        yield return Case("Landmark.Select", Rows, d => Every(Landmark.Select(d.V(), d.C(4), Middle(d)).TimeFromLandmark, 'S'), scaled);
        yield return Case("MaximallySelected.LogRank", Rows, d => [N("statistic", MaximallySelected.LogRank(d.V(), d.Yes(0), d.V(1), 1).Statistic, 'I'), N("cut", MaximallySelected.LogRank(d.V(), d.Yes(0), d.V(1), 1).Cut, 'L')], [Shift, Scale], [1]);
        yield return Case("MaximallySelected.Rank", Rows, d => [N("statistic", MaximallySelected.Rank(d.V(), d.V(1), 1).Statistic, 'I')], [Shift, Scale], [0, 1]);
    }

    private static SurvivalCurve Of(Table[] d, int group)
    {
        int[] rows = [.. Enumerable.Range(0, d[0].Rows).Where(i => d.C(2)[i] == group)];
        return KaplanMeier.Estimate([.. rows.Select(i => d.V()[i])], [.. rows.Select(i => d.Yes(0)[i])]);
    }
}
