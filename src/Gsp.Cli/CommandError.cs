namespace Gsp.Cli;

/// <summary>An error that ends the program with a given exit code and one line for a person.</summary>
internal sealed class CommandError : Exception
{
    private CommandError(int exitCode, string message, Exception? inner)
        : base(message, inner) => Code = exitCode;

    /// <summary>The exit code.</summary>
    public int Code { get; }

    public static CommandError Usage(string message, Exception? inner = null) => new(ExitCode.Usage, message, inner);

    public static CommandError BadInput(string message, Exception? inner = null) => new(ExitCode.Data, message, inner);

    /// <summary>Interrupted, and the same command goes on.</summary>
    public static CommandError Checkpointed(string message) => new(ExitCode.Checkpointed, message, null);

    /// <summary>Interrupted, and nothing of the work is kept.</summary>
    public static CommandError Interrupted(string message, Exception inner) =>
        new(ExitCode.Interrupted, message, inner);

    public static CommandError Numerical(string message) => new(ExitCode.Numerical, message, null);
}
