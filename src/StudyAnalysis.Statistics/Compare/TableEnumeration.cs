namespace StudyAnalysis.Statistics.Compare;

/// <summary>All tables with given margins, for Fisher's exact test of r × c.</summary>
internal sealed class TableEnumeration
{
    private readonly double[] _logFactorials;
    private readonly int[] _columns;
    private readonly double _limit;
    private readonly int _largest;
    private int _tables;
    private double _total;
    private double _atMostAsLikely;

    private TableEnumeration(int[] columns, int total, double limit, int largest)
    {
        _columns = columns;
        _limit = limit;
        _largest = largest;
        _logFactorials = new double[total + 1];
        for (var i = 2; i <= total; i++)
        {
            _logFactorials[i] = _logFactorials[i - 1] + Math.Log(i);
        }
    }

    /// <summary>Σ P(table) over tables with P ≤ P(seen); NaN when there are more than <paramref name="largest"/> tables.</summary>
    public static double PValue(int[,] counts, int largest)
    {
        var (rows, columns, total) = ContingencyTable.Margins(counts);
        var plain = new TableEnumeration(columns, total, 0, largest);
        var seen = counts.Cast<int>().Sum(c => -plain._logFactorials[c]);
        var enumeration = new TableEnumeration(columns, total, seen + Math.Log(1 + 1e-7), largest);
        enumeration.Column(0, [.. rows], 0, seen);
        return enumeration._tables > largest ? double.NaN : Math.Min(1, enumeration._atMostAsLikely / enumeration._total);
    }

    private void Column(int j, int[] left, double log, double scale)
    {
        if (_tables > _largest)
        {
            return;
        }

        if (j == _columns.Length - 1)
        {
            var whole = log - left.Sum(r => _logFactorials[r]);
            var p = Math.Exp(whole - scale);
            _tables++;
            _total += p;
            _atMostAsLikely += whole <= _limit ? p : 0;
            return;
        }

        Cell(j, 0, _columns[j], left, log, scale);
    }

    private void Cell(int j, int row, int remaining, int[] left, double log, double scale)
    {
        if (row == left.Length - 1)
        {
            if (remaining <= left[row])
            {
                left[row] -= remaining;
                Column(j + 1, left, log - _logFactorials[remaining], scale);
                left[row] += remaining;
            }

            return;
        }

        for (var count = Math.Min(remaining, left[row]); count >= 0; count--)
        {
            left[row] -= count;
            Cell(j, row + 1, remaining - count, left, log - _logFactorials[count], scale);
            left[row] += count;
        }
    }
}
