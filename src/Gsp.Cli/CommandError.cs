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

    public static CommandError Numerical(string message) => new(ExitCode.Numerical, message, null);
}
