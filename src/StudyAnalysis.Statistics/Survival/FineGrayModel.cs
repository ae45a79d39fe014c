namespace StudyAnalysis.Statistics.Survival;

/// <summary>Pseudo-likelihood and sandwich of the Fine–Gray model, with running sums: linear in n after sorting.</summary>
internal sealed class FineGrayModel
{
    private readonly int[] _cause;
    private readonly int _own;
    private readonly int[] _ascending;
    private readonly double[] _uncensored;

    public FineGrayModel(CoxRiskSets sets, int[] cause, int causeOfInterest)
    {
        Sets = sets;
        _cause = cause;
        _own = causeOfInterest;
        _ascending = [.. Enumerable.Range(0, sets.Rows).OrderBy(i => sets.Time[i])];
        var censoring = new CensoringDistribution(sets.Time, [.. cause.Select(c => c != 0)], eventsStayAtRisk: true);
        _uncensored = [.. sets.Time.Select(censoring.Before)];
    }

    public CoxRiskSets Sets { get; }

    private bool IsOther(int row) => _cause[row] != 0 && _cause[row] != _own;

    public CoxLikelihood At(double[] beta)
    {
        var p = beta.Length;
        var (value, score, information) = (0.0, new double[p], new double[p, p]);
        var eta = Sets.LinearPredictor(beta);
        var risks = CoxRiskSets.Risks(eta, out var shift);
        Walk(risks, (deaths, atRisk, others, g) =>
        {
            var weight = atRisk.Weight + (g * others.Weight);
            double d = deaths.Count;
            value -= d * Math.Log(weight);
            for (var a = 0; a < p; a++)
            {
                var mean = (atRisk.First[a] + (g * others.First[a])) / weight;
                score[a] -= d * mean;
                for (var b = 0; b < p; b++)
                {
                    var meanB = (atRisk.First[b] + (g * others.First[b])) / weight;
                    information[a, b] += d * (((atRisk.Second[(a * p) + b] + (g * others.Second[(a * p) + b])) / weight) - (mean * meanB));
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

    private delegate void Visitor(List<int> deaths, RiskMoments atRisk, RiskMoments others, double uncensored);

    // Latest first: those still followed join one sum, those failed earlier from another cause leave the other.
    private void Walk(double[] risks, Visitor visit)
    {
        var (atRisk, others) = (new RiskMoments(Sets.Columns, 2), new RiskMoments(Sets.Columns, 2));
        foreach (var row in _ascending)
        {
            if (IsOther(row))
            {
                others.Add(Sets.Row(row), risks[row] / _uncensored[row], 1);
            }
        }

        var deaths = new List<int>();
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
                    others.Add(Sets.Row(row), risks[row] / _uncensored[row], -1);
                }
                else if (_cause[row] == _own)
                {
                    deaths.Add(row);
                }
            }

            if (deaths.Count > 0)
            {
                visit(deaths, atRisk, others, _uncensored[deaths[0]]);
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
            model.Walk(_risks, (deaths, atRisk, others, g) =>
            {
                var weight = atRisk.Weight + (g * others.Weight);
                double[] mean = [.. Enumerable.Range(0, _p).Select(a => (atRisk.First[a] + (g * others.First[a])) / weight)];
                _events.Add(new EventTime(model.Sets.Time[deaths[0]], deaths.Count / weight, g, mean));
            });
            _events.Reverse();
        }

        public double[,] Compute()
        {
            var residuals = new double[_model.Sets.Rows, _p];
            var until = Running(e => e.Hazard);
            var weighted = Running(e => e.Uncensored * e.Hazard);
            AddOwnPart(residuals, until, weighted);
            AddCensoringPart(residuals, weighted);
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

        private void AddOwnPart(double[,] residuals, double[][] until, double[][] weighted)
        {
            for (var i = 0; i < _model.Sets.Rows; i++)
            {
                var (x, seen) = (_model.Sets.Row(i).ToArray(), EventsUpTo(_model.Sets.Time[i], inclusive: true));
                var isOther = _model.IsOther(i);
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

        private void AddCensoringPart(double[,] residuals, double[][] weighted)
        {
            var order = _model._ascending;
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

        private sealed record EventTime(double Time, double Hazard, double Uncensored, double[] Mean);
    }
}
