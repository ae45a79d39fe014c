using System.Collections.Immutable;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Engine;

/// <summary>The reasons why units have no time, in the order in which they are counted.</summary>
internal sealed class EndpointReasons(Language language, Endpoint endpoint)
{
    public ImmutableArray<EndpointExclusion> InOrder { get; } =
    [
        EndpointExclusion.NoOrigin, EndpointExclusion.UnknownStatus, EndpointExclusion.NoEventTime, EndpointExclusion.NoCompetingTime,
        EndpointExclusion.NoFollowUp, EndpointExclusion.Negative,
    ];

    public string Text(EndpointExclusion reason) => reason switch
    {
        EndpointExclusion.NoOrigin => language.Pick("no start of follow-up", "pas de début de suivi"),
        EndpointExclusion.UnknownStatus => language.Pick("status not known", "statut inconnu"),
        EndpointExclusion.NoEventTime => endpoint.Origin is null
            ? language.Pick("event without a time", "événement sans durée")
            : language.Pick("event without a date", "événement sans date"),
        EndpointExclusion.NoCompetingTime => endpoint.Origin is null
            ? language.Pick("competing event without a time", "événement concurrent sans durée")
            : language.Pick("competing event without a date", "événement concurrent sans date"),
        EndpointExclusion.NoFollowUp => language.Pick("no follow-up", "pas de suivi"),
        EndpointExclusion.Negative => language.Pick(
            "event or last follow-up before the start", "événement ou dernier suivi avant le début"),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "not a reason"),
    };
}
