using System.CommandLine;
using Gsp.Compute;

namespace Gsp.Cli.Commands;

/// <summary><c>gsp backend</c>: what this machine computes with.</summary>
internal static class BackendCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command(
            "backend",
            "Shows what this machine offers for computing: processor, vectors, libraries."
        );
        command.SetAction(_ =>
        {
            terminal.Output.Write(Backend.Describe());
            return ExitCode.Success;
        });
        return command;
    }
}
