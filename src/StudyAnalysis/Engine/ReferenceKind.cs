namespace StudyAnalysis.Engine;

/// <summary>What an option refers to.</summary>
public enum ReferenceKind
{
    /// <summary>A variable at the population's level.</summary>
    Variable,

    /// <summary>A variable that is only told apart, never shown: clusters of a variance.</summary>
    Cluster,

    /// <summary>A marker.</summary>
    Marker,

    /// <summary>A time point.</summary>
    TimePoint,

    /// <summary>An endpoint.</summary>
    Endpoint,

    /// <summary>A population.</summary>
    Population,

    /// <summary>A table.</summary>
    Table,

    /// <summary>Another analysis.</summary>
    Analysis,
}
