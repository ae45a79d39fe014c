using System.Collections.Immutable;

namespace StudyAnalysis.Statistics.Survival;

/// <summary>Who enters an analysis that starts at a landmark, and who does not, by reason.</summary>
/// <param name="Time">The landmark, in the unit of time.</param>
/// <param name="Rows">Rows that enter, ascending.</param>
/// <param name="TimeFromLandmark">End of follow-up of these rows, counted from the landmark.</param>
/// <param name="EventsBefore">Events at or before the landmark, by cause (index 0 is cause 1).</param>
/// <param name="CensoredBefore">Censorings at or before the landmark.</param>
/// <param name="NotMeasured">Still followed at the landmark, but without the marker.</param>
public sealed record LandmarkSelection(
    double Time,
    ImmutableArray<int> Rows,
    ImmutableArray<double> TimeFromLandmark,
    ImmutableArray<int> EventsBefore,
    int CensoredBefore,
    int NotMeasured);

/// <summary>Starts the clock at a landmark, so that a marker measured until then never looks into its own future.</summary>
/// <remarks>Anderson, Cain and Gelber (1983), J Clin Oncol 1:710–719. R: rows with <c>time &gt; landmark</c>, <c>time - landmark</c>.</remarks>
public static class Landmark
{
    /// <summary>Selects the rows still under observation and event-free after the landmark.</summary>
    /// <param name="time">End of follow-up from the origin.</param>
    /// <param name="cause">0 censored, else the code of the event.</param>
    /// <param name="landmark">Landmark time, finite.</param>
    /// <param name="measured">Whether the marker was measured by the landmark; empty when for everyone.</param>
    /// <returns>The rows with counts of all others: rows + events + censorings + not measured = n.</returns>
    /// <exception cref="ArgumentException">Lengths differ, a value is not finite, a code is negative.</exception>
    public static LandmarkSelection Select(
        ReadOnlySpan<double> time, ReadOnlySpan<int> cause, double landmark, ReadOnlySpan<bool> measured = default)
    {
        SurvivalInput.Check(ref time, cause.Length, nameof(cause));
        Guard.Finite([landmark], nameof(landmark));
        landmark = SurvivalTimes.Snap(landmark, time);
        if (measured.Length > 0)
        {
            Guard.SameLength(time.Length, measured.Length, nameof(time), nameof(measured));
        }

        var events = new int[SurvivalInput.CheckCauses(cause)];
        var (rows, censored, notMeasured) = (ImmutableArray.CreateBuilder<int>(), 0, 0);
        var left = ImmutableArray.CreateBuilder<double>();
        for (var i = 0; i < time.Length; i++)
        {
            if (time[i] <= landmark && cause[i] > 0)
            {
                events[cause[i] - 1]++;
            }
            else if (time[i] <= landmark)
            {
                censored++;
            }
            else if (measured.Length > 0 && !measured[i])
            {
                notMeasured++;
            }
            else
            {
                rows.Add(i);
                left.Add(time[i] - landmark);
            }
        }

        return new LandmarkSelection(landmark, rows.ToImmutable(), left.ToImmutable(), [.. events], censored, notMeasured);
    }
}
