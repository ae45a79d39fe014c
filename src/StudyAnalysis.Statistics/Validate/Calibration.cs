using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Distributions;
using StudyAnalysis.Statistics.Regress;

namespace StudyAnalysis.Statistics.Validate;

/// <summary>One point of a calibration curve.</summary>
/// <param name="Predicted">Predicted probability.</param>
/// <param name="Observed">Probability observed at that prediction, by the flexible curve.</param>
/// <param name="Low">Lower end of its pointwise interval.</param>
/// <param name="High">Upper end.</param>
public sealed record CalibrationPoint(double Predicted, double Observed, double Low, double High);

/// <summary>Agreement of predicted probabilities with outcomes.</summary>
/// <param name="Intercept">Calibration-in-the-large: intercept of logit P(event) = a + logit(predicted); 0 is perfect, above 0 too low predictions.</param>
/// <param name="Slope">Calibration slope: b of logit P(event) = a + b logit(predicted), against 1; below 1 too extreme predictions.</param>
/// <param name="Unreliability">Likelihood-ratio test of intercept 0 and slope 1 together (Cox 1958), 2 degrees of freedom.</param>
/// <param name="ObservedToExpected">Observed events over expected.</param>
/// <param name="Curve">Flexible curve at each prediction, ascending; empty when it is not estimable.</param>
/// <param name="MeanError">Mean |observed − predicted| over the subjects, the integrated calibration index (ICI).</param>
/// <param name="NinetiethPercentileError">90 % quantile of the same (E90).</param>
/// <param name="LargestError">Its maximum (Emax).</param>
public sealed record CalibrationResult(
    TestResult Intercept,
    TestResult Slope,
    TestResult Unreliability,
    Quantity ObservedToExpected,
    ImmutableArray<CalibrationPoint> Curve,
    Quantity MeanError,
    Quantity NinetiethPercentileError,
    Quantity LargestError);

/// <summary>Calibration of predicted probabilities.</summary>
public static class Calibration
{
    /// <summary>Intercept, slope and a flexible curve: a restricted cubic spline of the logit of the prediction in a logistic model.</summary>
    /// <param name="predicted">Predicted probabilities, strictly between 0 and 1; shape: n.</param>
    /// <param name="outcome">Event yes/no; shape: n.</param>
    /// <param name="knots">Knots of the curve, at Harrell's quantiles; 3 suit small samples.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>Of new data, or of the data the model was fitted to (where intercept and slope are 0 and 1 by construction: validate first). Parts
    /// are not estimable without both outcomes, when predictions do not vary, or separate the outcomes.</returns>
    /// <exception cref="ArgumentException">Different lengths, a probability outside (0, 1), or a level outside 0 … 1.</exception>
    /// <remarks>The curve is a spline, not a loess, because it has intervals and no bandwidth. R: <c>glm(y ~ offset(lp), binomial)</c>,
    /// <c>glm(y ~ lp, binomial)</c>, <c>glm(y ~ rcs(lp, 3), binomial)</c>; <c>rms::val.prob</c> for slope and unreliability. Source: Cox (1958),
    /// Biometrika 45:562–565; Van Calster et al. (2019), BMC Med 17:230; Austin and Steyerberg (2019), Stat Med 38:4051–4065.
    /// Oracle: Oracles/calibration.</remarks>
    public static CalibrationResult Compute(double[] predicted, IReadOnlyList<bool> outcome, int knots = 3, double level = 0.95)
    {
        PredictionCheck.Probabilities(predicted, outcome.Count, nameof(predicted), nameof(outcome));
        Guard.Level(level);
        var logit = Array.ConvertAll(predicted, p => Math.Log(p / (1 - p)));
        var events = outcome.Count(y => y);
        var template = new TestResult { Method = Method(knots), EstimateName = string.Empty, SampleSizes = [predicted.Length] };
        var line = LogisticRegression.Fit(outcome, Design.WithIntercept(logit.Length, [("logit of the prediction", logit)]), LogisticPenalty.None, level);
        var intercept = InTheLarge(template, logit, outcome, events, level);
        var fixedValue = logit.Zip(outcome).Sum(p => -Softplus(p.Second ? -p.First : p.First));
        return WithCurve(predicted, logit, outcome, knots, level, new(
            intercept,
            Slope(template, line, level),
            Unreliability(template, line, fixedValue),
            predicted.Length == 0 ? Quantity.NotEstimable("no predictions") : events / predicted.Sum(),
            [],
            Quantity.NotEstimable("not computed"),
            Quantity.NotEstimable("not computed"),
            Quantity.NotEstimable("not computed")));
    }

    private static MethodDescription Method(int knots) => new(
        "Calibration of predicted probabilities",
        Inference.Options(("curve", string.Create(CultureInfo.InvariantCulture, $"restricted cubic spline of the logit, {knots} knots"))),
        "glm(y ~ offset(lp), binomial); glm(y ~ lp, binomial); glm(y ~ rcs(lp, 3), binomial)");

