using Gsp.Numerics;

namespace Gsp.Compute;

/// <summary>Where and how dense algebra is computed: a value that is passed to constructors, never a global.</summary>
/// <remarks>
/// A backend promises its determinism: <see cref="Reference"/> gives the same bits for any thread count and vector width.
/// Immutable and thread-safe.
/// </remarks>
public sealed partial class Backend
{
    private Backend(string name, IBlas<double> doubles, IBlas<float> singles, int threads, string determinism)
    {
        Name = name;
        Double = doubles;
        Single = singles;
        Threads = threads;
        Determinism = determinism;
    }

    /// <summary>The plain loops that define every operation.</summary>
    public static Backend Reference { get; } =
        new("reference", ReferenceBlas<double>.Instance, ReferenceBlas<float>.Instance, 1, "bit-identical everywhere");

    /// <summary>The short name, as given to <c>--backend</c>.</summary>
    public string Name { get; }

    /// <summary>Operations in double precision.</summary>
    public IBlas<double> Double { get; }

    /// <summary>Operations in single precision.</summary>
    public IBlas<float> Single { get; }

    /// <summary>The most threads an operation uses.</summary>
    public int Threads { get; }

    /// <summary>What is promised about the bits of a result.</summary>
    public string Determinism { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Threads} thread{(Threads == 1 ? "" : "s")}; {Determinism})";
}
