using StudyAnalysis.Analyses;

namespace StudyAnalysis.Reporting.Html;

/// <summary>Where a number of the report stands in results.json.</summary>
/// <param name="Analysis">Id of the analysis.</param>
/// <param name="Row">Position among its stats, from 0.</param>
public readonly record struct StatisticAddress(string Analysis, int Row);

/// <summary>Finds numbers of a document among the results, so that each can be traced.</summary>
public sealed class StatisticIndex
{
    private readonly Dictionary<Statistic, StatisticAddress> _byReference = new(ReferenceEqualityComparer.Instance);

    /// <summary>An index over results.</summary>
    public StatisticIndex(IEnumerable<AnalysisResult> results)
    {
        foreach (var result in results)
        {
            for (var row = 0; row < result.Statistics.Length; row++)
            {
                _byReference.TryAdd(result.Statistics[row], new StatisticAddress(result.Id, row));
            }
        }
    }

    /// <summary>The address; null when the number is of no result, which a test forbids for whole reports.</summary>
    public StatisticAddress? Find(Statistic statistic) => _byReference.TryGetValue(statistic, out var address) ? address : null;
}
