using System.CommandLine;

namespace Gsp.Cli.Commands;

/// <summary><c>gsp reproduce</c>: repeats published studies.</summary>
internal static class ReproduceCommand
{
    public static Command Create(Terminal terminal) =>
        new("reproduce", "Repeats a published study and puts its numbers beside the published ones.")
        {
            ReproduceAdaCgpCommand.Create(terminal),
            ReproduceRealCommand.Create(terminal),
        };
}
