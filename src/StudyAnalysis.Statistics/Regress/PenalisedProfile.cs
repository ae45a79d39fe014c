using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Regress;

/// <summary>The profile of a penalised likelihood in one coefficient of the user's scale, a combination of the fitted ones.</summary>
internal sealed class PenalisedProfile
{
    private const string NoConvergence = "the search did not converge";
    private const int Attempts = 6;
    private const int Maxima = 3;
    private const int WideStarts = 24;
    private const double Width = 30;
    private readonly LogisticLikelihood _likelihood;
    private readonly LogisticLikelihood.Maximum _top;
    private readonly double[] _combination;
    private readonly double _estimate;

    // Where searches ended, by the value held: what was found once is found again, and a maximum is followed from the nearest place.
    private readonly List<(double Value, LogisticLikelihood.Maximum Maximum)> _found;

    public PenalisedProfile(LogisticLikelihood likelihood, LogisticLikelihood.Maximum top, double[] combination)
    {
        (_likelihood, _top, _combination) = (likelihood, top, combination);
        _estimate = LogisticLikelihood.Dot(combination, top.Beta);
        _found = [(_estimate, top)];
    }

    /// <summary>Twice the fall of the profile from the maximum to a value of the coefficient; NaN where the search did not converge.</summary>
    /// <param name="value">On the user's scale.</param>
    /// <param name="everywhere">Whether to look for other maxima from starts far away, too.</param>
    /// <remarks>Far out the penalised likelihood can have more than one maximum: the highest of several starts counts.</remarks>
    public double Deviance(double value, bool everywhere = true)
    {
        var held = Highest(value, everywhere);
        return held is null ? double.NaN : 2 * (_top.LogLikelihood - held.LogLikelihood);
    }

    /// <summary>Where the deviance reaches a value on one side of the estimate.</summary>
    public Quantity End(int direction, double standardError, double deviance)
    {
        var end = Roots.Beyond(v => Fast(v) - deviance, _estimate, direction * standardError);
        end = double.IsNaN(end) ? Roots.Beyond(v => Deviance(v, false) - deviance, _estimate, direction * standardError) : end;
        for (var attempt = 0; attempt < Attempts && double.IsFinite(end); attempt++)
        {
            var there = Deviance(end);
            if (Math.Abs(there - deviance) <= 1e-7 * deviance)
            {
                return end;
            }

            // The walk lost the highest maximum on its way: from here it follows that one. What a search finds later can turn a sign: then once more.
            var everywhere = attempt > 0;
            var next = there < deviance
                ? Roots.Beyond(v => Deviance(v, everywhere) - deviance, end, direction * standardError / 4)
                : Roots.Brent(v => Deviance(v, everywhere) - deviance, _estimate, end);
            end = double.IsNaN(next) ? end : next;
        }

        return Quantity.NotEstimable(NoConvergence);
    }

    private double Fast(double value)
    {
        if (value == _estimate)
        {
            return 0;
        }

        var held = _likelihood.Maximise(LogisticLikelihood.Moved(_found.MinBy(f => Math.Abs(f.Value - value)).Maximum, _combination, value), _combination);
        if (!held.Converged)
        {
            return Deviance(value, false);
        }

        _found.Add((value, held));
        return 2 * (_top.LogLikelihood - held.LogLikelihood);
    }

    private LogisticLikelihood.Maximum? Highest(double value, bool everywhere)
    {
        var near = _found.OrderBy(f => Math.Abs(f.Value - value)).ThenByDescending(f => f.Maximum.LogLikelihood).Select(f => f.Maximum)
            .DistinctBy(m => Math.Round(m.LogLikelihood, 7)).Take(Maxima).ToArray();
        double[][] starts =
        [
            .. near.Select(m => LogisticLikelihood.Moved(m, _combination, value)),
            LogisticLikelihood.Moved(_top, _combination, value),
            LogisticLikelihood.Moved(new double[_combination.Length], _combination, _combination, value),
            .. everywhere && _likelihood.IsNearlyCertain(near[0].Beta) ? Spread().Select(s => LogisticLikelihood.Moved(s, _combination, _combination, value)) : [],
        ];
        var followed = near.Select(m => _likelihood.Maximise(LogisticLikelihood.Moved(m.Beta, _combination, _combination, value), _combination, follow: true));
        var found = followed.Concat(starts.Select(s => _likelihood.Maximise(s, _combination))).Where(m => m.Converged)
            .DistinctBy(m => Math.Round(m.LogLikelihood, 7)).OrderByDescending(m => m.LogLikelihood).Take(Maxima).ToArray();
        _found.AddRange(found.Select(m => (value, m)));
        return found.Length == 0 ? null : found[0];
    }

    // Places spread evenly over a wide box (additive recurrence with the powers of the generalised golden ratio). Only where most outcomes are as good as
    // certain has the penalised likelihood been seen to have a second maximum.
    private IEnumerable<double[]> Spread()
    {
        var ratio = 2.0;
        for (var step = 0; step < 40; step++)
        {
            ratio = Math.Pow(1 + ratio, 1.0 / (_combination.Length + 1));
        }

        return Enumerable.Range(1, WideStarts).Select(k => _combination.Select((_, j) => Width * ((2 * (k * Math.Pow(ratio, -j - 1) % 1)) - 1)).ToArray());
    }
}
