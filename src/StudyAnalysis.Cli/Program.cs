using System.Runtime.InteropServices;
using StudyAnalysis.Cli;

if (SystemLimits.RefuseTooFewHandles(args))
{
    return ExitCode.PartMissing;
}

using var interruption = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Cancel);
using var quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Cancel);
int exit;
try
{
    exit = App.Run(args, ProgramHost.FromProcess(), interruption.Token);
}
catch (Exception error) when (error is FileNotFoundException or FileLoadException or OutOfMemoryException or TypeInitializationException)
{
    // Not even the first parts of the program could be loaded.
    SystemLimits.SayPartNotLoaded(args);
    exit = ExitCode.PartMissing;
}

// A foreground thread that a notebook's cell started would keep the process for ever.
Environment.Exit(exit);
return exit;

void Cancel(PosixSignalContext context)
{
    // The first signal lets the running step end and tidy up; a second one ends the process at once.
    if (!interruption.IsCancellationRequested)
    {
        context.Cancel = true;
        interruption.Cancel();
    }
}
