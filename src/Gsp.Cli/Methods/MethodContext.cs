using Gsp.Compute;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Cli;

/// <summary>What a method is made with beside its options.</summary>
/// <param name="Nodes">Number of nodes N.</param>
/// <param name="Backend">Where dense products run.</param>
/// <param name="Support">N x N, non-zero where an edge may be; null for everywhere.</param>
internal sealed record MethodContext(int Nodes, Backend Backend, Matrix<double>? Support);
