using StudyAnalysis.Statistics.Censored;
using StudyAnalysis.Statistics.Distributions;
using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Statistics.Resample;
using StudyAnalysis.Statistics.Survival;

namespace StudyAnalysis.Statistics.Missing;

/// <summary>Draws the missing values of one variable given the others.</summary>
internal static class ImputationStep
{
    /// <summary>Why a variable cannot be modelled whatever the others are; null when it can.</summary>
    public static string? Problem(ImputationVariable variable)
    {
        if (variable.Missing == 0)
        {
            return null;
        }

        double[] observed = [.. variable.Values.Where((_, i) => !variable.IsMissing[i])];
        return observed.Length < 2 ? $"{variable.Name} has fewer than two observed values"
            : variable.Method != ImputationMethod.PredictiveMeanMatching && observed.Distinct().Count() < 2 ? $"{variable.Name} is constant where observed"
            : null;
    }

    /// <summary>Writes draws over the missing places of <paramref name="current"/>; the reason when the model has no estimate.</summary>
    public static string? Draw(ImputationVariable variable, double[] current, double[][] others, int donors, RandomSequence random)
    {
        int[] observed = Rows(variable, missing: false), missing = Rows(variable, missing: true);
        int[] used = variable.Method == ImputationMethod.BelowLimit ? [.. observed.Concat(missing.Where(i => double.IsFinite(variable.Limits[i]))).Order()] : observed;
        var columns = Independent(current.Length, others, used);
        return variable.Method switch
        {
            ImputationMethod.PredictiveMeanMatching => Match(variable, current, columns, observed, missing, donors, random),
            ImputationMethod.Logistic => Logistic(current, columns, observed, missing, random),
            ImputationMethod.ProportionalOdds => Ordinal(variable, current, columns, observed, missing, random),
            _ => Truncated(variable, current, columns, used, missing, random),
        };
    }

    private static int[] Rows(ImputationVariable variable, bool missing) =>
        [.. Enumerable.Range(0, variable.Rows).Where(i => variable.IsMissing[i] == missing)];

    private static double[] Of(double[] values, int[] rows) => Array.ConvertAll(rows, i => values[i]);

    // The intercept and every column that adds something where the variable is observed.
    private static double[][] Independent(int n, double[][] others, int[] rows)
    {
        List<double[]> kept = [Enumerable.Repeat(1.0, n).ToArray()];
        foreach (var column in others)
        {
            kept.Add(column);
            if (kept.Count >= rows.Length || Qr.Of([.. kept.Select(c => Of(c, rows))]).DependentColumn >= 0)
            {
                kept.RemoveAt(kept.Count - 1);
            }
        }

        return [.. kept];
    }

    private static double Predict(double[][] columns, double[] beta, int row)
    {
        var sum = 0.0;
        for (var j = 0; j < columns.Length; j++)
        {
            sum += beta[j] * columns[j][row];
        }

        return sum;
    }

    private static double[] Normals(int count, RandomSequence random)
    {
        var z = new double[count];
        for (var j = 0; j < count; j++)
        {
            z[j] = random.Normal();
        }

        return z;
    }

    /// <summary>mean + scale × root × z.</summary>
    private static double[] Shifted(double[] mean, double[,] root, double scale, double[] z) =>
        [.. mean.Select((m, a) => m + (scale * Enumerable.Range(0, z.Length).Sum(b => root[a, b] * z[b])))];

    private static string? Match(ImputationVariable variable, double[] current, double[][] columns, int[] observed, int[] missing, int donors, RandomSequence random)
    {
        double[] y = Of(variable.Values, observed);
        var qr = Qr.Of([.. columns.Select(c => Of(c, observed))]);
        var beta = qr.Solve(y);
        var squares = qr.Residuals(y).Sum(e => e * e);
        var sigma = Math.Sqrt(squares / random.ChiSquared(Math.Max(1, observed.Length - columns.Length)));
        var drawn = Shifted(beta, qr.InverseFactor(), sigma, Normals(beta.Length, random));

        // Shuffled first, so that equal predictions come in random order.
        var order = (int[])observed.Clone();
        random.Shuffle<int>(order);
        var keys = Array.ConvertAll(order, i => Predict(columns, beta, i));
        int[] rank = [.. Enumerable.Range(0, order.Length).OrderBy(k => keys[k])];
        var sorted = Array.ConvertAll(rank, k => keys[k]);
        foreach (var i in missing)
        {
            current[i] = variable.Values[order[rank[Donor(sorted, Predict(columns, drawn, i), Math.Min(donors, sorted.Length), random)]]];
        }

        return null;
    }

    // One of the nearest predictions, found by walking out from where the target would stand.
    private static int Donor(double[] sorted, double target, int donors, RandomSequence random)
    {
        var place = Array.BinarySearch(sorted, target);
        var high = place >= 0 ? place : ~place;
        var low = high - 1;
        for (var pick = random.Integer(donors); ; pick--)
        {
            var takeLow = high >= sorted.Length || (low >= 0 && target - sorted[low] <= sorted[high] - target);
            if (pick == 0)
            {
                return takeLow ? low : high;
            }

            (low, high) = takeLow ? (low - 1, high) : (low, high + 1);
        }
    }

