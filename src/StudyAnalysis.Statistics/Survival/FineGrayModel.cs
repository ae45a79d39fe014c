namespace StudyAnalysis.Statistics.Survival;

/// <summary>Pseudo-likelihood and sandwich of the Fine–Gray model, with running sums: linear in n after sorting.</summary>
internal sealed class FineGrayModel
{
    private readonly int[] _cause;
    private readonly int _own;
    private readonly int[] _group;
    private readonly int _groups;
    private readonly double[] _uncensored;
    private readonly double[][] _uncensoredAtEvents;

    /// <param name="sets">Rows, standardised.</param>
    /// <param name="cause">Code of each row's end.</param>
    /// <param name="causeOfInterest">The cause that is modelled.</param>
    /// <param name="group">Censoring group of each row, 0 … groups − 1: each has a censoring distribution of its own.</param>
    public FineGrayModel(CoxRiskSets sets, int[] cause, int causeOfInterest, int[] group)
    {
        Sets = sets;
        _cause = cause;
        _own = causeOfInterest;
        _group = group;
        _groups = group.Max() + 1;
        Ascending = [.. sets.Ordered];
        Array.Reverse(Ascending);
        var censoring = Enumerable.Range(0, _groups).Select(Censoring).ToArray();
        _uncensored = [.. sets.Time.Select((t, i) => censoring[_group[i]].Before(t))];
        var times = Enumerable.Range(0, sets.Rows).Where(i => cause[i] == causeOfInterest).Select(i => sets.Time[i]).Distinct().OrderDescending();
        var last = Enumerable.Range(0, _groups).Select(c => sets.Time.Where((_, i) => _group[i] == c).Max()).ToArray();

        // Beyond the last follow-up of its group nobody is known to be uncensored.
        _uncensoredAtEvents = [.. times.Select(t => censoring.Select((g, c) => t > last[c] ? 0 : g.Before(t)).ToArray())];
    }

    public CoxRiskSets Sets { get; }

    /// <summary>Rows by ascending time.</summary>
    public int[] Ascending { get; }

    /// <summary>Number of censoring groups.</summary>
    public int Groups => _groups;

    /// <summary>Distinct event times of the cause.</summary>
    public int EventTimes => _uncensoredAtEvents.Length;

    public int GroupOf(int row) => _group[row];

    public bool IsOwn(int row) => _cause[row] == _own;

    public bool IsCensored(int row) => _cause[row] == 0;

    /// <summary>G of the row's group just before its end.</summary>
    public double Uncensored(int row) => _uncensored[row];

    public bool IsOther(int row) => _cause[row] != 0 && _cause[row] != _own;

    private CensoringDistribution Censoring(int group)
    {
        int[] rows = [.. Enumerable.Range(0, Sets.Rows).Where(i => _group[i] == group)];
        return new CensoringDistribution([.. rows.Select(i => Sets.Time[i])], [.. rows.Select(i => _cause[i] != 0)], eventsStayAtRisk: true);
    }

    public CoxLikelihood At(double[] beta)
    {
        var p = beta.Length;
        var (value, score, information) = (0.0, new double[p], new double[p, p]);
        var eta = Sets.LinearPredictor(beta);
        var risks = CoxRiskSets.Risks(eta, out var shift);
        Walk(risks, 2, (deaths, sums, _) =>
        {
            var weight = sums.Weight;
            double d = deaths.Count;
            value -= d * Math.Log(weight);
            for (var a = 0; a < p; a++)
            {
                var mean = sums.First[a] / weight;
                score[a] -= d * mean;
                for (var b = 0; b < p; b++)
                {
                    var meanB = sums.First[b] / weight;
                    information[a, b] += d * ((sums.Second[(a * p) + b] / weight) - (mean * meanB));
                }
            }

            foreach (var row in deaths)
            {
                value += eta[row] - shift;
                for (var a = 0; a < p; a++)
                {
                    score[a] += Sets.Row(row)[a];
                }
            }
        });
        return new CoxLikelihood(value, score, information, []);
    }

    /// <summary>I⁻¹ Σ (η + ψ)(η + ψ)ᵀ I⁻¹ on the scale of the covariates; ψ is the part that estimating G adds. Null when I is singular.</summary>
    public double[,]? Variance(CoxState state)
    {
        var factor = SymmetricMatrix.Cholesky(state.Information);
        if (factor is null)
        {
            return null;
        }

        var p = state.Kept.Length;
        var residuals = new FineGrayResiduals(this, state.Beta).Compute();
        var meat = new double[p, p];
        for (var i = 0; i < Sets.Rows; i++)
        {
            for (var a = 0; a < p; a++)
            {
                for (var b = 0; b < p; b++)
                {
                    meat[a, b] += residuals[i, a] * residuals[i, b];
                }
            }
        }

        var sandwich = SymmetricMatrix.Sandwich(SymmetricMatrix.Inverse(factor), meat);
        for (var a = 0; a < p; a++)
        {
            for (var b = 0; b < p; b++)
            {
                sandwich[a, b] /= Sets.Scales[a] * Sets.Scales[b];
            }
        }

        return sandwich;
    }

    public delegate void Visitor(List<int> deaths, RiskMoments sums, double[] uncensored);

    // Latest first: those still followed join one sum, those failed earlier from another cause leave that of their censoring group.
    public void Walk(double[] risks, int order, Visitor visit)
    {
        var (atRisk, all) = (new RiskMoments(Sets.Columns, order), new RiskMoments(Sets.Columns, order));
        var others = Enumerable.Range(0, _groups).Select(_ => new RiskMoments(Sets.Columns, order)).ToArray();
        foreach (var row in Ascending)
        {
            if (IsOther(row))
            {
                others[_group[row]].Add(Sets.Row(row), risks[row] / _uncensored[row], 1);
            }
        }

        var (deaths, visited) = (new List<int>(), 0);
        for (var i = Ascending.Length - 1; i >= 0;)
        {
            var time = Sets.Time[Ascending[i]];
            deaths.Clear();
            for (; i >= 0 && Sets.Time[Ascending[i]] == time; i--)
            {
                var row = Ascending[i];
                atRisk.Add(Sets.Row(row), risks[row], 1);
                if (IsOther(row))
                {
                    others[_group[row]].Add(Sets.Row(row), risks[row] / _uncensored[row], -1);
                }
                else if (_cause[row] == _own)
                {
                    deaths.Add(row);
                }
            }

            if (deaths.Count > 0)
            {
                var uncensored = _uncensoredAtEvents[visited++];
                all.SetSum(atRisk, others, uncensored);
                visit(deaths, all, uncensored);
            }
        }
    }
}
