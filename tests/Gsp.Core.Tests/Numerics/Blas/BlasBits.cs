using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Gsp.Numerics;
using Gsp.Random;

namespace Gsp.Core.Tests.Numerics;

/// <summary>One hash over the bits of every operation on awkward sizes.</summary>
internal static class BlasBits
{
    public static string Hash(int threads)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add<double>(hash, threads);
        Add<float>(hash, threads);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static void Add<T>(IncrementalHash hash, int threads)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        IBlas<T> blas = new ManagedBlas<T>(threads);
        foreach ((int m, int n, int k) in new[] { (3, 5, 7), (17, 29, 300), (64, 45, 31), (90, 83, 75), (260, 256, 9) })
        {
            var stream = new RandomStream((ulong)(m + n + k));
            foreach (Layout layout in new[] { Layout.RowMajor, Layout.ColumnMajor, Layout.Scattered })
            {
                var a = new Operand<T>(m, k, layout, stream);
                var b = new Operand<T>(k, n, layout, stream);
                var c = new Operand<T>(m, n, layout, stream);
                T[] x = new Operand<T>(n, 1, Layout.RowMajor, stream).ToArray();
                T[] y = new Operand<T>(m, 1, Layout.RowMajor, stream).ToArray();
                T alpha = T.CreateTruncating(0.7);
                T beta = T.CreateTruncating(0.9);
                blas.Multiply(alpha, a.View, b.View, beta, c.View);
                Append(hash, c.ToArray());
                blas.Multiply(alpha, c.View, x, beta, y);
                Append(hash, y);
                blas.RankOne(alpha, y, x, beta, c.View);
                Append(hash, c.ToArray());
                T[] square = new T[m * m];
                blas.SymmetricProduct(alpha, c.View, T.Zero, square.AsRowMajor(m, m));
                blas.SymmetricRankOne(alpha, y, beta, square.AsRowMajor(m, m));
                Append(hash, square);
                Append(hash, [blas.Dot(x, x), Vectors.Sum<T>(square)]);
            }
        }
    }

    private static void Append<T>(IncrementalHash hash, T[] values)
        where T : unmanaged => hash.AppendData(MemoryMarshal.AsBytes<T>(values));
}
