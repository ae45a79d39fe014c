using System.Diagnostics;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace StudyAnalysis.Notebooks.Jupyter;

/// <summary>Notices the end of the front end that started this kernel: a kernel must not outlive it.</summary>
internal static class ParentWatch
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Waits until the parent has ended; for ever when there is none.</summary>
    /// <param name="parent">Value of JPY_PARENT_PID, as Jupyter sets it: a process id, on Windows a handle.</param>
    /// <param name="clock">Times the looks.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task WaitAsync(string? parent, TimeProvider clock, CancellationToken cancellation)
    {
        if (!int.TryParse(parent, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number <= 1)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellation).ConfigureAwait(false);
        }

        // A process that has ended may stay listed until somebody asks for its exit code: a change of our own parent tells as well.
        var own = ParentId();
        while (IsRunning(number) && (own != number || ParentId() == own))
        {
            await Task.Delay(Interval, clock, cancellation).ConfigureAwait(false);
        }
    }

    private static bool IsRunning(int number)
    {
        if (OperatingSystem.IsWindows())
        {
            using var ended = new ManualResetEvent(false);
            using var own = ended.SafeWaitHandle;
            ended.SafeWaitHandle = new SafeWaitHandle(number, ownsHandle: false);
            return !ended.WaitOne(0);
        }

        try
        {
            using var process = Process.GetProcessById(number);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Process id of our parent, from the fourth field of /proc/self/stat; null elsewhere.</summary>
    private static int? ParentId()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var status = File.ReadAllText("/proc/self/stat");
        return int.Parse(status[(status.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
