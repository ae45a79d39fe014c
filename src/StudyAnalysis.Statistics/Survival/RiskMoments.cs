namespace StudyAnalysis.Statistics.Survival;

/// <summary>Weighted sums of 1, x, xxᵀ and x⊗x⊗x over a risk set.</summary>
internal sealed class RiskMoments(int p, int order)
{
    public double Weight { get; private set; }

    public double[] First { get; } = new double[p];

    public double[] Second { get; } = new double[order >= 2 ? p * p : 0];

    public double[] Third { get; } = new double[order >= 3 ? p * p * p : 0];

    public int Count { get; private set; }

    public void Add(ReadOnlySpan<double> x, double weight, int sign)
    {
        Count += sign;
        if (Count == 0)
        {
            // What is left after removing everyone is rounding error only.
            Clear();
            return;
        }

        var signed = sign * weight;
        Weight += signed;
        for (var a = 0; a < p; a++)
        {
            var wa = signed * x[a];
            First[a] += wa;
            if (order < 2)
            {
                continue;
            }

            for (var b = 0; b < p; b++)
            {
                var wab = wa * x[b];
                Second[(a * p) + b] += wab;
                if (order < 3)
                {
                    continue;
                }

                for (var c = 0; c < p; c++)
                {
                    Third[(((a * p) + b) * p) + c] += wab * x[c];
                }
            }
        }
    }

    /// <summary>Becomes the first sum plus each of the others times its factor.</summary>
    public void SetSum(RiskMoments first, RiskMoments[] others, double[] factors)
    {
        Weight = first.Weight;
        first.First.CopyTo(First, 0);
        first.Second.CopyTo(Second, 0);
        for (var c = 0; c < others.Length; c++)
        {
            Weight += factors[c] * others[c].Weight;
            for (var a = 0; a < First.Length; a++)
            {
                First[a] += factors[c] * others[c].First[a];
            }

            for (var ab = 0; ab < Second.Length; ab++)
            {
                Second[ab] += factors[c] * others[c].Second[ab];
            }
        }
    }

    public void Clear()
    {
        (Weight, Count) = (0, 0);
        Array.Clear(First);
        Array.Clear(Second);
        Array.Clear(Third);
    }
}
