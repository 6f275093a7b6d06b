namespace Gsp.Networks;

/// <summary>Where a model comes from: enough to train it again. What is not known is null.</summary>
public sealed record Provenance
{
    /// <summary>SHA-256 of the training data as 64 lower-case hexadecimal digits.</summary>
    public string? DataSha256 { get; init; }

    /// <summary>Version of the library that trained the model.</summary>
    public string? LibraryVersion { get; init; }

    /// <summary>Seed of the random streams.</summary>
    public ulong? Seed { get; init; }

    /// <summary>The command or program that trained the model.</summary>
    public string? Command { get; init; }

    /// <summary>When the training ended; kept to the second, with its distance from universal time. Given by the caller, never taken from
    /// the clock, so that files stay reproducible.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>The version of this library.</summary>
    public static string CurrentVersion { get; } =
        typeof(Provenance).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
