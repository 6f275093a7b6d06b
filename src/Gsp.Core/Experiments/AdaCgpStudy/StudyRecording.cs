using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Experiments;

/// <summary>A simulated recording with its truth.</summary>
/// <param name="Family">RANDOM, ER, KR or SBM.</param>
/// <param name="Seed">The seed of the noise.</param>
/// <param name="Samples">[time, node].</param>
/// <param name="Truth">The true shift operator, N x N.</param>
/// <param name="Filters">The true filters, N x NP.</param>
public sealed record StudyRecording(string Family, int Seed, Matrix<double> Samples, Matrix<double> Truth, Matrix<double> Filters);
