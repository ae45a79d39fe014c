namespace StudyAnalysis.Statistics.Regress;

/// <summary>The partial likelihood of rows sorted once; weights count copies of a row, which are tied with it.</summary>
internal sealed class CoxKernel : LikelihoodKernel
{
    private readonly double[] _x;
    private readonly bool[] _status;
    private readonly int[] _order;
    private readonly int[] _groupEnds;
    private readonly bool _efron;
    private readonly Sums _risk;
    private readonly Sums _dying;
    private readonly double[] _mean;

    /// <param name="time">Ends of follow-up.</param>
    /// <param name="status">Whether the end is the event.</param>
    /// <param name="x">Rows of covariates, one after the other.</param>
    /// <param name="columns">Covariates a row.</param>
    /// <param name="efron">Efron's treatment of ties, otherwise Breslow's.</param>
    public CoxKernel(ReadOnlySpan<double> time, bool[] status, double[] x, int columns, bool efron)
        : base(columns, status.Length)
    {
        (_x, _status, _efron) = (x, status, efron);
        (_risk, _dying, _mean) = (new Sums(columns), new Sums(columns), new double[columns]);
        var ends = time.ToArray();
        _order = [.. Enumerable.Range(0, ends.Length).OrderByDescending(i => ends[i])];
        _groupEnds = [.. Enumerable.Range(1, ends.Length).Where(k => k == ends.Length || ends[_order[k]] != ends[_order[k - 1]])];
    }

    /// <summary>The log-likelihood of the saturated model with Breslow's ties: −Σ d log d.</summary>
    public double Saturated()
    {
        var (value, first) = (0.0, 0);
        foreach (var end in _groupEnds)
        {
            var deaths = 0.0;
            for (; first < end; first++)
            {
                deaths += _status[_order[first]] ? Weights[_order[first]] : 0;
            }

            value -= deaths > 0 ? deaths * Math.Log(deaths) : 0;
        }

        return value;
    }

    public override void Evaluate(ReadOnlySpan<double> parameters)
    {
        var largest = double.NegativeInfinity;
        for (var i = 0; i < Rows; i++)
        {
            LinearPredictor[i] = Survival.SymmetricMatrix.Dot(_x.AsSpan(i * Size, Size), parameters);
            largest = Weights[i] > 0 ? Math.Max(largest, LinearPredictor[i]) : largest;
        }

        Value = 0;
        Array.Clear(Gradient);
        Array.Clear(Information);
        _risk.Clear();
        var first = 0;
        foreach (var end in _groupEnds)
        {
            _dying.Clear();
            var deaths = 0.0;
            for (; first < end; first++)
            {
                var row = _order[first];
                var weight = Weights[row];
                if (weight > 0)
                {
                    deaths += Enter(row, weight, Math.Exp(LinearPredictor[row] - largest), largest);
                }
            }

            if (deaths > 0)
            {
                AddEvents(deaths);
            }
        }

        for (var a = 0; a < Size; a++)
        {
            for (var b = 0; b < a; b++)
            {
                Information[(b * Size) + a] = Information[(a * Size) + b];
            }
        }
    }

    private double Enter(int row, double weight, double risk, double shift)
    {
        var x = _x.AsSpan(row * Size, Size);
        _risk.Add(x, weight * risk);
        if (!_status[row])
        {
            return 0;
        }

        _dying.Add(x, weight * risk);
        Value += weight * (LinearPredictor[row] - shift);
        for (var a = 0; a < Size; a++)
        {
            Gradient[a] += weight * x[a];
        }

        return weight;
    }

    private void AddEvents(double deaths)
    {
        if (!_efron || deaths == 1)
        {
            AddRiskSet(0, deaths);
            return;
        }

        for (var l = 0; l < deaths; l++)
        {
            AddRiskSet(l / deaths, 1);
        }
    }

    private void AddRiskSet(double fraction, double times)
    {
        var total = _risk.Weight - (fraction * _dying.Weight);
        Value -= times * Math.Log(total);
        for (var a = 0; a < Size; a++)
        {
            _mean[a] = (_risk.First[a] - (fraction * _dying.First[a])) / total;
            Gradient[a] -= times * _mean[a];
            for (var b = 0; b <= a; b++)
            {
                var ab = (a * Size) + b;
                Information[ab] += times * (((_risk.Second[ab] - (fraction * _dying.Second[ab])) / total) - (_mean[a] * _mean[b]));
            }
        }
    }

    private sealed class Sums(int size)
    {
        public double Weight { get; private set; }

        public double[] First { get; } = new double[size];

        public double[] Second { get; } = new double[size * size];

        public void Clear()
        {
            Weight = 0;
            Array.Clear(First);
            Array.Clear(Second);
        }

        public void Add(ReadOnlySpan<double> x, double weight)
        {
            Weight += weight;
            for (var a = 0; a < x.Length; a++)
            {
                var scaled = weight * x[a];
                First[a] += scaled;
                for (var b = 0; b <= a; b++)
                {
                    Second[(a * x.Length) + b] += scaled * x[b];
                }
            }
        }
    }
}
