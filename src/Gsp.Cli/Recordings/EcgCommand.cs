using System.CommandLine;
using System.CommandLine.Parsing;
using Gsp.Files;
using Gsp.Recordings;

namespace Gsp.Cli;

/// <summary>A command that finds something on the leads of an ECG and writes it as a table: what <c>beats</c> and <c>delineate</c> share.</summary>
internal static class EcgCommand
{
    /// <summary>Builds the command.</summary>
    /// <param name="terminal">Where notices go.</param>
    /// <param name="name">The command's name.</param>
    /// <param name="description">Its help.</param>
    /// <param name="columns">What its table holds.</param>
    /// <param name="own">The options that it alone has.</param>
    /// <param name="find">Finds on the leads; the number is that of the leads' first sample in the recording. Gives the table and what to say of it.</param>
    public static Command Create(
        Terminal terminal,
        string name,
        string description,
        string columns,
        IEnumerable<Option> own,
        Func<ParseResult, Recording, long, (string Table, string Summary)> find
    )
    {
        var options = new RecordOptions();
        var output = new Option<string>("--out")
        {
            Description = $"CSV file to write: {columns}.",
            HelpName = "FILE",
            Required = true,
        };
        var command = new Command(name, description) { options.Record, output };
        foreach (Option option in own.Concat(options.Range).Concat(options.Reading))
        {
            command.Add(option);
        }
        command.SetAction(parsed =>
        {
            RecordingFileOptions reading = options.Of(parsed);
            Recording leads = EcgLeads.Read(options.PathOf(parsed), reading, terminal);
            (string table, string summary) = find(parsed, leads, reading.From);
            string path = parsed.GetRequiredValue(output);
            AtomicFile.WriteText(path, table);
            terminal.Notice($"wrote {path}: {summary}");
            return ExitCode.Success;
        });
        return command;
    }
}
