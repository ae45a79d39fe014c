using System.Collections.Immutable;

namespace StudyAnalysis.Statistics.Survival;

/// <summary>Masses on the innermost intervals; each subject allows a run of them, so that every sum is a difference of running sums.</summary>
internal sealed class TurnbullProblem
{
    private const int EmSteps = 50;
    private const int Attempts = 6;
    private const int MaximumSteps = 2000;
    private const double Tolerance = 1e-12;
    private const double Reached = 1e-9;

    private readonly int[] _first;
    private readonly int[] _last;

    private TurnbullProblem(ImmutableArray<double> lower, ImmutableArray<double> upper, int[] first, int[] last) =>
        (Lower, Upper, _first, _last) = (lower, upper, first, last);

    public ImmutableArray<double> Lower { get; }

    public ImmutableArray<double> Upper { get; }

    private int Count => Lower.Length;

    private int Subjects => _first.Length;

    public static TurnbullProblem Of(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        // At one time: the closed left end of an exact time, then right ends (closed), then open left ends.
        var ends = new List<(double Time, int Rank)>(2 * lower.Length);
        for (var i = 0; i < lower.Length; i++)
        {
            ends.Add((lower[i], LeftRank(lower[i], upper[i])));
            ends.Add((upper[i], 1));
        }

        ends.Sort();
        var (left, right) = (ImmutableArray.CreateBuilder<double>(), ImmutableArray.CreateBuilder<double>());
        var (leftKeys, rightKeys) = (new List<(double Time, int Rank)>(), new List<(double Time, int Rank)>());
        for (var k = 0; k + 1 < ends.Count; k++)
        {
            if (ends[k].Rank != 1 && ends[k + 1].Rank == 1)
            {
                left.Add(ends[k].Time);
                right.Add(ends[k + 1].Time);
                leftKeys.Add(ends[k]);
                rightKeys.Add(ends[k + 1]);
            }
        }

        var (first, last) = (new int[lower.Length], new int[lower.Length]);
        for (var i = 0; i < first.Length; i++)
        {
            var from = leftKeys.BinarySearch((lower[i], LeftRank(lower[i], upper[i])));
            var to = rightKeys.BinarySearch((upper[i], 1));
            (first[i], last[i]) = (from >= 0 ? from : ~from, to >= 0 ? to : ~to - 1);
        }

        return new TurnbullProblem(left.ToImmutable(), right.ToImmutable(), first, last);
    }

    public double LogLikelihood(double[] mass)
    {
        var sums = RunningSums(mass);
        var value = 0.0;
        for (var i = 0; i < Subjects; i++)
        {
            value += Math.Log(sums[_last[i] + 1] - sums[_first[i]]);
        }

        return value;
    }

    public (double[] Mass, double Gap, int Iterations) Solve()
    {
        var mass = new double[Count];
        var (gap, steps) = (double.PositiveInfinity, 0);

        // On a flat likelihood Newton's steps can stall beside the maximum: they start again from a mixture with equal masses, after longer EM.
        for (var attempt = 0; attempt < Attempts && gap > Reached; attempt++)
        {
            for (var j = 0; j < Count; j++)
            {
                mass[j] = (mass[j] + (1.0 / Count)) / (attempt == 0 ? 1 : 2);
            }

            steps += Approach(mass, EmSteps << (2 * attempt));
            gap = Gap(mass, Gradient(mass));
        }

        var total = mass.Sum();
        double[] scaled = [.. mass.Select(p => p / total)];
        return (scaled, Gap(scaled, Gradient(scaled)), steps);
    }

    private int Approach(double[] mass, int emSteps)
    {
        var steps = 0;
        for (; steps < emSteps; steps++)
        {
            EmStep(mass);
        }

        DropVanishing(mass);
        for (; steps < emSteps + MaximumSteps; steps++)
        {
            var gradient = Gradient(mass);
            var entering = IndexOfLargest(gradient);
            if (Gap(mass, gradient) <= Tolerance)
            {
                break;
            }

            // The support is optimal when its own conditions hold; only then another interval enters.
            int[] support = [.. Enumerable.Range(0, Count).Where(j => mass[j] > 0)];
            var settled = support.All(j => Math.Abs(gradient[j] - 1) < 1e-9);
            if (settled && mass[entering] == 0 && gradient[entering] > 1 + Tolerance)
            {
                support = [.. support.Append(entering).Order()];
            }

            if (!NewtonStep(mass, gradient, support))
            {
                EmStep(mass);
            }
        }

        return steps;
    }

    private static int LeftRank(double lower, double upper) => lower == upper ? 0 : 2;

    private static double Gap(double[] mass, double[] gradient)
    {
        var worst = 0.0;
        for (var j = 0; j < mass.Length; j++)
        {
            worst = Math.Max(worst, mass[j] > 0 ? Math.Abs(gradient[j] - 1) : gradient[j] - 1);
        }

        return worst;
    }

