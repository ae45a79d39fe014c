namespace StudyAnalysis.Statistics.Survival;

/// <summary>Rows of a proportional-hazards model, standardised and ordered once, so that every pass over the risk sets is linear in n.</summary>
internal sealed class CoxRiskSets
{
    private readonly int[][] _byEnd;
    private readonly int[][] _byEntry;
    private CoxWorkspace? _workspace;

    public CoxRiskSets(CoxInput input, IReadOnlyList<int> columns)
    {
        Columns = columns.Count;
        ReadOnlySpan<double> ends = input.Time, starts = input.Entry;
        SurvivalTimes.Join(ref ends, ref starts);
        Time = ends.ToArray();
        Status = [.. input.Status];
        Entry = starts.ToArray();
        Offset = input.Offset.Length > 0 ? [.. input.Offset] : new double[Time.Length];
        Weight = input.Weights.Length > 0 ? [.. input.Weights] : [.. Enumerable.Repeat(1.0, Time.Length)];
        Stratum = input.Strata.Length > 0 ? SurvivalInput.Levels(input.Strata, out _) : new int[Time.Length];
        (X, Means, Scales) = Standardize(input.Covariates, columns);
        var strata = Stratum.Length == 0 ? 0 : Stratum.Max() + 1;
        _byEnd = Order(Time, strata);
        _byEntry = Entry.Length > 0 ? Order(Entry, strata) : [];
    }

    /// <summary>All rows in the order stratum, time descending.</summary>
    public int[] Ordered => _byEnd.Length == 1 ? _byEnd[0] : [.. _byEnd.SelectMany(rows => rows)];

    /// <summary>The buffers of the fast likelihood for these rows, made once: one search runs on one thread.</summary>
    public CoxWorkspace Workspace(bool efron)
    {
        if (_workspace is null || _workspace.Efron != efron)
        {
            _workspace = new CoxWorkspace(Rows, Columns, efron);
            _workspace.Load(this, Ordered);
        }

        return _workspace;
    }

    /// <summary>The same rows without the buffers: what a fit keeps, so that it may be used from several threads.</summary>
    public CoxRiskSets WithoutWorkspace()
    {
        var copy = (CoxRiskSets)MemberwiseClone();
        copy._workspace = null;
        return copy;
    }

    public delegate void Visitor(double time, ReadOnlySpan<int> deaths, RiskMoments atRisk, RiskMoments dying, int stratum);

    public int Columns { get; }

    public int Rows => Time.Length;

    public int Strata => _byEnd.Length;

    public double[] Time { get; }

    public bool[] Status { get; }

    public double[] Entry { get; }

    public double[] Offset { get; }

    public double[] Weight { get; }

    public int[] Stratum { get; }

    /// <summary>Covariates centred and scaled, row by row.</summary>
    public double[] X { get; }

    public double[] Means { get; }

    /// <summary>Standard deviations; 0 for a constant column.</summary>
    public double[] Scales { get; }

    public ReadOnlySpan<double> Row(int i) => X.AsSpan(i * Columns, Columns);

    public double[] LinearPredictor(ReadOnlySpan<double> beta)
    {
        var eta = new double[Rows];
        for (var i = 0; i < eta.Length; i++)
        {
            eta[i] = Offset[i] + SymmetricMatrix.Dot(Row(i), beta);
        }

        return eta;
    }

    /// <summary>exp(η − c), and c, which keeps the largest from overflowing.</summary>
    public static double[] Risks(double[] eta, out double shift)
    {
        var c = eta.Length == 0 ? 0 : eta.Max();
        c = c > 600 ? c - 600 : 0;
        shift = c;
        return [.. eta.Select(e => Math.Exp(e - c))];
    }

