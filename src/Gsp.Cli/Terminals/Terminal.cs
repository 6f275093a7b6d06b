namespace Gsp.Cli;

/// <summary>The three streams that a command talks through, so that tests can hold the other ends.</summary>
/// <param name="Input">Data piped in.</param>
/// <param name="Output">Data out, and nothing else.</param>
/// <param name="Error">Progress, notices and errors.</param>
/// <param name="IsInteractive">Whether <paramref name="Error"/> is a terminal on which a line can be rewritten.</param>
internal sealed record Terminal(Stream Input, TextWriter Output, TextWriter Error, bool IsInteractive)
{
    /// <summary>Receives the fraction done in the place of <see cref="Error"/>; null for lines there.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>The process's own streams.</summary>
    public static Terminal Process() =>
        new(Console.OpenStandardInput(), Console.Out, Console.Error, !Console.IsErrorRedirected);

    /// <summary>Tells the user something that is no error.</summary>
    public void Notice(string message) => Error.WriteLine($"note: {message}");
}