    private static string? Logistic(double[] current, double[][] columns, int[] observed, int[] missing, RandomSequence random)
    {
        var augmented = Augmentation.Of(columns, Of(current, observed), observed);
        var p = columns.Length;
        bool[] outcome = [.. observed.Select(i => current[i] == 1), .. augmented.Codes.Select(c => c == 1)];
        double[] x = [.. observed.SelectMany(i => columns.Select(c => c[i])), .. augmented.Rows.SelectMany(r => r)];
        var kernel = new LogisticKernel(x, p, outcome);
        Array.Fill(kernel.Weights, augmented.Weight, observed.Length, augmented.Codes.Length);
        var beta = new double[p];
        if (!kernel.Maximise(beta) || Root(kernel.Information, p) is not { } root)
        {
            return "a logistic imputation model has no estimate";
        }

        var drawn = Shifted(beta, root, 1, Normals(p, random));
        foreach (var i in missing)
        {
            current[i] = random.Uniform() <= 1 / (1 + Math.Exp(-Predict(columns, drawn, i))) ? 1 : 0;
        }

        return null;
    }

    private static string? Ordinal(ImputationVariable variable, double[] current, double[][] columns, int[] observed, int[] missing, RandomSequence random)
    {
        double[] y = Of(variable.Values, observed), levels = [.. y.Distinct().Order()];
        var augmented = Augmentation.Of(columns, y, observed);
        var slopes = columns.Length - 1;
        int[] codes = [.. y.Concat(augmented.Codes).Select(v => Array.BinarySearch(levels, v))];
        double[][] x = [.. Enumerable.Range(1, slopes).Select(j => (double[])[.. Of(columns[j], observed), .. augmented.Rows.Select(r => r[j])])];
        double[] weights = [.. Enumerable.Repeat(1.0, observed.Length), .. Enumerable.Repeat(augmented.Weight, augmented.Codes.Length)];
        var likelihood = new ProportionalOddsLikelihood(codes, levels.Length, x, weights);
        var search = NewtonSearch.Maximise(likelihood.Start([.. levels.Select((_, k) => codes.Count(c => c == k))]), likelihood.At);
        if (search.Failure.Length > 0 || SymmetricMatrix.Cholesky(search.Covariance) is not { } root)
        {
            return $"the proportional-odds imputation model of {variable.Name} has no estimate";
        }

        var drawn = Ordered(search.Parameters, root, levels.Length - 1, random);
        foreach (var i in missing)
        {
            var eta = Enumerable.Range(1, slopes).Sum(j => drawn[levels.Length - 2 + j] * columns[j][i]);
            var uniform = random.Uniform();
            var category = 0;
            while (category < levels.Length - 1 && uniform > 1 / (1 + Math.Exp(eta - drawn[category])))
            {
                category++;
            }

            current[i] = levels[category];
        }

        return null;
    }

    // Thresholds drawn out of order belong to no model: drawn again, at last the estimate itself.
    private static double[] Ordered(double[] estimate, double[,] root, int cuts, RandomSequence random)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var drawn = Shifted(estimate, root, 1, Normals(estimate.Length, random));
            if (Enumerable.Range(1, Math.Max(0, cuts - 1)).All(k => drawn[k] > drawn[k - 1]))
            {
                return drawn;
            }
        }

        return estimate;
    }

    private static string? Truncated(ImputationVariable variable, double[] current, double[][] columns, int[] used, int[] missing, RandomSequence random)
    {
        double[] y = [.. used.Select(i => variable.IsMissing[i] ? variable.Limits[i] : variable.Values[i])];
        var design = Design.WithoutIntercept([.. columns.Select((c, j) => (j == 0 ? "(Intercept)" : $"predictor {j}", Of(c, used)))]);
        var fit = CensoredNormal.Fit(y, [.. used.Select(i => variable.IsMissing[i])], design);
        var p = columns.Length;
        if (fit.Covariance.Length == 0 || SymmetricMatrix.Cholesky(Symmetric(fit, p + 1)) is not { } root)
        {
            return $"the censored imputation model of {variable.Name} has no estimate: {fit.LogLikelihood.Reason}";
        }

        var drawn = Shifted([.. fit.Coefficients.Select(c => c.Estimate.Value), Math.Log(fit.Sigma.Estimate.Value)], root, 1, Normals(p + 1, random));
        var sigma = Math.Exp(drawn[p]);
        foreach (var i in missing)
        {
            var mean = Predict(columns, drawn, i);
            var limit = variable.Limits[i];
            var inside = random.Uniform() * (double.IsInfinity(limit) ? 1 : Tail.NormalUpper((mean - limit) / sigma));
            current[i] = Math.Min(limit, mean + (sigma * Tail.NormalQuantile(Math.Max(double.Epsilon, inside))));
        }

        return null;
    }

    private static double[,] Symmetric(CensoredFit fit, int size)
    {
        var matrix = new double[size, size];
        for (var a = 0; a < size; a++)
        {
            for (var b = 0; b < size; b++)
            {
                matrix[a, b] = (fit.Covariance[a][b] + fit.Covariance[b][a]) / 2;
            }
        }

        return matrix;
    }

    /// <summary>A square root of the inverse information.</summary>
    private static double[,]? Root(double[] information, int p)
    {
        var matrix = new double[p, p];
        Buffer.BlockCopy(information, 0, matrix, 0, p * p * sizeof(double));
        return SymmetricMatrix.Cholesky(matrix) is { } factor ? SymmetricMatrix.Cholesky(SymmetricMatrix.Inverse(factor)) : null;
    }
}
