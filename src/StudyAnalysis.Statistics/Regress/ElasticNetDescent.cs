namespace StudyAnalysis.Statistics.Regress;

/// <summary>Cyclic coordinate descent on a quadratic with the elastic-net penalty; the sweeps end when none moves a standardised coefficient by about 1e-12.</summary>
internal static class ElasticNetDescent
{
    public static double[] Minimise(LikelihoodKernel kernel, double[] start, int penalised, double lasso, double ridge)
    {
        var (theta, gradient, q) = ((double[])start.Clone(), (double[])kernel.Gradient.Clone(), kernel.Size);
        var h = kernel.Information;
        for (var sweep = 0; sweep < 100_000; sweep++)
        {
            var largest = 0.0;
            for (var j = 0; j < q; j++)
            {
                var diagonal = h[(j * q) + j];
                if (!(diagonal > (j < penalised ? 1e-12 * kernel.Rows : 0)))
                {
                    continue;
                }

                var free = gradient[j] + (diagonal * theta[j]);
                var next = j >= penalised ? free / diagonal : Soft(free, lasso) / (diagonal + ridge);
                var delta = next - theta[j];
                if (delta == 0)
                {
                    continue;
                }

                theta[j] = next;
                for (var k = 0; k < q; k++)
                {
                    gradient[k] -= h[(j * q) + k] * delta;
                }

                largest = Math.Max(largest, delta * delta * diagonal);
            }

            if (largest < 1e-24 * kernel.Rows)
            {
                break;
            }
        }

        return theta;
    }

    private static double Soft(double value, double threshold) => value > threshold ? value - threshold : value < -threshold ? value + threshold : 0;
}
