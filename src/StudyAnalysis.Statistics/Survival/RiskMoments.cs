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

    public void Clear()
    {
        (Weight, Count) = (0, 0);
        Array.Clear(First);
        Array.Clear(Second);
        Array.Clear(Third);
    }
}
