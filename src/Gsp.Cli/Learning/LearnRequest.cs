using Gsp.Files;

namespace Gsp.Cli;

/// <summary>What the user asked <c>gsp learn</c> for.</summary>
internal sealed record LearnRequest
{
    /// <summary>The name that stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Seconds between two checkpoints where nothing else is said: a minute's work at most is done twice.</summary>
    public const double DefaultCheckpoint = 60;

    public required string Input { get; init; }
    public required string Method { get; init; }
    public required LearnMode Mode { get; init; }
    public string? Configuration { get; init; }
    public IReadOnlyList<string> Settings { get; init; } = [];
    public string? Support { get; init; }
    public string? Truth { get; init; }
    public string? TruthFilters { get; init; }
    public string? TruthCoefficients { get; init; }
    public IReadOnlyList<string>? Columns { get; init; }
    public CsvHeader Header { get; init; }
    public bool Standardise { get; init; }
    public int Difference { get; init; }
    public ulong Seed { get; init; }
    public required string Backend { get; init; }
    public string? Out { get; init; }
    public bool Json { get; init; }
    public bool Follow { get; init; }

    /// <summary>Seconds between two checkpoints; 0 for none but that of an interruption.</summary>
    public double Checkpoint { get; init; } = DefaultCheckpoint;

    /// <summary>The file that keeps a follower's state; null for none.</summary>
    public string? State { get; init; }

    /// <summary>How tables are read.</summary>
    public CsvOptions Csv => new() { Columns = Columns, Header = Header };

    /// <summary>Checks what the parser cannot.</summary>
    /// <exception cref="CommandError">Flags that contradict each other.</exception>
    public void Validate()
    {
        Require(Difference >= 0, $"--difference {Difference}: the lag of a difference is 1 or more");
        Require(
            !Follow || Input == StandardInput,
            "--follow reads standard input: give '-' as the input, for instance 'tail -f x.csv | gsp learn - --follow'"
        );
        Require(
            !Follow || !Standardise,
            "--follow learns while samples come and --standardise needs them all; leave one of them out"
        );
        Require(
            double.IsFinite(Checkpoint) && Checkpoint >= 0,
            FormattableString.Invariant(
                $"--checkpoint {Checkpoint}: seconds between two checkpoints, 0 for none but that of an interruption"
            )
        );
        Require(
            Follow || State is null,
            "--state keeps what --follow has learned; without --follow a checkpoint beside the results is kept by itself"
        );
        Require(Follow || Out is not null, "--out DIR is missing: say where the results are to be written");
    }

    private static void Require(bool rule, string message)
    {
        if (!rule)
        {
            throw CommandError.Usage(message);
        }
    }
}
