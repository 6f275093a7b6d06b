using Gsp.Cli;

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    // The first interruption ends the work between two steps; a second one ends the process.
    key.Cancel = !interrupted.IsCancellationRequested;
    interrupted.Cancel();
};
return await CommandLine.RunAsync(args, Terminal.Process(), interrupted.Token);
