namespace Gsp.Cli;

/// <summary>Whether a method runs as intended or as the authors' programs did.</summary>
internal enum LearnMode
{
    /// <summary>The intended mathematics.</summary>
    Corrected,

    /// <summary>The published study's programs, number for number.</summary>
    Reference,
}
