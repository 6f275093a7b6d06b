namespace Gsp.Recordings;

/// <summary>The variables of a MAT-file.</summary>
public sealed record MatFileContents
{
    /// <summary>The format's version: 4 or 5 (MATLAB 5 to 7.2).</summary>
    public required int Version { get; init; }

    /// <summary>What the writing program says of itself; empty in version 4.</summary>
    public required string Description { get; init; }

    /// <summary>The variables that were asked for, in the file's order.</summary>
    public required IReadOnlyList<MatArray> Variables { get; init; }

    /// <summary>The variables' names.</summary>
    public IEnumerable<string> Names => Variables.Select(variable => variable.Name);

    /// <summary>A variable by name.</summary>
    /// <param name="name">The name; MATLAB distinguishes upper and lower case.</param>
    /// <exception cref="ArgumentException">There is no such variable.</exception>
    public MatArray this[string name] =>
        Variables.LastOrDefault(variable => variable.Name == name)
        ?? throw new ArgumentException(
            $"there is no variable '{name}'; the file has {string.Join(", ", Names)}",
            nameof(name)
        );

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"MAT-file of version {Version}: {string.Join("; ", Variables)}");
}
