using System.Numerics;

namespace Gsp.Numerics;

/// <summary>The few vector operations that kernels are written in, once for every width.</summary>
/// <remarks>
/// A kernel is generic over the element type T, the vector V and its operations, so that one source gives six specialised bodies with
/// every accumulator in a register. Determinism is the kernel's duty: what one element of the result sees (its sequence of fused
/// multiply-adds) must not depend on <see cref="Count"/>.
/// </remarks>
internal unsafe interface ILanes<T, V>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
{
    /// <summary>Elements in a vector.</summary>
    static abstract int Count { get; }

    static abstract V Zero { get; }

    static abstract V Load(T* source);

    /// <summary>The first elements of memory, and zeros where they end; reads nothing beyond them.</summary>
    /// <param name="source">The memory.</param>
    /// <param name="count">Elements there are: less than a vector, none (or fewer), or as many as you like.</param>
    static abstract V LoadFirst(T* source, int count);

    static abstract void Store(T* target, V value);

    static abstract V Broadcast(T value);

    static abstract V Add(V a, V b);

    static abstract V Multiply(V a, V b);

    /// <summary>a b + c, rounded once on every machine (in hardware or, where there is none, in software).</summary>
    static abstract V MultiplyAdd(V a, V b, V c);

    /// <summary>The sum of the elements by halving: element i plus element i + Count/2, and so on.</summary>
    static abstract T SumByHalves(V a);
}
