using System.CommandLine;
using System.Globalization;
using System.Reflection;
using Gsp.Cli.Commands;

namespace Gsp.Cli;

/// <summary>The <c>gsp</c> program: parses the command line, runs the command, turns errors into exit codes and one-line messages.</summary>
internal static class CommandLine
{
    /// <summary>The version of the program.</summary>
    public static string Version { get; } =
        typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "unknown";

    /// <summary>Runs one command line.</summary>
    /// <param name="arguments">The words after the program's name.</param>
    /// <param name="terminal">Where to read and write.</param>
    /// <param name="cancellation">Ends the work between two steps.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        string[] arguments,
        Terminal terminal,
        CancellationToken cancellation = default
    )
    {
        // Numbers read and written never depend on the machine's culture, whatever a library underneath does.
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        // Each run has a tree and options of its own: both are changed while they are built and read.
        ParseResult parsed = Root(terminal).Parse(arguments.Length == 0 ? ["--help"] : arguments);
        if (parsed.Errors.Count > 0)
        {
            WriteErrors(parsed, terminal);
            terminal.Error.WriteLine("Try 'gsp --help' or 'gsp learn --help'.");
            return ExitCode.Usage;
        }
        var configuration = new InvocationConfiguration
        {
            Output = terminal.Output,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        try
        {
            return await parsed.InvokeAsync(configuration, cancellation);
        }
        catch (Exception e)
        {
            return Explain(e, terminal);
        }
    }

    private static void WriteErrors(ParseResult parsed, Terminal terminal)
    {
        string[] messages = [.. parsed.Errors.Select(error => error.Message).Distinct(StringComparer.Ordinal)];
        // "No command" adds nothing where the first word is no command.
        foreach (
            string message in messages.Length > 1
                ? messages.Where(m => !m.StartsWith("Required c", StringComparison.Ordinal))
                : messages
        )
        {
            terminal.Error.WriteLine($"gsp: {message}");
        }
        IEnumerable<string> known = parsed
            .CommandResult.Command.Options.Select(option => option.Name)
            .Concat(parsed.CommandResult.Command.Subcommands.Select(command => command.Name));
        string? unknown = parsed.UnmatchedTokens.FirstOrDefault();
        if (unknown is not null && NearestName.Of(unknown, known) is string nearest)
        {
            terminal.Error.WriteLine($"gsp: did you mean '{nearest}'?");
        }
    }

    private static RootCommand Root(Terminal terminal) =>
        new(
            """
            Gsp learns graphs from signals: from raw recording to published figure.

            Examples:
              gsp learn recording.csv --out out/first
              gsp learn recording.csv --method pruned-ls --truth w.csv --out out/pruned
              gsp learn x.csv --mode reference --config meta.json --out out/reference
              gsp record info 100
              gsp record export 100 --out 100.csv
              gsp reproduce adacgp
              gsp backend

            Exit codes: 0 success, 2 wrong usage, 3 unusable data, 4 numerical failure, 75 interrupted after a checkpoint.
            """
        )
        {
            LearnCommand.Create(terminal),
            RecordCommand.Create(terminal),
            ReproduceCommand.Create(terminal),
            BackendCommand.Create(terminal),
        };

    private static int Explain(Exception error, Terminal terminal)
    {
        if (error is AggregateException several)
        {
            // What parallel work failed of; its threads fail alike.
            error = several.Flatten().InnerExceptions[0];
        }
        (int code, string message) = error switch
        {
            CommandError e => (e.Code, e.Message),
            GspFormatException e => (ExitCode.Data, e.Message),
            OperationCanceledException => (ExitCode.Interrupted, "interrupted; nothing was written"),
            BackendUnavailableException e => (ExitCode.Usage, e.Message),
            ArgumentException e => (ExitCode.Data, WithoutParameter(e)),
            // The library's own message says what else was looked for.
            FileNotFoundException e => (
                ExitCode.Data,
                e.Message.StartsWith("there is no", StringComparison.Ordinal)
                    ? e.Message
                    : $"no such file: {e.FileName}"
            ),
            DirectoryNotFoundException e => (ExitCode.Data, e.Message),
            UnauthorizedAccessException e => (ExitCode.Data, e.Message),
            IOException e => (ExitCode.Data, e.Message),
            OutOfMemoryException e => (ExitCode.Numerical, $"not enough memory: {e.Message}"),
            InvalidOperationException e => (ExitCode.Numerical, e.Message),
            _ => (ExitCode.Numerical, $"{error.GetType().Name}: {error.Message} (a defect; GSP_DEBUG=1 shows where)"),
        };
        terminal.Error.WriteLine($"gsp: {OneLine(message)}");
        if (Environment.GetEnvironmentVariable("GSP_DEBUG") == "1")
        {
            terminal.Error.WriteLine(error);
        }
        return code;
    }

    /// <summary>The message without the runtime's "(Parameter 'x')" and "Actual value was", which repeat what it says already.</summary>
    internal static string WithoutParameter(ArgumentException error)
    {
        string message = error.Message;
        int end = message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }

    private static string OneLine(string message) =>
        string.Join(' ', message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
