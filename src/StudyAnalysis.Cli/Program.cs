using System.Runtime.InteropServices;
using StudyAnalysis.Cli;

using var interruption = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Cancel);
using var quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Cancel);
var exit = App.Run(args, ProgramHost.FromProcess(), interruption.Token);

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
