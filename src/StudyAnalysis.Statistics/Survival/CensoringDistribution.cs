namespace StudyAnalysis.Statistics.Survival;

/// <summary>G(t−): the probability of being uncensored just before t, by Kaplan–Meier with the roles exchanged.</summary>
/// <remarks>At one time events come before censorings, so a subject with the event at t has left the risk set of the censorings at t.</remarks>
internal sealed class CensoringDistribution
{
    private readonly EventTable _table;
    private readonly double[] _after;

    /// <param name="time">Ends of follow-up.</param>
    /// <param name="status">true where the end is an event of any kind.</param>
    /// <param name="eventsStayAtRisk">Whether a subject with the event at t still counts as at risk of censoring at t, as survfit on
    /// 1 − status (cmprsk::crr) counts; otherwise it has left, as survival::concordance and reverse prodlim count.</param>
    public CensoringDistribution(ReadOnlySpan<double> time, ReadOnlySpan<bool> status, bool eventsStayAtRisk = false)
    {
        var table = EventTable.Build(time, SurvivalInput.CausesOf(status), default, 1);
        _table = table;
        _after = new double[table.Times.Length];
        var g = 1.0;
        for (var i = 0; i < _after.Length; i++)
        {
            double atRisk = table.AtRisk[i] - (eventsStayAtRisk ? 0 : table.Events[i, 0]);
            g *= table.Censored[i] > 0 ? (atRisk - table.Censored[i]) / atRisk : 1;
            _after[i] = g;
        }
    }

    /// <summary>G(t−).</summary>
    public double Before(double time) => _table.LastRowBefore(time) is >= 0 and var row ? _after[row] : 1;

    /// <summary>G(t).</summary>
    public double At(double time) => _table.LastRowAt(time) is >= 0 and var row ? _after[row] : 1;
}
