using System.Collections.Immutable;
using StudyAnalysis.Engine;

namespace StudyAnalysis.Kinds.Common;

/// <summary>What curves start from: an endpoint on the units that have a group.</summary>
/// <param name="Outcome">Times and causes.</param>
/// <param name="Groups">The groups.</param>
/// <param name="Times">Times at which the curves are read, in days.</param>
internal sealed record GroupedOutcome(OutcomeUnits Outcome, CurveGroups Groups, ImmutableArray<double> Times)
{
    /// <summary>Reads the options endpoint, by and times, and counts out units without a group; or the result that ends the analysis.</summary>
    public static (GroupedOutcome? Ready, AnalysisResult? Ended) Prepare(ResultBuilder builder)
    {
        var (endpoint, by) = (builder.Options.Text("endpoint"), builder.Options.TextOrNull("by"));
        if ((builder.Unavailable(endpoint, by) ?? (OutcomeOptions.IsAtMedian(builder.Options) ? null : builder.TooManyGroups(by))) is { } notRun)
        {
            return (null, notRun);
        }

        var outcome = OutcomeUnits.Prepare(builder, endpoint);
        var groups = OutcomeOptions.Group(builder, ref outcome, by);
        return outcome.Count == 0
            ? (null, builder.NotEstimable(builder.Say("nobody is followed up", "aucun suivi")))
            : (new GroupedOutcome(outcome, groups, OutcomeOptions.ReadTimes(builder, outcome.Source.Endpoint)), null);
    }
}
