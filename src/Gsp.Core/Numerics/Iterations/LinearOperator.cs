namespace Gsp.Numerics;

/// <summary>A linear map known by what it does to a vector: dense, sparse or never formed.</summary>
/// <param name="x">The vector, n numbers.</param>
/// <param name="y">Receives the image, n numbers; every one must be written.</param>
public delegate void LinearOperator(ReadOnlySpan<double> x, Span<double> y);
