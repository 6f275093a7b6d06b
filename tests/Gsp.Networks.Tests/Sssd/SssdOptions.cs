namespace Gsp.Networks.Tests;

/// <summary>Sizes of an SSSD network.</summary>
internal sealed record SssdOptions(
    int Signals,
    int Conditions,
    int Channels,
    int Blocks,
    int Embedding,
    int Hidden,
    int Length,
    int StateSize
);
