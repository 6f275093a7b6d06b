using System.Runtime.InteropServices;
using Gsp.Cli;

using var interrupted = new CancellationTokenSource();
using var fromKeyboard = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var fromScheduler = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
return await CommandLine.RunAsync(args, Terminal.Process(), interrupted.Token);

// The first interruption ends the work between two steps, so that it can be kept; a second one ends the process.
void Interrupt(PosixSignalContext signal)
{
    signal.Cancel = !interrupted.IsCancellationRequested;
    interrupted.Cancel();
}
