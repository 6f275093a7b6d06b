using System.Numerics;
using System.Runtime.Intrinsics;

namespace Gsp.Numerics;

/// <summary>The kernels of one element type at the machine's vector width: chosen once, then one virtual call an operation.</summary>
internal abstract unsafe class KernelSet<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static KernelSet<T> Instance { get; } =
        Vector512.IsHardwareAccelerated ? new KernelSet<T, Vector512<T>, Lanes512<T>>()
        : Vector256.IsHardwareAccelerated ? new KernelSet<T, Vector256<T>, Lanes256<T>>()
        : new KernelSet<T, Vector128<T>, Lanes128<T>>();

    /// <summary>Elements in a vector.</summary>
    public abstract int Count { get; }

    public abstract void Multiply(
        T alpha,
        StridedMatrix<T> a,
        StridedMatrix<T> b,
        T beta,
        StridedMatrix<T> c,
        GemmPart part = GemmPart.Whole,
        int rowOffset = 0
    );

    public abstract void Multiply(T alpha, StridedMatrix<T> a, T* x, T beta, T* y);

    public abstract void RankOne(T alpha, T* x, T* y, T beta, StridedMatrix<T> a);

    public abstract void SymmetricRankOne(T alpha, T* x, T* all, T beta, StridedMatrix<T> a);

    public abstract T Dot(T* x, T* y, int n);

    public abstract T Sum(T* x, int n);

    public abstract void AddScaled(T a, T* x, T* y, int n);

    public abstract void Combine(T a, T* x, T b, T* y, int n);

    public abstract void Scale(T a, T* y, int n);
}

/// <inheritdoc/>
internal sealed unsafe class KernelSet<T, V, L> : KernelSet<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : struct, ILanes<T, V>
{
    public override int Count => L.Count;

    public override void Multiply(
        T alpha,
        StridedMatrix<T> a,
        StridedMatrix<T> b,
        T beta,
        StridedMatrix<T> c,
        GemmPart part,
        int rowOffset
    ) => Gemm<T, V, L>.Run(alpha, a, b, beta, c, part, rowOffset);

    public override void Multiply(T alpha, StridedMatrix<T> a, T* x, T beta, T* y) =>
        MatrixVector<T, V, L>.Multiply(alpha, a, x, beta, y);

    public override void RankOne(T alpha, T* x, T* y, T beta, StridedMatrix<T> a) =>
        MatrixVector<T, V, L>.RankOne(alpha, x, y, beta, a);

    public override void SymmetricRankOne(T alpha, T* x, T* all, T beta, StridedMatrix<T> a) =>
        MatrixVector<T, V, L>.SymmetricRankOne(alpha, x, all, beta, a);

    public override T Dot(T* x, T* y, int n) => VectorKernels<T, V, L>.Dot(x, y, n);

    public override T Sum(T* x, int n) => VectorKernels<T, V, L>.Sum(x, n);

    public override void AddScaled(T a, T* x, T* y, int n) => VectorKernels<T, V, L>.AddScaled(a, x, y, n);

    public override void Combine(T a, T* x, T b, T* y, int n) => VectorKernels<T, V, L>.Combine(a, x, b, y, n);

    public override void Scale(T a, T* y, int n) => VectorKernels<T, V, L>.Scale(a, y, n);
}
