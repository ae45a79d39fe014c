using StudyAnalysis.Statistics.Validate;

namespace StudyAnalysis.Tests.Statistics.Validity;

/// <summary>Right predictions (of another sample, so that nothing was fitted): calibration, Brier score, decision curve.</summary>
internal static class PredictionValidity
{
    private const string Family = "Right predictions, 50 % events";

    // Risk from which one would treat, and the odds of it.
    private const double Threshold = 0.4;
    private const double Odds = Threshold / (1 - Threshold);
    private const double Horizon = 0.7;

    private static readonly double TrueBrier = Study.Expected(x => Risk(x) * (1 - Risk(x)));
    private static readonly double TrueBenefit = Study.Expected(x => Risk(x) >= Threshold ? Worth(Risk(x)) : 0);
    private static readonly double TrueGain = Study.Expected(x => Risk(x) >= Threshold ? 0 : -Worth(Risk(x)));
    private static readonly double TrueCensoredBrier = Study.Expected(x => RiskAtHorizon(x) * (1 - RiskAtHorizon(x)));
    private static readonly double TrueCensoredBenefit = Study.Expected(x => RiskAtHorizon(x) >= Threshold ? Worth(RiskAtHorizon(x)) : 0);

    public static IEnumerable<ValidityCase> Cases() => [.. Tests(), .. Intervals()];

    private static IEnumerable<ValidityCase> Tests() =>
    [
        .. Known("Calibration intercept, Wald test of 0", ValidityKind.Test, (p, y) => Study.Rejects(Calibration.Compute(p, y).Intercept)),
        .. Known("Calibration slope, Wald test of 1", ValidityKind.Test, (p, y) => Study.Rejects(Calibration.Compute(p, y).Slope)),
        .. Known("Unreliability, likelihood-ratio test of both", ValidityKind.Test, (p, y) => Study.Rejects(Calibration.Compute(p, y).Unreliability)),
        .. Known("Hosmer–Lemeshow, five groups", ValidityKind.Test, (p, y) => Study.Rejects(HosmerLemeshow.Compute(p, y, 5, false).Test)),
    ];

    private static IEnumerable<ValidityCase> Intervals() =>
    [
        .. Known("Calibration slope, Wald interval", ValidityKind.Interval, (p, y) => Study.Covers(Calibration.Compute(p, y).Slope.Interval, 1)),
        .. Known("Brier score", ValidityKind.Interval, (p, y) => Study.Covers(BrierScore.Compute(p, y).Score.Interval, TrueBrier)),
        .. Known("Net benefit at a risk of 40 %", ValidityKind.Interval, (p, y) => Study.Covers(DecisionCurve.ComputeIntervals(p, y, [Threshold])[0].Interval, TrueBenefit)),
        .. Known("Gain over treating everybody at a risk of 40 %", ValidityKind.Interval, (p, y) => Study.Covers(DecisionCurve.ComputeIntervals(p, y, [Threshold])[0].GainInterval, TrueGain)),
        .. Censored("Brier score at a horizon, 30 % censored", (t, s, p) => Study.Covers(BrierScore.Censored(t, s, p, Horizon).Score.Interval, TrueCensoredBrier)),
        .. Censored("Net benefit at a horizon and a risk of 40 %, 30 % censored", (t, s, p) => Study.Covers(DecisionCurve.CensoredIntervals(t, s, p, Horizon, [Threshold])[0].Interval, TrueCensoredBenefit)),
    ];

    private static double Risk(double x) => 1 / (1 + Math.Exp(-1.5 * x));

    // Of an event before the horizon at a hazard of 2^x.
    private static double RiskAtHorizon(double x) => 1 - Math.Exp(-Horizon * Math.Pow(2, x));

    private static double Worth(double risk) => risk - (Odds * (1 - risk));

    private static IEnumerable<ValidityCase> Known(string name, ValidityKind kind, Func<double[], bool[], bool?> trial) =>
        ValidityCase.Grid(Family, name, kind, Study.Smooth, (r, n, v) =>
        {
            double[] risk = [.. Study.Sample(r, n, v).Select(Risk)];
            return trial(risk, [.. risk.Select(p => r.Bernoulli(p))]);
        });

    private static IEnumerable<ValidityCase> Censored(string name, Func<double[], bool[], double[], bool?> trial) =>
        ValidityCase.Grid(Family, name, ValidityKind.Interval, Study.Smooth, (r, n, v) =>
        {
            var x = Study.Sample(r, n, v);
            var (time, status) = Study.Survival(r, n, v, i => Math.Log(2) * x[i]);
            return trial(time, status, [.. x.Select(RiskAtHorizon)]);
        });
}
