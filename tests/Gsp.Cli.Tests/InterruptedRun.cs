namespace Gsp.Cli.Tests;

/// <summary>Runs a command inside the test's process and interrupts it, as a signal would.</summary>
internal static class InterruptedRun
{
    /// <summary>Runs a command and interrupts it at a step, counted from where it started.</summary>
    public static ProgramResult After(int step, params string[] arguments) => After(step, arguments, _ => { });

    public static ProgramResult After(int step, string[] arguments, Action<int> look)
    {
        using var interruption = new CancellationTokenSource();
        using var output = new StringWriter();
        using var error = new StringWriter();
        int taken = 0;
        var terminal = new Terminal(Stream.Null, output, error, false)
        {
            Progress = new Listener(_ =>
            {
                look(++taken);
                if (taken == step)
                {
                    interruption.Cancel();
                }
            }),
        };
        int code = CommandLine.RunAsync(arguments, terminal, interruption.Token).GetAwaiter().GetResult();
        return new ProgramResult(code, output.ToString(), error.ToString());
    }

    private sealed class Listener(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
