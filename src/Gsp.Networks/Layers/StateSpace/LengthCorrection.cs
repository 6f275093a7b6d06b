using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Networks;

/// <summary>Between the output row C of a discretised system and the row C~ = C (I - A^L) that an S4 kernel of length L is made from.</summary>
/// <remarks>A is the bilinear discretisation of Lambda - P P* on the whole spectrum; acting on the kept half of a real system's state it is
/// real-linear, a real matrix of size N on (Re x, Im x). Cost per channel: about 4 N^3 log2 L operations. Pure and thread-safe.</remarks>
public static class LengthCorrection
{
    /// <summary>C~ = C (I - A^L), as at initialisation.</summary>
    /// <param name="parameters">The systems, with P.</param>
    /// <param name="output">C, [direction, H, N/2, 2].</param>
    /// <param name="length">Kernel length L.</param>
    /// <param name="threads">The most threads to use.</param>
    /// <returns>C~ in the same layout.</returns>
    /// <exception cref="ArgumentException">A wrong number of values, or a length below 1.</exception>
    public static double[] Apply(
        StateSpaceParameters<double> parameters,
        ReadOnlySpan<double> output,
        int length,
        int threads = 1
    ) => Map(parameters, output, length, threads, (matrix, c) => matrix.TransposeThisAndMultiply(c));

    /// <summary>C = C~ (I - A^L)^-1, as the recurrence needs it.</summary>
    /// <param name="parameters">The systems, with P.</param>
    /// <param name="output">C~, [direction, H, N/2, 2].</param>
    /// <param name="length">Kernel length L that C~ belongs to.</param>
    /// <param name="threads">The most threads to use.</param>
    /// <returns>C in the same layout.</returns>
    /// <exception cref="ArgumentException">A wrong number of values, or a length below 1.</exception>
    public static double[] Invert(
        StateSpaceParameters<double> parameters,
        ReadOnlySpan<double> output,
        int length,
        int threads = 1
    ) => Map(parameters, output, length, threads, (matrix, c) => matrix.Transpose().LU().Solve(c));

    private static double[] Map(
        StateSpaceParameters<double> parameters,
        ReadOnlySpan<double> output,
        int length,
        int threads,
        Func<Matrix<double>, Vector<double>, Vector<double>> map
    )
    {
        Require.Positive(length);
        int channels = parameters.LogStep.Length;
        Require.That(
            channels > 0 && parameters.Lambda.Length % (2 * channels) == 0,
            $"Lambda holds {parameters.Lambda.Length} values for {channels} channels; expected [channel, mode, re and im]"
        );
        int modes = parameters.Lambda.Length / (2 * channels);
        parameters.RequireShapes(channels, modes, lowRank: true);
        int row = 2 * channels * modes;
        Require.That(
            output.Length > 0 && output.Length % row == 0,
            $"output holds {output.Length} values; expected a multiple of {row}, [direction, channel, mode, re and im]"
        );
        double[] rows = output.ToArray();
        var systems = new DplrSystem[channels];
        for (int h = 0; h < channels; h++)
        {
            systems[h] = DplrSystem.Of(parameters, h, modes);
        }
        ParallelFor.Each(
            channels,
            threads,
            h =>
            {
                Matrix<double> correction =
                    Matrix<double>.Build.DenseIdentity(2 * modes) - Power(systems[h].Transition(), length);
                for (int at = 2 * h * modes; at < rows.Length; at += row)
                {
                    // y = 2 Re(C x): the real row (Re C, -Im C) on (Re x, Im x), up to the factor that both sides share.
                    Span<double> pairs = rows.AsSpan(at, 2 * modes);
                    Vector<double> c = Vector<double>.Build.Dense(2 * modes);
                    for (int n = 0; n < modes; n++)
                    {
                        (c[n], c[modes + n]) = (pairs[2 * n], -pairs[2 * n + 1]);
                    }
                    Vector<double> mapped = map(correction, c);
                    for (int n = 0; n < modes; n++)
                    {
                        (pairs[2 * n], pairs[2 * n + 1]) = (mapped[n], -mapped[modes + n]);
                    }
                }
            }
        );
        return rows;
    }

    private static Matrix<double> Power(Matrix<double> matrix, int exponent)
    {
        int size = matrix.RowCount;
        var blas = new ManagedBlas<double>();
        double[] square = matrix.ToRowMajor();
        double[]? result = null;
        while (true)
        {
            if ((exponent & 1) == 1)
            {
                result = result is null ? square : Product(result, square);
            }
            exponent >>= 1;
            if (exponent == 0)
            {
                return result!.ToMatrix(size, size);
            }
            square = Product(square, square);
        }

        double[] Product(double[] a, double[] b)
        {
            var product = new double[a.Length];
            blas.Multiply(1, a.AsRowMajor(size, size), b.AsRowMajor(size, size), 0, product.AsRowMajor(size, size));
            return product;
        }
    }
}
