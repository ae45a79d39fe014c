namespace StudyAnalysis.Cli;

/// <summary>An analysis of a saved report.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">Whether it has a result.</param>
/// <param name="Reason">Why it has none; else empty.</param>
/// <param name="Method">Its methods.</param>
/// <param name="Reference">The equal calls in R, the same in every language.</param>
/// <param name="N">Units analysed.</param>
/// <param name="Excluded">Units left out, by reason.</param>
/// <param name="Numbers">Its numbers, by all that names them.</param>
internal sealed record SavedAnalysis(
    string Id,
    string Status,
    string Reason,
    string Method,
    string Reference,
    int N,
    IReadOnlyDictionary<string, int> Excluded,
    IReadOnlyDictionary<string, SavedNumber> Numbers)
{
    /// <summary>An analysis that a report does not have.</summary>
    public static SavedAnalysis None(string id) =>
        new(id, string.Empty, string.Empty, string.Empty, string.Empty, 0, new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<string, SavedNumber>(StringComparer.Ordinal));
}
