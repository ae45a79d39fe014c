using System.Collections.Immutable;
using StudyAnalysis.Statistics.Survival;

namespace StudyAnalysis.Kinds.Common;

/// <summary>The risk table under a curve: the same numbers as the curve's, at round times. A month ends within a day; the table counts on that day, as results
/// read at day 182 do, so that who leaves at a visit of that day is still at risk there.</summary>
internal static class RiskTables
{
    private static readonly double[] Spacings = [7, 14, 30.4375, 60.875, 91.3125, 182.625, 365.25, 730.5, 1826.25];

    // 125 years: no follow-up is longer.
    private const double MostTimes = 25;

    /// <summary>About five round times from 0 to the last follow-up, in days; one that lies within a day after it is there too (12 months, when visits count at day 365).</summary>
    public static ImmutableArray<double> Times(IReadOnlyCollection<double> followUp)
    {
        var last = followUp.Count == 0 ? 0 : followUp.Max();
        var spacing = Spacings.FirstOrDefault(s => last / s <= 5, Spacings[^1]);
        while (last / spacing > MostTimes)
        {
            // A time that is a slip of the pen must not fill the table, nor the memory.
            spacing *= 10;
        }

        return [.. Enumerable.Range(0, (int)Math.Floor((last + 1) / spacing) + 1).Select(i => i * spacing)];
    }

    public static ImmutableArray<RiskTableEntry> Of(SurvivalCurve curve, IReadOnlyCollection<double> followUp)
    {
        var (events, censored) = (0, 0);
        var times = Times(followUp);
        return
        [
            .. curve.At([.. times.Select(Math.Floor)]).Zip(times, (p, shown) =>
            {
                events += p.Events;
                censored += p.Censored;
                return new RiskTableEntry(shown, p.AtRisk, events, censored);
            }),
        ];
    }
}