    private static double Softplus(double x) => Math.Max(x, 0) + Accurate.Log1p(Math.Exp(-Math.Abs(x)));

    // One parameter: Newton's method on Σ (y − p(a + lp)).
    private static TestResult InTheLarge(TestResult template, double[] logit, IReadOnlyList<bool> outcome, int events, double level)
    {
        const string name = "calibration intercept (slope 1)";
        if (events == 0 || events == outcome.Count)
        {
            return WaldResult.Failed(template, name, events == 0 ? "no event" : "only events", level);
        }

        LikelihoodPoint At(double[] a)
        {
            double value = 0, score = 0, information = 0;
            for (var i = 0; i < logit.Length; i++)
            {
                var eta = a[0] + logit[i];
                var p = 1 / (1 + Math.Exp(-eta));
                value -= Softplus(outcome[i] ? -eta : eta);
                score += (outcome[i] ? 1 : 0) - p;
                information += p * (1 - p);
            }

            return new(value, [score], new[,] { { information } });
        }

        var search = NewtonSearch.Maximise([0], At);
        return search.Failure.Length > 0 ? WaldResult.Failed(template, name, search.Failure, level) : WaldResult.Of(template, name, search.Parameters[0], search.Covariance[0, 0], level);
    }

    private static TestResult Slope(TestResult template, LogisticFit line, double level)
    {
        const string name = "calibration slope";
        var slope = line.Coefficients[1];
        if (!slope.Estimate.IsEstimable)
        {
            return WaldResult.Failed(template, name, slope.Estimate.Reason, level);
        }

        var result = WaldResult.Of(template, name, slope.Estimate.Value, slope.StandardError.Value * slope.StandardError.Value, level);
        var z = (slope.Estimate.Value - 1) / slope.StandardError.Value;
        return result with { StatisticName = "z of slope 1", Statistic = z, PValue = Tail.NormalTwoSided(z) };
    }

    private static TestResult Unreliability(TestResult template, LogisticFit line, double fixedValue)
    {
        var result = template with { EstimateName = "intercept 0 and slope 1", StatisticName = "χ² (likelihood ratio)", DegreesOfFreedom = 2 };
        if (!line.LogLikelihood.IsEstimable)
        {
            return result with { Statistic = line.LogLikelihood, PValue = line.LogLikelihood };
        }

        var statistic = Math.Max(0, 2 * (line.LogLikelihood.Value - fixedValue));
        return result with { Statistic = statistic, PValue = Tail.ChiSquaredUpper(statistic, 2) };
    }

    private static CalibrationResult WithCurve(double[] predicted, double[] logit, IReadOnlyList<bool> outcome, int knots, double level, CalibrationResult result)
    {
        var spline = RestrictedCubicSpline.AtQuantiles(logit, knots);
        if (spline is null)
        {
            return Without(result, "too few different predictions for the knots");
        }

        var design = Design.WithIntercept(logit.Length, spline.Columns("lp", logit));
        var fit = LogisticRegression.Fit(outcome, design, LogisticPenalty.None, level);
        if (!fit.LogLikelihood.IsEstimable)
        {
            return Without(result, fit.LogLikelihood.Reason);
        }

        var z = -Tail.NormalQuantile((1 - level) / 2);
        CalibrationPoint[] points = [.. predicted.Select((p, i) => Point(p, i, fit, design, z))];
        double[] errors = [.. points.Select(p => Math.Abs(p.Observed - p.Predicted))];
        return result with
        {
            Curve = [.. points.DistinctBy(p => p.Predicted).OrderBy(p => p.Predicted)],
            MeanError = errors.Average(),
            NinetiethPercentileError = Quantiles.Compute(errors, 0.9),
            LargestError = errors.Max(),
        };
    }

    private static CalibrationPoint Point(double predicted, int row, LogisticFit fit, Design design, double z)
    {
        double eta = 0, variance = 0;
        for (var a = 0; a < design.Columns.Length; a++)
        {
            eta += fit.Coefficients[a].Estimate.Value * design.Columns[a][row];
            for (var b = 0; b < design.Columns.Length; b++)
            {
                variance += design.Columns[a][row] * fit.Covariance[a][b] * design.Columns[b][row];
            }
        }

        double Probability(double v) => 1 / (1 + Math.Exp(-v));
        var half = z * Math.Sqrt(variance);
        return new(predicted, Probability(eta), Probability(eta - half), Probability(eta + half));
    }

    private static CalibrationResult Without(CalibrationResult result, string reason)
    {
        var none = Quantity.NotEstimable(reason);
        return result with { MeanError = none, NinetiethPercentileError = none, LargestError = none };
    }
}
