using System.Numerics;

namespace Gsp.Numerics;

/// <summary>The plan of a complex forward transform: mixed-radix Stockham stages or, for a large prime factor, Bluestein's convolution.</summary>
/// <remarks>One plan serves every layout of <see cref="IComplexVector{TSelf,T}"/>. Immutable and thread-safe.</remarks>
internal sealed unsafe class ComplexTransform<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int LargestRadix = 31;
    private readonly int[] radices;
    private readonly T[][] tables; // of the odd radices above 5
    private readonly T[] roots;
    private readonly int rootStride; // numbers from w^j to w^(j + 1)
    private readonly Bluestein<T>? bluestein;

    public ComplexTransform(int length)
        : this(length, [], 1) { }

    /// <summary>With the roots of a multiple of the length, where they are at hand; none for none.</summary>
    public ComplexTransform(int length, T[] multipleRoots, int multiple)
    {
        Length = length;
        radices = RootsOfUnity.Factor(length);
        tables = [];
        if (NeedsConvolution(radices))
        {
            bluestein = new Bluestein<T>(length);
            roots = [];
            Bytes = bluestein.Bytes;
            return;
        }
        tables = [.. radices.Select(radix => radix > 5 ? RootsOfUnity.OddTable<T>(radix) : [])];
        bool given = multipleRoots.Length > 0;
        roots = given ? multipleRoots : RootsOfUnity.All<T>(length);
        rootStride = given ? 2 * multiple : 2;
        Bytes = given ? 0 : (long)roots.Length * sizeof(T);
    }

    /// <summary>Number of elements n.</summary>
    public int Length { get; }

    /// <summary>Elements of scratch that a transform needs.</summary>
    public int WorkLength => bluestein?.WorkLength ?? Length;

    /// <summary>Bytes of roots that the plan holds, those it was given not counted.</summary>
    public long Bytes { get; }

    /// <summary>The forward transform; input and output are the same memory or do not overlap, work overlaps neither.</summary>
    public void Forward<TVector>(T* input, T* output, T* work)
        where TVector : unmanaged, IComplexVector<TVector, T>
    {
        if (bluestein is not null)
        {
            bluestein.Forward<TVector>(input, output, work);
            return;
        }
        long bytes = (long)Length * TVector.Scalars * sizeof(T);
        if (radices.Length == 0 && input != output)
        {
            Buffer.MemoryCopy(input, output, bytes, bytes);
        }
        // Stages write by turns to work and to output, the last one to output; so does the first where their number is odd.
        if (radices.Length % 2 == 1 && input == output)
        {
            Buffer.MemoryCopy(input, work, bytes, bytes);
            input = work;
        }
        RunStages<TVector>(input, output, work);
    }

    /// <summary>The forward transform without copies: returns where the result is, one of the two places; the other is overwritten.</summary>
    public T* Forward<TVector>(T* data, T* work)
        where TVector : unmanaged, IComplexVector<TVector, T>
    {
        if (bluestein is not null)
        {
            bluestein.Forward<TVector>(data, data, work);
            return data;
        }
        bool even = radices.Length % 2 == 0;
        T* result = even ? data : work;
        RunStages<TVector>(data, result, even ? work : data);
        return result;
    }

    /// <inheritdoc/>
    public override string ToString() => bluestein is null ? "radices " + string.Join(" x ", radices) : "Bluestein";

    private static bool NeedsConvolution(int[] radices) => radices.Length > 0 && radices.Max() > LargestRadix;

    /// <summary>The last stage writes to output, the one before to other, and so on.</summary>
    private void RunStages<TVector>(T* input, T* output, T* other)
        where TVector : unmanaged, IComplexVector<TVector, T>
    {
        int rest = Length;
        int stride = 1;
        T* from = input;
        fixed (T* w = roots)
        {
            for (int stage = 0; stage < radices.Length; stage++)
            {
                T* to = (radices.Length - stage) % 2 == 1 ? output : other;
                rest /= radices[stage];
                Stage<TVector>(stage, rest, stride, w, from, to);
                stride *= radices[stage];
                from = to;
            }
        }
    }

    private void Stage<TVector>(int stage, int m, int stride, T* w, T* from, T* to)
        where TVector : unmanaged, IComplexVector<TVector, T>
    {
        nint wStride = (nint)rootStride * stride;
        switch (radices[stage])
        {
            case 2:
                Butterflies<TVector, T>.Two(m, stride, w, wStride, from, to);
                break;
            case 3:
                Butterflies<TVector, T>.Three(m, stride, w, wStride, from, to);
                break;
            case 4:
                Butterflies<TVector, T>.Four(m, stride, w, wStride, from, to);
                break;
            case 5:
                Butterflies<TVector, T>.Five(m, stride, w, wStride, from, to);
                break;
            default:
                fixed (T* table = tables[stage])
                {
                    Butterflies<TVector, T>.Odd(radices[stage], table, m, stride, w, wStride, from, to);
                }
                break;
        }
    }
}
