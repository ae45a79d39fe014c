namespace StudyAnalysis.Statistics.Survival;

/// <summary>Comparable pairs that each row takes part in, as the earlier and as the later subject.</summary>
internal sealed class ConcordancePairs
{
    private readonly double[] _time;
    private readonly bool[] _status;
    private readonly double[] _entry;
    private readonly int[] _rank;
    private readonly int _ranks;
    private readonly Func<double, double>? _weight;

    public ConcordancePairs(
        ReadOnlySpan<double> time, ReadOnlySpan<bool> status, ReadOnlySpan<double> score, ReadOnlySpan<double> entry, int[] stratumOf, Func<double, double>? weight)
    {
        (_time, _status, _entry, _weight) = (time.ToArray(), status.ToArray(), entry.ToArray(), weight);
        var values = score.ToArray().Distinct().Order().ToArray();
        _ranks = values.Length;
        _rank = [.. score.ToArray().Select(v => Array.BinarySearch(values, v))];
        (Concordant, Discordant, Tied) = (new double[Rows], new double[Rows], new double[Rows]);
        foreach (var stratum in Enumerable.Range(0, Rows).GroupBy(i => stratumOf[i]).OrderBy(g => g.Key))
        {
            CountStratum([.. stratum]);
        }
    }

    public int Rows => _time.Length;

    public double[] Concordant { get; }

    public double[] Discordant { get; }

    public double[] Tied { get; }

    /// <summary>Each pair once: every row's counts hold it twice.</summary>
    public (double Concordant, double Discordant, double Tied) Totals() => (Concordant.Sum() / 2, Discordant.Sum() / 2, Tied.Sum() / 2);

    private void CountStratum(int[] rows)
    {
        AsEarlier(rows);
        AsLater(rows);
    }

    // From the latest end down: the tree holds who is still under observation after the event.
    private void AsEarlier(int[] rows)
    {
        var tree = new FenwickTree(_ranks);
        var byEnd = rows.OrderByDescending(i => _time[i]).ThenBy(i => _status[i]).ToArray();
        var byEntry = _entry.Length > 0 ? rows.OrderByDescending(i => _entry[i]).ToArray() : [];
        var left = 0;
        for (var k = 0; k < byEnd.Length;)
        {
            var time = _time[byEnd[k]];
            for (; k < byEnd.Length && _time[byEnd[k]] == time && !_status[byEnd[k]]; k++)
            {
                tree.Add(_rank[byEnd[k]], 1);
            }

            var first = k;
            for (; k < byEnd.Length && _time[byEnd[k]] == time; k++)
            {
                // Tied events are not comparable: all of them look before any joins the tree.
            }

            for (; k > first && left < byEntry.Length && _entry[byEntry[left]] >= time; left++)
            {
                tree.Add(_rank[byEntry[left]], -1);
            }

            var weight = k > first && _weight is not null ? _weight(time) : 1;
            for (var e = first; e < k; e++)
            {
                var (lower, equal, higher) = tree.Split(_rank[byEnd[e]]);
                Concordant[byEnd[e]] += weight * lower;
                Discordant[byEnd[e]] += weight * higher;
                Tied[byEnd[e]] += weight * equal;
            }

            for (var e = first; e < k; e++)
            {
                tree.Add(_rank[byEnd[e]], 1);
            }
        }
    }

    // From the earliest event up: the tree holds the events so far; a row meets those between its entry and its end.
    private void AsLater(int[] rows)
    {
        var tree = new FenwickTree(_ranks);
        var events = rows.Where(i => _status[i]).OrderBy(i => _time[i]).ToArray();
        var looks = rows.Select(i => (Row: i, Time: _time[i], Sign: 1, Inclusive: !_status[i])).ToList();
        if (_entry.Length > 0)
        {
            looks.AddRange(rows.Select(i => (Row: i, Time: _entry[i], Sign: -1, Inclusive: true)));
        }

        var next = 0;
        foreach (var look in looks.OrderBy(l => l.Time).ThenBy(l => l.Inclusive))
        {
            for (; next < events.Length && (_time[events[next]] < look.Time || (look.Inclusive && _time[events[next]] == look.Time)); next++)
            {
                tree.Add(_rank[events[next]], _weight is null ? 1 : _weight(_time[events[next]]));
            }

            var (lower, equal, higher) = tree.Split(_rank[look.Row]);
            Concordant[look.Row] += look.Sign * higher;
            Discordant[look.Row] += look.Sign * lower;
            Tied[look.Row] += look.Sign * equal;
        }
    }

    private sealed class FenwickTree(int size)
    {
        private readonly double[] _sums = new double[size + 1];
        private double _total;

        public void Add(int rank, double weight)
        {
            _total += weight;
            for (var i = rank + 1; i <= size; i += i & -i)
            {
                _sums[i] += weight;
            }
        }

        public (double Lower, double Equal, double Higher) Split(int rank)
        {
            var lower = Below(rank);
            var upTo = Below(rank + 1);
            return (lower, upTo - lower, _total - upTo);
        }

        private double Below(int rank)
        {
            var sum = 0.0;
            for (var i = rank; i > 0; i -= i & -i)
            {
                sum += _sums[i];
            }

            return sum;
        }
    }
}
