using StudyAnalysis.Engine;

namespace StudyAnalysis.Html;

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
