using System.Runtime.Intrinsics;
using Gsp.Numerics;
using Xunit;

namespace Gsp.Networks.Tests.Kernels;

/// <summary>The vector width changes no bit of the sparse and recurrent kernels, and they write nothing beyond their rows.</summary>
public sealed unsafe class WidthTests
{
    private const int Longest = 70;

    public static TheoryData<int> Lengths => [1, 2, 3, 7, 16, 17, 33, 64, Longest];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void SparseRows(int n)
    {
        float[] reference = Sparse(new SparseKernels<float, Vector128<float>, Lanes128<float>>(), n);
        Assert.Equal(reference, Sparse(new SparseKernels<float, Vector256<float>, Lanes256<float>>(), n));
        Assert.Equal(reference, Sparse(new SparseKernels<float, Vector512<float>, Lanes512<float>>(), n));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Gates(int n)
    {
        float[] reference = Written(new RecurrentKernels<float, Vector128<float>, Lanes128<float>>(), n);
        Assert.Equal(reference, Written(new RecurrentKernels<float, Vector256<float>, Lanes256<float>>(), n));
        Assert.Equal(reference, Written(new RecurrentKernels<float, Vector512<float>, Lanes512<float>>(), n));
    }

    private static float[] Sparse(SparseKernels<float> kernels, int n)
    {
        float[] x = Floats(9 * Longest, 1);
        float[] values = Floats(6, 2);
        int[] columns = [0, 3, 3, 8, 5, 1];
        var all = new List<float>();
        fixed (float* px = x)
        fixed (float* pv = values)
        fixed (int* pc = columns)
        {
            foreach (int entries in (int[])[0, 1, 6])
            {
                foreach (bool accumulate in (bool[])[false, true])
                {
                    float[] y = Floats(Longest + 16, 3);
                    float[] z = Floats(Longest + 16, 3);
                    fixed (float* py = y)
                    fixed (float* pz = z)
                    {
                        kernels.Row(px, Longest, pc, pv, entries, py, n, accumulate);
                        kernels.Row(px, Longest, pc, null, entries, pz, n, accumulate);
                    }
                    Assert.Equal(Floats(Longest + 16, 3)[n..], y[n..]);
                    Assert.Equal(Floats(Longest + 16, 3)[n..], z[n..]);
                    all.AddRange(y);
                    all.AddRange(z);
                }
            }
        }
        return [.. all];
    }

    private static float[] Written(RecurrentKernels<float> kernels, int n)
    {
        float[] a = Floats(4 * n, 1);
        float[] s = Floats(4 * n, 2);
        float[] h = Floats(n, 3);
        float[] g = Floats(n, 4);
        // What is written lies in one array, each part with room behind it that must stay as it was.
        int part = 4 * n + 16;
        float[] written = Floats(20 * part, 5);
        float[] before = [.. written];
        int[] lengths;
        fixed (
            float* pa = a,
                ps = s,
                ph = h,
                pg = g,
                pw = written
        )
        {
            float* p = pw;
            float* Next() => (p += part) - part;
            float* gates = Next();
            float* y = Next();
            kernels.Gru(pa, ps, ph, gates, y, n);
            float* carry = Next();
            float* da = Next();
            float* ds = Next();
            kernels.GruSlope(pg, gates, ph, carry, da, ds, n);
            float* lstm = Next();
            float* output = Next();
            float* cell = Next();
            kernels.Lstm(pa, ps, ph, lstm, output, cell, n);
            float* cellCarry = Next();
            float* slope = Next();
            kernels.LstmSlope(pg, pg, lstm, ph, cell, ph, cellCarry, slope, n);
            float* graph = Next();
            float* reset = Next();
            float* blend = Next();
            kernels.Reset(pa, ps, ph, graph, reset, n);
            kernels.Blend(pa, ps, ph, graph, blend, n);
            float* graphCarry = Next();
            float* graphSlope = Next();
            kernels.BlendSlope(pg, graph, ph, graphCarry, graphSlope, n);
            kernels.ResetSlope(pg, graph, ph, graphCarry, graphSlope, n);
            lengths = [4, 1, 1, 3, 3, 4, 1, 1, 1, 4, 3, 1, 1, 1, 3];
        }
        for (int k = 0; k < lengths.Length; k++)
        {
            Range rest = (k * part + lengths[k] * n)..((k + 1) * part);
            Assert.Equal(before[rest], written[rest]);
        }
        return written;
    }

    private static float[] Floats(int count, ulong seed) =>
        Array.ConvertAll(Numbers.Normal(count, seed), v => (float)v);
}
