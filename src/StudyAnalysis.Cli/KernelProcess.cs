using System.Runtime.InteropServices;
using StudyAnalysis.Notebooks.Jupyter;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli;

/// <summary>This process as a Jupyter kernel.</summary>
internal static class KernelProcess
{
    public static int Serve(string connectionFile, ProgramHost host)
    {
        try
        {
            using var kernel = KernelHost.Open(connectionFile, host.Clock, Version(), line => host.Error.WriteLine($"study: {line}"));
            using var ended = new CancellationTokenSource();

            // SIGINT is Jupyter's way to stop a cell, and must not end the kernel as it ends other verbs.
            using var interrupt = On(PosixSignal.SIGINT, kernel.Interrupt);
            using var terminate = On(PosixSignal.SIGTERM, ended.Cancel);
            using var hangUp = On(PosixSignal.SIGHUP, ended.Cancel);
            kernel.RunAsync(Environment.GetEnvironmentVariable("JPY_PARENT_PID"), ended.Token).GetAwaiter().GetResult();
        }
        catch (KernelHostException error)
        {
            throw new StudyFailure(ExitCode.InputUnreadable, error.What, LocalizedText.Of("Jupyter starts this verb itself.", "Jupyter lance ce verbe lui-même."), error);
        }

        // Threads that cells left behind must not keep the process.
        host.Exit(ExitCode.Done);
        return ExitCode.Done;
    }

    private static PosixSignalRegistration On(PosixSignal signal, Action act) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        act();
    });

    private static string Version() => typeof(KernelProcess).Assembly.GetName().Version?.ToString(3) ?? "0";
}
