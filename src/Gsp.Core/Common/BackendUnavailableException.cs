namespace Gsp;

/// <summary>A compute backend was asked for by name and cannot be had on this machine.</summary>
public sealed class BackendUnavailableException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="backend">The backend asked for.</param>
    /// <param name="probed">What was looked for and what each probe answered.</param>
    public BackendUnavailableException(string backend, string probed)
        : base($"backend '{backend}' is not available here; probed: {probed}")
    {
        Backend = backend;
        Probed = probed;
    }

    /// <summary>The backend asked for.</summary>
    public string Backend { get; }

    /// <summary>What was looked for and what each probe answered.</summary>
    public string Probed { get; }
}
