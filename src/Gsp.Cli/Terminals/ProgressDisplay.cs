using Spectre.Console;

namespace Gsp.Cli;

/// <summary>Shows how far long work has come: one rewriting line with the time left on a terminal, one line per 10 % otherwise.</summary>
internal static class ProgressDisplay
{
    /// <summary>Runs work that reports its fraction done.</summary>
    /// <param name="terminal">Where to show it.</param>
    /// <param name="what">The work's name.</param>
    /// <param name="work">The work.</param>
    /// <param name="from">The fraction that was done before, by an interrupted run: it says nothing about the time left.</param>
    public static T Run<T>(Terminal terminal, string what, Func<IProgress<double>, T> work, double from = 0) =>
        terminal switch
        {
            { Progress: { } listener } => work(listener),
            { IsInteractive: true } => OnTerminal(terminal, what, work),
            _ => work(new Tenths(terminal.Error, what, from)),
        };

    private static T OnTerminal<T>(Terminal terminal, string what, Func<IProgress<double>, T> work)
    {
        IAnsiConsole console = AnsiConsole.Create(
            new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Error) }
        );
        return console
            .Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new RemainingTimeColumn()
            )
            .Start(context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(what), maxValue: 1);
                return work(new Forward(fraction => task.Value = fraction));
            });
    }

    private sealed class Forward(Action<double> show) : IProgress<double>
    {
        public void Report(double value) => show(value);
    }

    private sealed class Tenths(TextWriter error, string what, double from) : IProgress<double>
    {
        private readonly DateTime start = DateTime.UtcNow;
        private int shown = (int)(from * 10);

        public void Report(double value)
        {
            int tenths = (int)(value * 10);
            if (tenths > shown && tenths <= 10)
            {
                shown = tenths;
                double seconds = (DateTime.UtcNow - start).TotalSeconds;
                double left = seconds * (1 - value) / (value - from);
                error.WriteLine(
                    FormattableString.Invariant($"{what}: {10 * tenths} % after {seconds:0.0} s, {left:0.0} s left")
                );
            }
        }
    }
}
