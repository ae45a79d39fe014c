using System.Diagnostics;

namespace StudyAnalysis.Benchmarks;

/// <summary>Wall time as the script for R takes it: short work is repeated until a run lasts a fifth of a second, and the least of the runs counts.</summary>
public static class Stopwatches
{
    private const double ShortestRun = 200;

    // The runtime compiles in the background what it has seen run: shorter warming would time code that is not yet optimised.
    private const double Warming = 1500;

    /// <summary>Milliseconds of one call, and the number the last call gave.</summary>
    public static (double Milliseconds, double Value) Least(Func<double> work)
    {
        var value = 0.0;
        double once = Run(1), warm = once;
        for (var spent = once; spent < Warming; spent += warm)
        {
            warm = Run(1);
        }

        var repeats = (int)Math.Max(1, Math.Ceiling(ShortestRun / Math.Max(warm, 1e-3)));
        var least = warm;
        for (var run = 0; run < (once > 5000 ? 1 : 5); run++)
        {
            least = Math.Min(least, Run(repeats) / repeats);
        }

        return (least, value);

        double Run(int times)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < times; i++)
            {
                value = work();
            }

            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    }

    /// <summary>Bytes allocated by one call, on all threads, after a first call.</summary>
    public static long Allocated(Action work)
    {
        work();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        work();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}
