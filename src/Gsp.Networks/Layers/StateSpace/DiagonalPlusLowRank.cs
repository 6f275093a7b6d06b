using System.Globalization;
using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Networks;

/// <summary>Half of a real state-space system in the basis where it is diagonal plus rank one, A = V (diag(Lambda) - P P*) V*.</summary>
/// <remarks>The other half is conjugate. Eigenvectors are turned so that V* B is real and positive. Immutable.</remarks>
public sealed record DiagonalPlusLowRank
{
    internal DiagonalPlusLowRank(Complex[] lambda, Complex[] input, Complex[] lowRank, Matrix<Complex> vectors) =>
        (Lambda, Input, LowRank, Vectors) = (lambda, input, lowRank, vectors);

    /// <summary>The N/2 eigenvalues with positive imaginary part, by ascending imaginary part.</summary>
    public IReadOnlyList<Complex> Lambda { get; }

    /// <summary>V* B, N/2 values.</summary>
    public IReadOnlyList<Complex> Input { get; }

    /// <summary>V* P, N/2 values.</summary>
    public IReadOnlyList<Complex> LowRank { get; }

    /// <summary>The eigenvectors, N x N/2, one a column.</summary>
    public Matrix<Complex> Vectors { get; }

    /// <summary>Number N/2 of kept eigenvalues.</summary>
    public int Modes => Lambda.Count;

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Modes} of {2 * Modes} modes, frequencies {Lambda[0].Imaginary:g4} to {Lambda[^1].Imaginary:g4}"
        );
}
