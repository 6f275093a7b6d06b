namespace Gsp.Cli;

/// <summary>What the program's exit code says.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The command line or a configuration file is wrong.</summary>
    public const int Usage = 2;

    /// <summary>An input file is missing, damaged or holds data that cannot be used.</summary>
    public const int Data = 3;

    /// <summary>The computation failed: it diverged, or the data do not determine the result.</summary>
    public const int Numerical = 4;

    /// <summary>Interrupted after a checkpoint was written: run the same command again to continue.</summary>
    public const int Checkpointed = 75;

    /// <summary>Interrupted by the user; nothing was written.</summary>
    public const int Interrupted = 130;
}
