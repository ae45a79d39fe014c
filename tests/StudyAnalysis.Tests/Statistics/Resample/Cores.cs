namespace StudyAnalysis.Tests.Statistics.Resample;

/// <summary>Runs work whose parallel loops use so many threads at most.</summary>
internal static class Cores
{
    public static Task<T> Run<T>(int cores, Func<T> work) => Task.Factory.StartNew(
        work,
        CancellationToken.None,
        TaskCreationOptions.None,
        new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, cores).ConcurrentScheduler);
}
