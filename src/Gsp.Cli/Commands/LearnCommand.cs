using System.CommandLine;
using System.CommandLine.Parsing;
using Gsp.Compute;
using Gsp.Files;

namespace Gsp.Cli.Commands;

/// <summary><c>gsp learn</c>: learns a graph from a recording or a stream.</summary>
internal sealed class LearnCommand
{
    private readonly Argument<string> input = new("input")
    {
        Description =
            "Table of samples (CSV with any separator, or NPY): rows are time, columns are nodes; a first row with text is a header. '-' reads standard input. A WFDB record (its base name or .hea), EDF or MAT-file: channels are nodes.",
    };

    private readonly Option<string> method = new("--method")
    {
        Description = $"How to learn: {string.Join(", ", MethodCatalogue.Names)}.",
        DefaultValueFactory = _ => "adacgp",
    };

    private readonly Option<LearnMode> mode = new("--mode")
    {
        Description =
            "corrected: the intended mathematics, settings chosen automatically; reference: the published study's programs, number for number (the first P rows are start-up lags).",
        DefaultValueFactory = _ => LearnMode.Corrected,
    };

    private readonly Option<string?> configuration = new("--config")
    {
        Description = "JSON file of options by name; options under \"settings\" are found there.",
    };

    private readonly Option<string[]> set = new("--set")
    {
        Description = "One option as NAME=VALUE, over those of the file; may be repeated.",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string?> support = new("--support")
    {
        Description = "N x N table, non-zero where an edge may be.",
    };

    private readonly Option<string?> truth = new("--truth")
    {
        Description = "N x N table of the true graph (row = target), for scores.",
    };

    private readonly Option<string?> truthFilters = new("--truth-filters")
    {
        Description = "N x NP table of the true lag filters, for scores.",
    };

    private readonly Option<string?> truthCoefficients = new("--truth-coefficients")
    {
        Description = "Table of the true polynomial coefficients, one a row, for scores.",
    };

    private readonly Option<string?> columns = new("--columns")
    {
        Description = "Columns to use, by name or number: a,b,3; all but some: '!date,!id'.",
    };

    private readonly Option<string> header = new("--header")
    {
        Description = "Whether the first row is a header: auto, yes, no.",
        DefaultValueFactory = _ => "auto",
    };

    private readonly Option<bool> standardise = new("--standardise")
    {
        Description = "Less the mean, over the standard deviation, column by column.",
    };

    private readonly Option<int> difference = new("--difference")
    {
        Description = "Replaces each sample by its difference from K samples before.",
        HelpName = "K",
    };

    private readonly Option<ulong> seed = new("--seed")
    {
        Description = "Seed of methods that draw random numbers; kept in the manifest.",
        DefaultValueFactory = _ => 0,
    };

    private readonly Option<string> backendName = new("--backend")
    {
        Description = $"Where dense products run: {string.Join(", ", Backend.Names)}.",
        DefaultValueFactory = _ => "auto",
    };

    private readonly Option<string?> folder = new("--out")
    {
        Description = "Folder for the results; it is complete or absent.",
        HelpName = "DIR",
    };

    private readonly Option<double> checkpoint = new("--checkpoint")
    {
        Description =
            "Seconds between two checkpoints (DIR.checkpoint, or the file of --state), from which the same command goes on after an interruption; 0: only when interrupted. Methods that learn from the whole recording at once keep none.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => LearnRequest.DefaultCheckpoint,
    };

    private readonly Option<string?> state = new("--state")
    {
        Description =
            "File that keeps what --follow has learned: read at the start where it exists, written at the end, when interrupted and every --checkpoint SECONDS.",
        HelpName = "FILE",
    };

    private readonly Option<bool> json = new("--json") { Description = "Prints the metrics as JSON." };

    private readonly Option<bool> follow = new("--follow")
    {
        Description = "Learns while samples come in on standard input and prints one JSON line per update.",
    };

    public static Command Create(Terminal terminal) => new LearnCommand().Build(terminal);

    private Command Build(Terminal terminal)
    {
        header.AcceptOnlyFromAmong("auto", "yes", "no");
        var command = new Command(
            "learn",
            """
            Learns a graph from a recording: who influences whom, how strongly, with what delay.

            Examples:
              gsp learn recording.csv --out out/first
              gsp learn stations.csv --columns '!date' --difference 12 --standardise --out out/stations
              gsp learn x.csv --mode reference --config meta.json --truth w.csv --out out/run
              tail -f sensors.csv | gsp learn - --follow --state sensors.gsp

            Writes shift_operator.csv (row = target), filters.csv, coefficients.csv, steps.csv, metrics.json, manifest.json and report.html.
            After an interruption (exit code 75) the same command goes on and ends with the same bytes.
            """
        )
        {
            input,
            method,
            mode,
            configuration,
            set,
            support,
            truth,
            truthFilters,
            truthCoefficients,
            columns,
            header,
            standardise,
            difference,
            seed,
            backendName,
            folder,
            json,
            checkpoint,
            follow,
            state,
        };
        command.SetAction(
            (parsed, cancellation) =>
            {
                LearnRequest request = Request(parsed);
                request.Validate();
                int code = request.Follow
                    ? new FollowSession(request, terminal).Run(cancellation)
                    : new LearnSession(request, terminal).Run(cancellation);
                return Task.FromResult(code);
            }
        );
        return command;
    }

    private LearnRequest Request(ParseResult parsed) =>
        new()
        {
            Input = parsed.GetRequiredValue(input),
            Method = parsed.GetRequiredValue(method).ToLowerInvariant(),
            Mode = parsed.GetValue(mode),
            Configuration = parsed.GetValue(configuration),
            Settings = parsed.GetValue(set) ?? [],
            Support = parsed.GetValue(support),
            Truth = parsed.GetValue(truth),
            TruthFilters = parsed.GetValue(truthFilters),
            TruthCoefficients = parsed.GetValue(truthCoefficients),
            Columns = parsed.GetValue(columns) is string wanted
                ? wanted.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                : null,
            Header = parsed.GetRequiredValue(header) switch
            {
                "yes" => CsvHeader.Present,
                "no" => CsvHeader.Absent,
                _ => CsvHeader.Auto,
            },
            Standardise = parsed.GetValue(standardise),
            Difference = parsed.GetValue(difference),
            Seed = parsed.GetValue(seed),
            Backend = parsed.GetRequiredValue(backendName),
            Out = parsed.GetValue(folder),
            Json = parsed.GetValue(json),
            Follow = parsed.GetValue(follow),
            Checkpoint = parsed.GetValue(checkpoint),
            State = parsed.GetValue(state),
        };
}
