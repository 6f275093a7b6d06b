using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Gsp.Numerics;

/// <summary>The OpenBLAS library of this machine, loaded where it is found.</summary>
/// <remarks>
/// Looked for once, in this order: the path in <c>GSP_OPENBLAS</c> (and then nothing else), then the usual file names by the loader's own
/// search, then the usual folders. Nothing is thrown where it is missing: <see cref="Probes"/> tells what was tried. Its thread count
/// is one number for the whole process, set before an operation when it differs.
/// </remarks>
internal sealed unsafe class OpenBlasLibrary
{
    /// <summary>The environment variable that names the library; <c>none</c> hides it.</summary>
    public const string Variable = "GSP_OPENBLAS";

    private static readonly Lazy<(OpenBlasLibrary? Library, string Probes)> Search = new(Find);
    private static readonly Lock ThreadsLock = new();
    private readonly delegate* unmanaged[Cdecl]<int, void> setThreads;
    private int currentThreads;

    private OpenBlasLibrary(string path, nint handle)
    {
        Path = path;
        Double = new OpenBlasRoutines<double>(handle);
        Single = new OpenBlasRoutines<float>(handle);
        setThreads = (delegate* unmanaged[Cdecl]<int, void>)NativeLibrary.GetExport(handle, "openblas_set_num_threads");
        Configuration = Config(handle);
    }

    /// <summary>The library, or null where there is none.</summary>
    public static OpenBlasLibrary? Instance => Search.Value.Library;

    /// <summary>What was looked for and what each probe answered.</summary>
    public static string Probes => Search.Value.Probes;

    /// <summary>The name or path by which it was loaded.</summary>
    public string Path { get; }

    /// <summary>Its own description: version, build options and the processor it chose its kernels for.</summary>
    public string Configuration { get; }

    private OpenBlasRoutines<double> Double { get; }

    private OpenBlasRoutines<float> Single { get; }

    /// <summary>The routines of one element type.</summary>
    public OpenBlasRoutines<T> Routines<T>()
        where T : unmanaged, IFloatingPointIeee754<T> =>
        typeof(T) == typeof(double) ? (OpenBlasRoutines<T>)(object)Double : (OpenBlasRoutines<T>)(object)Single;

    /// <summary>Sets the thread count of the library, a setting of the whole process.</summary>
    public void UseThreads(int threads)
    {
        if (Volatile.Read(ref currentThreads) != threads)
        {
            lock (ThreadsLock)
            {
                setThreads(threads);
                Volatile.Write(ref currentThreads, threads);
            }
        }
    }

    private static (OpenBlasLibrary?, string) Find()
    {
        var probes = new StringBuilder();
        foreach (string candidate in Candidates())
        {
            probes.Append(probes.Length == 0 ? "" : "; ").Append(candidate).Append(": ");
            if (!NativeLibrary.TryLoad(candidate, out nint handle))
            {
                probes.Append("not found");
                continue;
            }
            string? flaw = Flaw(handle);
            if (flaw is null)
            {
                probes.Append("loaded");
                return (new OpenBlasLibrary(candidate, handle), probes.ToString());
            }
            probes.Append(flaw);
            NativeLibrary.Free(handle);
        }
        return (null, probes.ToString());
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return [named];
        }
        if (OperatingSystem.IsWindows())
        {
            return ["libopenblas.dll", "openblas.dll"];
        }
        if (OperatingSystem.IsMacOS())
        {
            return
            [
                "libopenblas.dylib",
                "libopenblas.0.dylib",
                "/opt/homebrew/opt/openblas/lib/libopenblas.dylib",
                "/usr/local/opt/openblas/lib/libopenblas.dylib",
            ];
        }
        string[] names = ["libopenblas.so.0", "libopenblas.so"];
        string[] folders =
        [
            "/usr/lib/x86_64-linux-gnu",
            "/usr/lib/aarch64-linux-gnu",
            "/usr/lib64",
            "/usr/lib",
            "/usr/local/lib",
            "/opt/OpenBLAS/lib",
        ];
        return [.. names, .. folders.SelectMany(folder => names.Select(name => $"{folder}/{name}"))];
    }

    /// <summary>Why a loaded library cannot be used; null where it can.</summary>
    private static string? Flaw(nint handle)
    {
        string[] needed =
        [
            .. OpenBlasRoutines<double>.Names,
            .. OpenBlasRoutines<float>.Names,
            "openblas_set_num_threads",
            "openblas_get_config",
        ];
        foreach (string name in needed)
        {
            if (!NativeLibrary.TryGetExport(handle, name, out _))
            {
                return $"loaded, but it lacks {name}";
            }
        }
        return Config(handle).Contains("USE64BITINT", StringComparison.Ordinal)
            ? "loaded, but it was built for 64-bit integers"
            : null;
    }

    private static string Config(nint handle)
    {
        var get = (delegate* unmanaged[Cdecl]<byte*>)NativeLibrary.GetExport(handle, "openblas_get_config");
        return Marshal.PtrToStringUTF8((nint)get())?.Trim() ?? "";
    }
}
