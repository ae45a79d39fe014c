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

    /// <param name="time">Ends of follow-up.</param>
    /// <param name="status">Whether the end is the event.</param>
    /// <param name="x">Rows of covariates, one after the other.</param>
    /// <param name="columns">Covariates a row.</param>
    /// <param name="efron">Efron's treatment of ties, otherwise Breslow's.</param>
    public CoxKernel(ReadOnlySpan<double> time, bool[] status, double[] x, int columns, bool efron)
        : base(columns, status.Length)
    {
        (_x, _status, _efron) = (x, status, efron);
        (_risk, _dying) = (new Sums(columns), new Sums(columns));
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

    /// <summary>The log-likelihood where no covariate has an effect: <see cref="LikelihoodKernel.Value"/> at 0 without its derivatives.</summary>
    public double NullValue()
    {
        var (value, atRisk, first) = (0.0, 0.0, 0);
        foreach (var end in _groupEnds)
        {
            var deaths = 0.0;
            for (; first < end; first++)
            {
                var row = _order[first];
                atRisk += Weights[row];
                deaths += _status[row] ? Weights[row] : 0;
            }

            var steps = _efron ? (int)deaths : 1;
            for (var l = 0; deaths > 0 && l < steps; l++)
            {
                value -= (_efron ? 1 : deaths) * Math.Log(atRisk - ((double)l / steps * deaths));
            }
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

        Mirror();
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

    // With risk set R − f D at each of the tied events, the sums over f of 1/w, f/w, 1/w², f/w², f²/w² (w its weight) give everything at once.
    private void AddEvents(double deaths)
    {
        var steps = _efron ? (int)deaths : 1;
        var times = _efron ? 1 : deaths;
        double w0 = 0, w1 = 0, q0 = 0, q1 = 0, q2 = 0;
        for (var l = 0; l < steps; l++)
        {
            var fraction = (double)l / steps;
            var inverse = 1 / (_risk.Weight - (fraction * _dying.Weight));
            Value += times * Math.Log(inverse);
            (w0, w1) = (w0 + (times * inverse), w1 + (times * fraction * inverse));
            (q0, q1, q2) = (q0 + (times * inverse * inverse), q1 + (times * fraction * inverse * inverse), q2 + (times * fraction * fraction * inverse * inverse));
        }

        for (var a = 0; a < Size; a++)
        {
            double r = _risk.First[a], d = _dying.First[a];
            Gradient[a] -= (w0 * r) - (w1 * d);
            var row = Information.AsSpan(a * Size, a + 1);
            AddScaled(row, _risk.Second.AsSpan(a * Size), w0);
            AddScaled(row, _risk.First, (q1 * d) - (q0 * r));
            if (steps > 1)
            {
                AddScaled(row, _dying.Second.AsSpan(a * Size), -w1);
                AddScaled(row, _dying.First, (q1 * r) - (q2 * d));
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
                AddScaled(Second.AsSpan(a * x.Length, a + 1), x, scaled);
            }
        }
    }
}
