using System.Globalization;
using Gsp.Numerics;

namespace Gsp.Compute;

/// <summary>Where and how dense algebra is computed: a value that is passed to constructors, never a global.</summary>
/// <remarks>
/// A backend promises its determinism: <see cref="Reference"/> and <see cref="Managed"/> give the same bits for any thread count and
/// vector width. Immutable and thread-safe.
/// </remarks>
public sealed partial class Backend
{
    private const string Everywhere = "bit-identical for any thread count, vector width and machine";

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
        new("reference", ReferenceBlas<double>.Instance, ReferenceBlas<float>.Instance, 1, Everywhere);

    /// <summary>The library's own fast algebra, on as many threads as there are processors.</summary>
    public static Backend Managed { get; } = ManagedWith(Environment.ProcessorCount);

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

    /// <summary>The library's own fast algebra, on a number of threads.</summary>
    /// <param name="threads">The most threads an operation uses, the caller's among them; 1 or more. It changes the speed, never the bits.</param>
    /// <returns>The backend.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one thread.</exception>
    public static Backend ManagedWith(int threads) =>
        new("managed", new ManagedBlas<double>(threads), new ManagedBlas<float>(threads), threads, Everywhere);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Name} ({Threads} thread{(Threads == 1 ? "" : "s")}; {Determinism})"
        );
}
