using System.Numerics;

namespace Gsp.Numerics;

internal sealed partial class RealSchur
{
    /// <summary>The eigenvalues in the order of the diagonal of T.</summary>
    public Complex[] Eigenvalues()
    {
        var values = new Complex[n];
        for (int k = 0; k < n; k++)
        {
            if (!StartsPair(k))
            {
                values[k] = T(k, k);
                continue;
            }
            double middle = 0.5 * (T(k, k) + T(k + 1, k + 1));
            double half = 0.5 * (T(k, k) - T(k + 1, k + 1));
            // Positive by SplitPair; |b c| - half^2 through square roots, so that it cannot underflow early.
            double radius = Math.Sqrt(Math.Abs(T(k, k + 1))) * Math.Sqrt(Math.Abs(T(k + 1, k)));
            double imaginary = Math.Sqrt(Math.Max(0, (radius - Math.Abs(half)) * (radius + Math.Abs(half))));
            values[k] = new Complex(middle, imaginary);
            values[k + 1] = new Complex(middle, -imaginary);
            k++;
        }
        return values;
    }

    /// <summary>The unit eigenvectors in the order of the diagonal of T.</summary>
    public Complex[][] Eigenvectors(Complex[] values)
    {
        var vectors = new Complex[n][];
        for (int k = 0; k < n; k++)
        {
            vectors[k] = StartsPair(k) ? PairVector(k, values[k]) : RealVector(k);
            if (StartsPair(k))
            {
                vectors[k + 1] = [.. vectors[k].Select(Complex.Conjugate)];
                k++;
            }
        }
        return vectors;
    }

    private bool StartsPair(int k) => k + 1 < n && T(k + 1, k) != 0;

    private Complex[] RealVector(int k)
    {
        var real = new double[n];
        real[k] = 1;
        BackSubstitute(k - 1, k, T(k, k), 0, real, new double[n]);
        return ToOriginal(k, real, null);
    }

    private Complex[] PairVector(int k, Complex lambda)
    {
        // (T - lambda) x = 0 in the block: x = (lambda - d, c) for the block [a b; c d].
        var real = new double[n];
        var imaginary = new double[n];
        (real[k], imaginary[k]) = (lambda.Real - T(k + 1, k + 1), lambda.Imaginary);
        real[k + 1] = T(k + 1, k);
        BackSubstitute(k - 1, k + 1, lambda.Real, lambda.Imaginary, real, imaginary);
        return ToOriginal(k + 1, real, imaginary);
    }

    /// <summary>Fills entries first, first - 1, ..., 0 of the solution of (T - lambda) x = 0 whose entries up to last are known above first.</summary>
    private void BackSubstitute(int first, int last, double re, double im, double[] real, double[] imaginary)
    {
        double smallest = MachineEpsilon * norm;
        for (int i = first; i >= 0; i--)
        {
            bool pair = i > 0 && T(i, i - 1) != 0;
            Complex right = -RowSum(i, i + 1, last, real, imaginary);
            if (!pair)
            {
                Complex pivot = new(T(i, i) - re, -im);
                pivot = pivot.Magnitude < smallest ? new Complex(smallest, 0) : pivot;
                (real[i], imaginary[i]) = Parts(right / pivot);
            }
            else
            {
                Complex above = -RowSum(i - 1, i + 1, last, real, imaginary);
                Complex a = new(T(i - 1, i - 1) - re, -im);
                Complex d = new(T(i, i) - re, -im);
                double b = T(i - 1, i);
                double c = T(i, i - 1);
                Complex determinant = a * d - b * c;
                double least = smallest * norm;
                determinant = determinant.Magnitude < least * MachineEpsilon ? new Complex(least, 0) : determinant;
                (real[i - 1], imaginary[i - 1]) = Parts((d * above - b * right) / determinant);
                (real[i], imaginary[i]) = Parts((a * right - c * above) / determinant);
                i--;
            }
            double size = Math.Max(Math.Abs(real[i]), Math.Abs(imaginary[i]));
            if (size > 1e100)
            {
                Vectors.Scale<double>(1 / size, real);
                Vectors.Scale<double>(1 / size, imaginary);
            }
        }
    }

    private Complex RowSum(int row, int from, int to, double[] real, double[] imaginary)
    {
        ReadOnlySpan<double> entries = t.AsSpan(row * n + from, to - from + 1);
        return new Complex(
            Vectors.Dot<double>(entries, real.AsSpan(from, entries.Length)),
            Vectors.Dot<double>(entries, imaginary.AsSpan(from, entries.Length))
        );
    }

    private static (double Real, double Imaginary) Parts(Complex value) => (value.Real, value.Imaginary);

    /// <summary>Z x, of unit length and with its largest entry real and positive.</summary>
    private Complex[] ToOriginal(int last, double[] real, double[]? imaginary)
    {
        var re = new double[n];
        var im = new double[n];
        for (int j = 0; j <= last; j++)
        {
            Vectors.AddScaled<double>(real[j], z.AsSpan(j * n, n), re);
            if (imaginary is not null)
            {
                Vectors.AddScaled<double>(imaginary[j], z.AsSpan(j * n, n), im);
            }
        }
        var vector = new Complex[n];
        double reNorm = Reductions.Norm(re);
        double imNorm = Reductions.Norm(im);
        double length = Reductions.Norm([reNorm, imNorm]);
        int largest = 0;
        for (int i = 0; i < n; i++)
        {
            vector[i] = new Complex(re[i] / length, im[i] / length);
            largest = vector[i].Magnitude > vector[largest].Magnitude * (1 + 1e-10) ? i : largest;
        }
        Complex phase = Complex.Conjugate(vector[largest]) / vector[largest].Magnitude;
        for (int i = 0; i < n; i++)
        {
            vector[i] = i == largest ? vector[i].Magnitude : vector[i] * phase;
        }
        return vector;
    }
}
