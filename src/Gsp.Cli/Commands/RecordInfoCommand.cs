using System.CommandLine;

namespace Gsp.Cli.Commands;

/// <summary><c>gsp record info</c>: what a recording holds.</summary>
internal static class RecordInfoCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "Prints JSON." };

    public static Command Create(Terminal terminal)
    {
        var command = new Command(
            "info",
            """
            Shows what a recording holds: channels with unit, rate, gain and range, missing samples, annotation files, comments. Reads all of it, so
            that a damaged file is noticed.

            Example:
              gsp record info 100 --json
            """
        )
        {
            RecordOptions.Record,
            RecordOptions.Channels,
            RecordOptions.Rate,
            RecordOptions.Time,
            Json,
        };
        command.SetAction(parsed =>
        {
            RecordInfo info = RecordInfo.Of(parsed.GetRequiredValue(RecordOptions.Record), RecordOptions.Of(parsed));
            if (parsed.GetValue(Json))
            {
                terminal.Output.WriteLine(info.ToJson().ToJsonString());
            }
            else
            {
                terminal.Output.Write(info);
            }
            return ExitCode.Success;
        });
        return command;
    }
}