    private static int IndexOfLargest(double[] values)
    {
        var best = 0;
        for (var j = 1; j < values.Length; j++)
        {
            best = values[j] > values[best] ? j : best;
        }

        return best;
    }

    private static double[] RunningSums(double[] mass)
    {
        var sums = new double[mass.Length + 1];
        for (var j = 0; j < mass.Length; j++)
        {
            sums[j + 1] = sums[j] + mass[j];
        }

        return sums;
    }

    // ∂ log L / ∂ p over n: 1 where mass is, at most 1 elsewhere (Gentleman and Geyer).
    private double[] Gradient(double[] mass)
    {
        var sums = RunningSums(mass);
        var changes = new double[Count + 1];
        for (var i = 0; i < Subjects; i++)
        {
            var share = 1 / (Subjects * (sums[_last[i] + 1] - sums[_first[i]]));
            changes[_first[i]] += share;
            changes[_last[i] + 1] -= share;
        }

        var gradient = new double[Count];
        var running = 0.0;
        for (var j = 0; j < Count; j++)
        {
            running += changes[j];
            gradient[j] = running;
        }

        return gradient;
    }

    private void EmStep(double[] mass)
    {
        var gradient = Gradient(mass);
        for (var j = 0; j < Count; j++)
        {
            mass[j] *= gradient[j];
        }
    }

    private void DropVanishing(double[] mass)
    {
        var gradient = Gradient(mass);
        double[] kept = [.. mass.Select((p, j) => p < 1e-3 / Count && gradient[j] < 0.999 ? 0 : p)];
        if (double.IsFinite(LogLikelihood(kept)))
        {
            kept.CopyTo(mass, 0);
        }
    }

    // Newton for log L / n − Σ p over p ≥ 0, whose maximum has Σ p = 1 by itself; a step that leaves p ≥ 0 ends at the border.
    private bool NewtonStep(double[] mass, double[] gradient, int[] support)
    {
        var curvature = Curvature(mass, support);
        var factor = SymmetricMatrix.Cholesky(curvature, 1e-11);
        if (factor is null)
        {
            for (var a = 0; a < support.Length; a++)
            {
                curvature[a, a] *= 1 + 1e-6;
            }

            factor = SymmetricMatrix.Cholesky(curvature, 1e-14);
            if (factor is null)
            {
                return false;
            }
        }

        var step = SymmetricMatrix.Solve(factor, [.. support.Select(j => gradient[j] - 1)]);
        var (longest, blocking) = (1.0, -1);
        for (var a = 0; a < support.Length; a++)
        {
            if (step[a] < 0 && -mass[support[a]] / step[a] < longest)
            {
                (longest, blocking) = (-mass[support[a]] / step[a], a);
            }
        }

        return Climb(mass, support, step, longest, blocking);
    }

    private bool Climb(double[] mass, int[] support, double[] step, double longest, int blocking)
    {
        var before = (LogLikelihood(mass) / Subjects) - mass.Sum();
        for (var scale = longest; scale > 1e-10; scale /= 2)
        {
            double[] next = [.. mass];
            for (var a = 0; a < support.Length; a++)
            {
                next[support[a]] = Math.Max(0, mass[support[a]] + (scale * step[a]));
            }

            if (blocking >= 0 && scale == longest)
            {
                next[support[blocking]] = 0;
            }

            if ((LogLikelihood(next) / Subjects) - next.Sum() >= before - 1e-15)
            {
                next.CopyTo(mass, 0);
                return true;
            }
        }

        return false;
    }

    // Σ over subjects of (allowed j)(allowed k) / (n S²): a second difference over the corners of each subject's square.
    private double[,] Curvature(double[] mass, int[] support)
    {
        var sums = RunningSums(mass);
        var m = support.Length;
        var corners = new double[m + 1, m + 1];
        for (var i = 0; i < Subjects; i++)
        {
            var (from, to) = (LowerBound(support, _first[i]), LowerBound(support, _last[i] + 1));
            var share = Math.Pow(sums[_last[i] + 1] - sums[_first[i]], -2) / Subjects;
            corners[from, from] += share;
            corners[from, to] -= share;
            corners[to, from] -= share;
            corners[to, to] += share;
        }

        var curvature = new double[m, m];
        for (var a = 0; a < m; a++)
        {
            for (var b = 0; b < m; b++)
            {
                curvature[a, b] = corners[a, b] + (a > 0 ? curvature[a - 1, b] : 0) + (b > 0 ? curvature[a, b - 1] : 0)
                    - (a > 0 && b > 0 ? curvature[a - 1, b - 1] : 0);
            }
        }

        return curvature;
    }

    private static int LowerBound(int[] sorted, int value)
    {
        var found = Array.BinarySearch(sorted, value);
        return found >= 0 ? found : ~found;
    }
}
