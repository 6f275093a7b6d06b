using System.CommandLine;
using System.CommandLine.Parsing;
using Gsp.Compute;
using Gsp.Files;

namespace Gsp.Cli.Commands;

/// <summary><c>gsp learn</c>: learns a graph from a recording or a stream.</summary>
internal static class LearnCommand
{
    private static readonly Argument<string> Input = new("input")
    {
        Description =
            "Table of samples (CSV with any separator, or NPY): rows are time, columns are nodes; a first row with text is a header. '-' reads standard input. A WFDB record (its base name or .hea), EDF or MAT-file: channels are nodes.",
    };

    private static readonly Option<string> Method = new("--method")
    {
        Description = $"How to learn: {string.Join(", ", MethodCatalogue.Names)}.",
        DefaultValueFactory = _ => "adacgp",
    };

    private static readonly Option<LearnMode> Mode = new("--mode")
    {
        Description =
            "corrected: the intended mathematics, settings chosen automatically; reference: the published study's programs, number for number (the first P rows are start-up lags).",
        DefaultValueFactory = _ => LearnMode.Corrected,
    };

    private static readonly Option<string?> Configuration = new("--config")
    {
        Description = "JSON file of options by name; options under \"settings\" are found there.",
    };

    private static readonly Option<string[]> Set = new("--set")
    {
        Description = "One option as NAME=VALUE, over those of the file; may be repeated.",
        AllowMultipleArgumentsPerToken = false,
    };

    private static readonly Option<string?> Support = new("--support")
    {
        Description = "N x N table, non-zero where an edge may be.",
    };

    private static readonly Option<string?> Truth = new("--truth")
    {
        Description = "N x N table of the true graph (row = target), for scores.",
    };

    private static readonly Option<string?> TruthFilters = new("--truth-filters")
    {
        Description = "N x NP table of the true lag filters, for scores.",
    };

    private static readonly Option<string?> TruthCoefficients = new("--truth-coefficients")
    {
        Description = "Table of the true polynomial coefficients, one a row, for scores.",
    };

    private static readonly Option<string?> Columns = new("--columns")
    {
        Description = "Columns to use, by name or number: a,b,3; all but some: '!date,!id'.",
    };

    private static readonly Option<string> Header = new("--header")
    {
        Description = "Whether the first row is a header: auto, yes, no.",
        DefaultValueFactory = _ => "auto",
    };

    private static readonly Option<bool> Standardise = new("--standardise")
    {
        Description = "Less the mean, over the standard deviation, column by column.",
    };

    private static readonly Option<int> Difference = new("--difference")
    {
        Description = "Replaces each sample by its difference from K samples before.",
        HelpName = "K",
    };

    private static readonly Option<ulong> Seed = new("--seed")
    {
        Description = "Seed of methods that draw random numbers; kept in the manifest.",
        DefaultValueFactory = _ => 0,
    };

    private static readonly Option<string> BackendName = new("--backend")
    {
        Description = $"Where dense products run: {string.Join(", ", Backend.Names)}.",
        DefaultValueFactory = _ => "auto",
    };

    private static readonly Option<string?> Out = new("--out")
    {
        Description = "Folder for the results; it is complete or absent.",
        HelpName = "DIR",
    };

    private static readonly Option<double> Checkpoint = new("--checkpoint")
    {
        Description =
            "Seconds between two checkpoints (DIR.checkpoint, or the file of --state), from which the same command goes on after an interruption; 0: only when interrupted. Methods that learn from the whole recording at once keep none.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => LearnRequest.DefaultCheckpoint,
    };

    private static readonly Option<string?> State = new("--state")
    {
        Description =
            "File that keeps what --follow has learned: read at the start where it exists, written at the end, when interrupted and every --checkpoint SECONDS.",
        HelpName = "FILE",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Prints the metrics as JSON." };

    private static readonly Option<bool> Follow = new("--follow")
    {
        Description = "Learns while samples come in on standard input and prints one JSON line per update.",
    };

    public static Command Create(Terminal terminal)
    {
        Header.AcceptOnlyFromAmong("auto", "yes", "no");
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
            Input,
            Method,
            Mode,
            Configuration,
            Set,
            Support,
            Truth,
            TruthFilters,
            TruthCoefficients,
            Columns,
            Header,
            Standardise,
            Difference,
            Seed,
            BackendName,
            Out,
            Json,
            Checkpoint,
            Follow,
            State,
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

    private static LearnRequest Request(ParseResult parsed) =>
        new()
        {
            Input = parsed.GetRequiredValue(Input),
            Method = parsed.GetRequiredValue(Method).ToLowerInvariant(),
            Mode = parsed.GetValue(Mode),
            Configuration = parsed.GetValue(Configuration),
            Settings = parsed.GetValue(Set) ?? [],
            Support = parsed.GetValue(Support),
            Truth = parsed.GetValue(Truth),
            TruthFilters = parsed.GetValue(TruthFilters),
            TruthCoefficients = parsed.GetValue(TruthCoefficients),
            Columns = parsed.GetValue(Columns) is string columns
                ? columns.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                : null,
            Header = parsed.GetRequiredValue(Header) switch
            {
                "yes" => CsvHeader.Present,
                "no" => CsvHeader.Absent,
                _ => CsvHeader.Auto,
            },
            Standardise = parsed.GetValue(Standardise),
            Difference = parsed.GetValue(Difference),
            Seed = parsed.GetValue(Seed),
            Backend = parsed.GetRequiredValue(BackendName),
            Out = parsed.GetValue(Out),
            Json = parsed.GetValue(Json),
            Follow = parsed.GetValue(Follow),
            Checkpoint = parsed.GetValue(Checkpoint),
            State = parsed.GetValue(State),
        };
}
