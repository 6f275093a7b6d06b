using System.CommandLine;

namespace Gsp.Cli.Commands;

/// <summary><c>gsp record</c>: looks into one recording.</summary>
internal static class RecordCommand
{
    public static Command Create(Terminal terminal) =>
        new("record", "Looks into one recording: what it holds, its samples, its beats, its waves.")
        {
            RecordInfoCommand.Create(terminal),
            RecordExportCommand.Create(terminal),
            RecordBeatsCommand.Create(terminal),
            RecordDelineateCommand.Create(terminal),
        };
}
