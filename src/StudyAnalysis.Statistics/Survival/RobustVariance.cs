namespace StudyAnalysis.Statistics.Survival;

/// <summary>The cluster-robust variance of Lin and Wei (1989), J Am Stat Assoc 84:1074–1078: V (Σ over clusters of U Uᵀ) V.</summary>
internal static class RobustVariance
{
    public static double[,] Of(CoxState state, double[,] naive)
    {
        var p = state.Kept.Length;
        var scores = new CoxDiagnostics(state).Scores();
        var clusters = SurvivalInput.Levels(state.Input.Cluster, out var codes);
        var sums = new double[codes.Length, p];
        for (var i = 0; i < clusters.Length; i++)
        {
            for (var k = 0; k < p; k++)
            {
                sums[clusters[i], k] += scores[i, k];
            }
        }

        var meat = new double[p, p];
        for (var c = 0; c < codes.Length; c++)
        {
            for (var a = 0; a < p; a++)
            {
                for (var b = 0; b < p; b++)
                {
                    meat[a, b] += sums[c, a] * sums[c, b];
                }
            }
        }

        return SymmetricMatrix.Sandwich(naive, meat);
    }
}
