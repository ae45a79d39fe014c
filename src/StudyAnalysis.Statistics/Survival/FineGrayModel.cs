namespace StudyAnalysis.Statistics.Survival;

/// <summary>Pseudo-likelihood and sandwich of the Fine–Gray model, with running sums: linear in n after sorting.</summary>
internal sealed class FineGrayModel
{
    private readonly int[] _cause;
    private readonly int _own;
    private readonly int[] _ascending;
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
        _ascending = [.. Enumerable.Range(0, sets.Rows).OrderBy(i => sets.Time[i])];
        var censoring = Enumerable.Range(0, _groups).Select(Censoring).ToArray();
        _uncensored = [.. sets.Time.Select((t, i) => censoring[_group[i]].Before(t))];
        var times = Enumerable.Range(0, sets.Rows).Where(i => cause[i] == causeOfInterest).Select(i => sets.Time[i]).Distinct().OrderDescending();
        var last = Enumerable.Range(0, _groups).Select(c => sets.Time.Where((_, i) => _group[i] == c).Max()).ToArray();

        // Beyond the last follow-up of its group nobody is known to be uncensored.
        _uncensoredAtEvents = [.. times.Select(t => censoring.Select((g, c) => t > last[c] ? 0 : g.Before(t)).ToArray())];
    }

    public CoxRiskSets Sets { get; }

    private bool IsOther(int row) => _cause[row] != 0 && _cause[row] != _own;

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

    private delegate void Visitor(List<int> deaths, RiskMoments sums, double[] uncensored);

    // Latest first: those still followed join one sum, those failed earlier from another cause leave that of their censoring group.
    private void Walk(double[] risks, int order, Visitor visit)
    {
        var (atRisk, all) = (new RiskMoments(Sets.Columns, order), new RiskMoments(Sets.Columns, order));
        var others = Enumerable.Range(0, _groups).Select(_ => new RiskMoments(Sets.Columns, order)).ToArray();
        foreach (var row in _ascending)
        {
            if (IsOther(row))
            {
                others[_group[row]].Add(Sets.Row(row), risks[row] / _uncensored[row], 1);
            }
        }

        var (deaths, visited) = (new List<int>(), 0);
        for (var i = _ascending.Length - 1; i >= 0;)
        {
            var time = Sets.Time[_ascending[i]];
            deaths.Clear();
            for (; i >= 0 && Sets.Time[_ascending[i]] == time; i--)
            {
                var row = _ascending[i];
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

    /// <summary>The influence of each row: η, its own martingale part, and ψ, its part in estimating the censoring distribution.</summary>
    private sealed class FineGrayResiduals
    {
        private readonly FineGrayModel _model;
        private readonly double[] _risks;
        private readonly List<EventTime> _events = [];
        private readonly int _p;

        public FineGrayResiduals(FineGrayModel model, double[] beta)
        {
            (_model, _p) = (model, beta.Length);
            _risks = CoxRiskSets.Risks(model.Sets.LinearPredictor(beta), out _);
            model.Walk(_risks, 1, (deaths, sums, uncensored) =>
            {
                double[] mean = [.. Enumerable.Range(0, _p).Select(a => sums.First[a] / sums.Weight)];
                _events.Add(new EventTime(model.Sets.Time[deaths[0]], deaths.Count / sums.Weight, uncensored, mean));
            });
            _events.Reverse();
        }

        public double[,] Compute()
        {
            var residuals = new double[_model.Sets.Rows, _p];
            var until = Running(e => e.Hazard);
            var weighted = Enumerable.Range(0, _model._groups).Select(c => Running(e => e.Uncensored[c] * e.Hazard)).ToArray();
            AddOwnPart(residuals, until, weighted);
            for (var c = 0; c < _model._groups; c++)
            {
                int[] rows = [.. _model._ascending.Where(i => _model._group[i] == c)];
                AddCensoringPart(residuals, weighted[c], rows);
            }

            return residuals;
        }

        // Running sums over event times: [k] holds the events before index k; index 0 of the vector part is the hazard itself.
        private double[][] Running(Func<EventTime, double> of)
        {
            var sums = new double[_events.Count + 1][];
            sums[0] = new double[_p + 1];
            for (var k = 0; k < _events.Count; k++)
            {
                sums[k + 1] = [.. sums[k]];
                var increment = of(_events[k]);
                sums[k + 1][0] += increment;
                for (var a = 0; a < _p; a++)
                {
                    sums[k + 1][a + 1] += increment * _events[k].Mean[a];
                }
            }

            return sums;
        }

        private int EventsUpTo(double time, bool inclusive)
        {
            var (low, high) = (0, _events.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                var before = inclusive ? _events[middle].Time <= time : _events[middle].Time < time;
                (low, high) = before ? (middle + 1, high) : (low, middle);
            }

            return low;
        }

        private void AddOwnPart(double[,] residuals, double[][] until, double[][][] weightedOf)
        {
            for (var i = 0; i < _model.Sets.Rows; i++)
            {
                var (x, seen) = (_model.Sets.Row(i).ToArray(), EventsUpTo(_model.Sets.Time[i], inclusive: true));
                var (isOther, weighted) = (_model.IsOther(i), weightedOf[_model._group[i]]);
                for (var a = 0; a < _p; a++)
                {
                    var part = (x[a] * until[seen][0]) - until[seen][a + 1];
                    if (isOther)
                    {
                        var hazardLeft = weighted[^1][0] - weighted[seen][0];
                        var meanLeft = weighted[^1][a + 1] - weighted[seen][a + 1];
                        part += ((x[a] * hazardLeft) - meanLeft) / _model._uncensored[i];
                    }

                    var own = _model._cause[i] == _model._own ? x[a] - _events[seen - 1].Mean[a] : 0;
                    residuals[i, a] = own - (_risks[i] * part);
                }
            }
        }

        // The rows of one censoring group, ascending in time.
        private void AddCensoringPart(double[,] residuals, double[][] weighted, int[] order)
        {
            var (weight, first, compensator) = (0.0, new double[_p], new double[_p]);
            for (var start = 0; start < order.Length;)
            {
                var time = _model.Sets.Time[order[start]];
                var end = start;
                var censored = 0;
                for (; end < order.Length && _model.Sets.Time[order[end]] == time; end++)
                {
                    censored += _model._cause[order[end]] == 0 ? 1 : 0;
                }

                double atRisk = order.Length - start;
                var q = Q(weighted, EventsUpTo(time, inclusive: false), weight, first);
                for (var a = 0; a < _p; a++)
                {
                    compensator[a] += censored * q[a] / (atRisk * atRisk);
                }

                for (; start < end; start++)
                {
                    var row = order[start];
                    for (var a = 0; a < _p; a++)
                    {
                        residuals[row, a] += (_model._cause[row] == 0 ? q[a] / atRisk : 0) - compensator[a];
                    }

                    if (_model.IsOther(row))
                    {
                        var w = _risks[row] / _model._uncensored[row];
                        weight += w;
                        for (var a = 0; a < _p; a++)
                        {
                            first[a] += w * _model.Sets.Row(row)[a];
                        }
                    }
                }
            }
        }

        // q(u): what the weights of those failed earlier from another cause contribute to the score at and after u.
        private double[] Q(double[][] weighted, int from, double weight, double[] first)
        {
            var q = new double[_p];
            for (var a = 0; a < _p; a++)
            {
                q[a] = (first[a] * (weighted[^1][0] - weighted[from][0])) - (weight * (weighted[^1][a + 1] - weighted[from][a + 1]));
            }

            return q;
        }

        private sealed record EventTime(double Time, double Hazard, double[] Uncensored, double[] Mean);
    }
}
