using System.CommandLine;

namespace Gsp.Cli.Commands;

/// <summary><c>gsp record info</c>: what a recording holds.</summary>
internal sealed class RecordInfoCommand
{
    private readonly Option<bool> json = new("--json") { Description = "Prints JSON." };

    private readonly RecordOptions options = new();

    public static Command Create(Terminal terminal) => new RecordInfoCommand().Build(terminal);

    private Command Build(Terminal terminal)
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
            options.Record,
            json,
        };
        foreach (Option option in options.Reading)
        {
            command.Add(option);
        }
        command.SetAction(parsed =>
        {
            RecordInfo info = RecordInfo.Of(options.PathOf(parsed), options.Of(parsed));
            if (parsed.GetValue(json))
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
