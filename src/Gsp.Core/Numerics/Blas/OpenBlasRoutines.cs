using System.Numerics;
using System.Runtime.InteropServices;

namespace Gsp.Numerics;

/// <summary>The routines of an OpenBLAS library for one element type; CBLAS names them by a letter, d or s.</summary>
internal sealed unsafe class OpenBlasRoutines<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly string Letter = typeof(T) == typeof(double) ? "d" : "s";

    public OpenBlasRoutines(nint handle)
    {
        Gemm = (delegate* unmanaged[Cdecl]<int, int, int, int, int, int, T, T*, int, T*, int, T, T*, int, void>)Export(
            handle,
            GemmName
        );
        Gemv = (delegate* unmanaged[Cdecl]<int, int, int, int, T, T*, int, T*, int, T, T*, int, void>)Export(
            handle,
            GemvName
        );
        Syrk = (delegate* unmanaged[Cdecl]<int, int, int, int, int, T, T*, int, T, T*, int, void>)Export(
            handle,
            SyrkName
        );
        Dot = (delegate* unmanaged[Cdecl]<int, T*, int, T*, int, T>)Export(handle, DotName);
    }

    /// <summary>What a library must export.</summary>
    public static IReadOnlyList<string> Names => [GemmName, GemvName, SyrkName, DotName];

    /// <summary>order, transA, transB, m, n, k, alpha, A, lda, B, ldb, beta, C, ldc.</summary>
    public delegate* unmanaged[Cdecl]<int, int, int, int, int, int, T, T*, int, T*, int, T, T*, int, void> Gemm { get; }

    /// <summary>order, trans, m, n, alpha, A, lda, x, incx, beta, y, incy.</summary>
    public delegate* unmanaged[Cdecl]<int, int, int, int, T, T*, int, T*, int, T, T*, int, void> Gemv { get; }

    /// <summary>order, triangle, trans, n, k, alpha, A, lda, beta, C, ldc.</summary>
    public delegate* unmanaged[Cdecl]<int, int, int, int, int, T, T*, int, T, T*, int, void> Syrk { get; }

    /// <summary>n, x, incx, y, incy.</summary>
    public delegate* unmanaged[Cdecl]<int, T*, int, T*, int, T> Dot { get; }

    private static string GemmName => $"cblas_{Letter}gemm";

    private static string GemvName => $"cblas_{Letter}gemv";

    private static string SyrkName => $"cblas_{Letter}syrk";

    private static string DotName => $"cblas_{Letter}dot";

    private static nint Export(nint handle, string name) => NativeLibrary.GetExport(handle, name);
}