    /// <summary>Visits each event time of each stratum, latest first, with the weighted moments of those at risk and of those dying.</summary>
    public void Walk(double[] risks, int order, Visitor visit)
    {
        var (atRisk, dying) = (new RiskMoments(Columns, order), new RiskMoments(Columns, order));
        var deaths = new List<int>();
        for (var s = 0; s < Strata; s++)
        {
            atRisk.Clear();
            var (ends, left, peak) = (_byEnd[s], 0, 0.0);
            for (var i = 0; i < ends.Length;)
            {
                var time = Time[ends[i]];
                dying.Clear();
                deaths.Clear();
                for (; i < ends.Length && Time[ends[i]] == time; i++)
                {
                    var row = ends[i];
                    atRisk.Add(Row(row), Weight[row] * risks[row], 1);
                    if (Status[row])
                    {
                        dying.Add(Row(row), Weight[row] * risks[row], 1);
                        deaths.Add(row);
                    }
                }

                peak = Math.Max(peak, atRisk.Weight);
                if (deaths.Count == 0)
                {
                    continue;
                }

                for (; _byEntry.Length > 0 && left < ends.Length && Entry[_byEntry[s][left]] >= time; left++)
                {
                    var row = _byEntry[s][left];
                    atRisk.Add(Row(row), Weight[row] * risks[row], -1);
                }

                if (atRisk.Weight < 1e-4 * peak)
                {
                    // Heavy rows have left: what they leave in rounding would outweigh the rest, so the sums are made anew.
                    Rebuild(atRisk, ends.AsSpan(0, i), time, risks);
                    peak = atRisk.Weight;
                }

                visit(time, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(deaths), atRisk, dying, s);
            }
        }
    }

    /// <summary>The weight of an average event among those given: what each of the risk sets of tied events counts.</summary>
    public double MeanWeight(ReadOnlySpan<int> deaths)
    {
        var sum = 0.0;
        foreach (var row in deaths)
        {
            sum += Weight[row];
        }

        return sum / deaths.Length;
    }

    /// <summary>Rows of a stratum under observation at a time; for the exact likelihood, which has no running sums.</summary>
    public List<int> AtRisk(int stratum, double time)
    {
        var rows = new List<int>();
        foreach (var row in _byEnd[stratum])
        {
            if (Time[row] < time)
            {
                break;
            }

            if (Entry.Length == 0 || Entry[row] < time)
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    private void Rebuild(RiskMoments atRisk, ReadOnlySpan<int> followed, double time, double[] risks)
    {
        atRisk.Clear();
        foreach (var row in followed)
        {
            if (Entry[row] < time)
            {
                atRisk.Add(Row(row), Weight[row] * risks[row], 1);
            }
        }
    }

    private int[][] Order(double[] values, int strata)
    {
        var (keys, rows) = (Array.ConvertAll(values, v => -v), Enumerable.Range(0, values.Length).ToArray());
        Array.Sort(keys, rows);
        InInputOrderWithinTies(keys, rows);
        if (strata <= 1)
        {
            return strata == 0 ? [] : [rows];
        }

        var lists = Enumerable.Range(0, strata).Select(_ => new List<int>()).ToArray();
        foreach (var row in rows)
        {
            lists[Stratum[row]].Add(row);
        }

        return [.. lists.Select(list => list.ToArray())];
    }

    private static void InInputOrderWithinTies(double[] keys, int[] rows)
    {
        for (var start = 0; start < keys.Length;)
        {
            var end = start + 1;
            while (end < keys.Length && keys[end] == keys[start])
            {
                end++;
            }

            if (end - start > 1)
            {
                Array.Sort(rows, start, end - start);
            }

            start = end;
        }
    }

    private static (double[] X, double[] Means, double[] Scales) Standardize(double[,] covariates, IReadOnlyList<int> columns)
    {
        var (n, p) = (covariates.GetLength(0), columns.Count);
        var (x, means, scales, column) = (new double[n * p], new double[p], new double[p], new double[n]);
        for (var j = 0; j < p; j++)
        {
            for (var i = 0; i < n; i++)
            {
                column[i] = covariates[i, columns[j]];
            }

            if (n == 0)
            {
                continue;
            }

            (means[j], scales[j]) = MeanAndDeviation(column);
            for (var i = 0; i < n && scales[j] > 0; i++)
            {
                x[(i * p) + j] = (column[i] - means[j]) / scales[j];
            }
        }

        return (x, means, scales);
    }

    // Deviation 0 for a constant column.
    private static (double Mean, double Deviation) MeanAndDeviation(double[] column)
    {
        var (sum, squares, constant) = (0.0, 0.0, true);
        foreach (var value in column)
        {
            sum += value - column[0];
            constant &= value == column[0];
        }

        var mean = column[0] + (sum / column.Length);
        foreach (var value in column)
        {
            squares += (value - mean) * (value - mean);
        }

        return (mean, constant ? 0 : Math.Sqrt(squares / column.Length));
    }
}
