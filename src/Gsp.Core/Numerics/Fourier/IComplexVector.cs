namespace Gsp.Numerics;

/// <summary>What the stages of a Fourier transform need of complex numbers in vector registers.</summary>
/// <remarks>
/// Memory is a row of elements. An element is one complex number, or one of each of several transforms that run side by side. Every
/// implementation does the operations of complex arithmetic in the same order, none of them fused, so results have the same bits on every machine.
/// </remarks>
/// <typeparam name="TSelf">The implementing type.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
internal unsafe interface IComplexVector<TSelf, T>
    where TSelf : unmanaged, IComplexVector<TSelf, T>
    where T : unmanaged
{
    /// <summary>Numbers of type T in an element.</summary>
    static abstract int Scalars { get; }

    /// <summary>Elements in a vector.</summary>
    static abstract int Elements { get; }

    /// <summary>Loads a whole vector or, not whole, its first element.</summary>
    static abstract TSelf Load(T* place, bool whole);

    /// <summary>Stores a whole vector or, not whole, its first element.</summary>
    static abstract void Store(TSelf value, T* place, bool whole);

    /// <summary>One complex factor (real part, imaginary part) for all elements.</summary>
    static abstract Turn<TSelf> Spread(T* factor);

    /// <summary>A factor for each element, from complex numbers that lie in a row.</summary>
    static abstract Turn<TSelf> Each(T* factors, bool whole);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    /// <summary>The product with a real number.</summary>
    static abstract TSelf operator *(TSelf a, T factor);

    /// <summary>The product with complex factors.</summary>
    static abstract TSelf operator *(TSelf a, Turn<TSelf> factor);

    /// <summary>The product with -i.</summary>
    static abstract TSelf TimesMinusI(TSelf a);

    static abstract TSelf Conjugate(TSelf a);

    /// <summary>The same real part, imaginary part zero.</summary>
    static abstract TSelf RealPart(TSelf a);
}

/// <summary>Complex factors, spread over registers so that a product takes the fewest operations; each layout has its own way.</summary>
internal readonly struct Turn<TVector>(TVector first, TVector second = default)
    where TVector : unmanaged
{
    public readonly TVector First = first;
    public readonly TVector Second = second;
}
