using StudyAnalysis.Statistics.Resample;
using StudyAnalysis.Statistics.Survival;

namespace StudyAnalysis.Benchmarks;

/// <summary>Right-censored rows with covariates.</summary>
public sealed record SurvivalSample(double[] Time, bool[] Status, double[,] Covariates)
{
    public CoxInput Input => new() { Time = Time, Status = Status, Covariates = Covariates };

    public double[] Column(int column) => [.. Enumerable.Range(0, Time.Length).Select(i => Covariates[i, column])];
}

/// <summary>Seeded data: the same on every machine.</summary>
public static class Samples
{
    /// <summary>Normal values, stream by stream.</summary>
    public static double[] Normal(int n, ulong stream)
    {
        var random = new CounterRandom(20260101, stream);
        return [.. Enumerable.Range(0, n).Select(i =>
            Math.Sqrt(-2 * Math.Log(random.Uniform(2 * (ulong)i))) * Math.Cos(2 * Math.PI * random.Uniform((2 * (ulong)i) + 1)))];
    }

    public static double[] Uniform(int n, ulong stream)
    {
        var random = new CounterRandom(20260102, stream);
        return [.. Enumerable.Range(0, n).Select(i => random.Uniform((ulong)i))];
    }

    public static bool[] Coin(int n, ulong stream, double probability) => [.. Uniform(n, stream).Select(u => u < probability)];

    /// <summary>Exponential times whose hazard depends on the covariates; about 30 % censored. Times are rounded up to whole steps where steps are given.</summary>
    public static SurvivalSample Survival(int n, int covariates, ulong stream, double steps = 0)
    {
        double[] normal = Normal(n * covariates, stream), event1 = Uniform(n, stream + 1), censor = Uniform(n, stream + 2);
        var x = new double[n, covariates];
        var (time, status) = (new double[n], new bool[n]);
        for (var i = 0; i < n; i++)
        {
            var risk = 0.0;
            for (var j = 0; j < covariates; j++)
            {
                x[i, j] = normal[(j * n) + i];
                risk += x[i, j] * (covariates == 1 ? 0.5 : -0.5 + (j / (covariates - 1.0)));
            }

            double t = -Math.Log(event1[i]) / Math.Exp(risk), c = -Math.Log(censor[i]) / 0.4;
            status[i] = t <= c;
            time[i] = steps > 0 ? Math.Ceiling(Math.Min(t, c) * steps) : Math.Min(t, c);
        }

        return new(time, status, x);
    }

    /// <summary>0 = censored, 1 and 2 = causes.</summary>
    public static int[] Causes(SurvivalSample sample, ulong stream)
    {
        var second = Coin(sample.Time.Length, stream, 0.4);
        return [.. sample.Status.Select((s, i) => !s ? 0 : second[i] ? 2 : 1)];
    }

    /// <summary>A marker on the outcome's scale, with ties where digits are given.</summary>
    public static double[] Marker(bool[] outcome, ulong stream, double effect, int digits = 15) =>
        [.. Normal(outcome.Length, stream).Select((z, i) => Math.Round(z + (outcome[i] ? effect : 0), digits))];

    /// <summary>Correlated analytes; shape: analytes × units, the last half of the units shifted in every fifth analyte.</summary>
    public static double[][] Panel(int analytes, int units, ulong stream)
    {
        var shared = Normal(units, stream);
        return [.. Enumerable.Range(0, analytes).Select(v =>
            Normal(units, stream + 1 + (ulong)v).Select((z, i) => (0.6 * shared[i]) + z + (v % 5 == 0 && i >= units / 2 ? 0.8 : 0)).ToArray())];
    }

    public static (string Name, double[] Values)[] Named(params double[][] columns) => [.. columns.Select((values, j) => ($"x{j + 1}", values))];
}
