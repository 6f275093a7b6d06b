using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using Gsp.Numerics;

namespace Gsp.Compute;

/// <content>Finding backends by name, and telling what this machine has.</content>
public sealed partial class Backend
{
    private const string NoCuda = "not built in this version";

    /// <summary>The names that <see cref="Find"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = ["auto", "reference", "managed", "openblas", "cuda"];

    /// <summary>The OpenBLAS library installed on this machine.</summary>
    /// <param name="threads">Threads of an operation, 1 or more; a setting of the whole process, so use one number at a time.</param>
    /// <returns>The backend.</returns>
    /// <exception cref="BackendUnavailableException">The library is missing; the message lists what was probed.</exception>
    public static Backend OpenBlas(int threads = 1) =>
        TryOpenBlas(out Backend? backend, threads)
            ? backend
            : throw new BackendUnavailableException("openblas", OpenBlasLibrary.Probes);

    /// <summary>The OpenBLAS library, where it is installed.</summary>
    /// <param name="backend">The backend, or null where the library is missing.</param>
    /// <param name="threads">Threads of an operation, 1 or more.</param>
    /// <returns>Whether the library was found.</returns>
    public static bool TryOpenBlas([NotNullWhen(true)] out Backend? backend, int threads = 1)
    {
        OpenBlas<double>? doubles = OpenBlas<double>.TryCreate(threads);
        OpenBlas<float>? singles = OpenBlas<float>.TryCreate(threads);
        backend =
            doubles is null || singles is null
                ? null
                : new Backend("openblas", doubles, singles, threads, "repeatable on one machine and library version");
        return backend is not null;
    }

    /// <summary>The backend to use when nothing is asked for: the fastest whose bits are the same everywhere.</summary>
    /// <returns><see cref="Managed"/>: it is as fast as OpenBLAS within a tenth, and needs nothing installed.</returns>
    public static Backend Best() => Managed;

    /// <summary>A backend by its name, as given to <c>--backend</c>.</summary>
    /// <param name="name"><c>auto</c> (see <see cref="Best"/>), <c>reference</c>, <c>managed</c>, <c>openblas</c> or <c>cuda</c>.</param>
    /// <returns>The backend.</returns>
    /// <exception cref="ArgumentException">No backend has that name.</exception>
    /// <exception cref="BackendUnavailableException">The backend cannot be had here; the message lists what was probed.</exception>
    public static Backend Find(string name) =>
        Search(name, out string probed) ?? throw new BackendUnavailableException(name, probed);

    /// <summary>A backend by its name, where it can be had.</summary>
    /// <param name="name">A name that <see cref="Find"/> knows.</param>
    /// <param name="backend">The backend, or null where it is missing.</param>
    /// <returns>Whether it is there.</returns>
    /// <exception cref="ArgumentException">No backend has that name.</exception>
    public static bool TryFind(string name, [NotNullWhen(true)] out Backend? backend) =>
        (backend = Search(name, out _)) is not null;

    private static Backend? Search(string name, out string probed)
    {
        ArgumentNullException.ThrowIfNull(name);
        probed = "";
        switch (name.ToLowerInvariant())
        {
            case "auto":
                return Best();
            case "reference":
                return Reference;
            case "managed":
                return Managed;
            case "openblas":
                probed = OpenBlasLibrary.Probes;
                return TryOpenBlas(out Backend? found) ? found : null;
            case "cuda":
                probed = NoCuda;
                return null;
            default:
                throw new ArgumentException(
                    $"backend '{name}' is unknown; it must be one of {string.Join(", ", Names)}",
                    nameof(name)
                );
        }
    }

    /// <summary>What this machine offers: processor, vectors, libraries and what was probed for them.</summary>
    /// <returns>Some lines of text for a terminal or a bug report.</returns>
    public static string Describe()
    {
        var text = new StringBuilder();
        Line(text, "runtime", $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}");
        Line(
            text,
            "processor",
            $"{RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} cores, vectors of {SimdWidth.Bits} bits, "
                + $"fused multiply-add in {(SimdWidth.HardwareFusedMultiplyAdd ? "hardware" : "software (slow)")}"
        );
        Line(text, "reference", Reference.Determinism);
        Line(text, "managed", $"{Managed.Threads} threads; {Managed.Determinism}");
        Line(
            text,
            "openblas",
            OpenBlasLibrary.Instance is { } library
                ? $"{library.Path}: {library.Configuration}"
                : $"absent; probed: {OpenBlasLibrary.Probes}"
        );
        Line(text, "cuda", NoCuda);
        Line(text, "auto", $"chooses {Best().Name}");
        return text.ToString();
    }

    private static void Line(StringBuilder text, string name, string value) =>
        text.Append(name.PadRight(11)).Append(value).Append('\n');
}
