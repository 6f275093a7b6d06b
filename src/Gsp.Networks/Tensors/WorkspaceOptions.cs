namespace Gsp.Networks;

/// <summary>Checks that a workspace makes on every operation; each costs time.</summary>
public sealed record WorkspaceOptions
{
    /// <summary>Whether every result and every gradient must be finite: the first that is not is an <see cref="ArithmeticException"/> that
    /// names operation and layer.</summary>
    public bool CheckFinite { get; init; }

    /// <summary>Whether fresh memory is filled with NaN, so that an element nobody wrote shows.</summary>
    public bool PoisonMemory { get; init; }
}
