using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>The largest eigenvalue of a symmetric matrix to the last bits, without allocation.</summary>
/// <remarks>Householder reduction to tridiagonal form (4/3 N³ operations) and bisection with Sturm counts. Exactness matters here: the value is a
/// step size in a recursion that is compared with other implementations.</remarks>
internal sealed class SturmEigenvalue(int size)
{
    private readonly double[] work = new double[size * size];
    private readonly double[] diagonal = new double[size];
    private readonly double[] off = new double[size];
    private readonly double[] reflector = new double[size];
    private readonly double[] image = new double[size];

    /// <summary>The largest eigenvalue of a symmetric row-major matrix, which is left as it is.</summary>
    public double Of(ReadOnlySpan<double> matrix)
    {
        matrix.CopyTo(work);
        Tridiagonalise();
        double high = double.NegativeInfinity;
        double low = double.PositiveInfinity;
        for (int i = 0; i < size; i++)
        {
            double radius = (i > 0 ? Math.Abs(off[i - 1]) : 0) + (i + 1 < size ? Math.Abs(off[i]) : 0);
            high = Math.Max(high, diagonal[i] + radius);
            low = Math.Min(low, diagonal[i] - radius);
        }
        if (!(high > low))
        {
            return high;
        }
        for (int round = 0; round < 200; round++)
        {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high)
            {
                break;
            }
            if (AllBelow(middle))
            {
                high = middle;
            }
            else
            {
                low = middle;
            }
        }
        return high;
    }

    /// <summary>Sturm: every eigenvalue is below the shift iff all pivots of T − shift I are negative.</summary>
    private bool AllBelow(double shift)
    {
        double pivot = diagonal[0] - shift;
        for (int i = 1; ; i++)
        {
            if (!(pivot < 0))
            {
                return false;
            }
            if (i == size)
            {
                return true;
            }
            pivot = diagonal[i] - shift - off[i - 1] * off[i - 1] / pivot;
        }
    }

    private void Tridiagonalise()
    {
        for (int k = 0; k < size - 2; k++)
        {
            double scale = 0;
            for (int i = k + 1; i < size; i++)
            {
                scale = Math.Max(scale, Math.Abs(work[i * size + k]));
            }
            diagonal[k] = work[k * size + k];
            if (scale == 0)
            {
                off[k] = 0;
                continue;
            }
            double squares = 0;
            for (int i = k + 1; i < size; i++)
            {
                reflector[i] = work[i * size + k] / scale;
                squares += reflector[i] * reflector[i];
            }
            double norm = Math.Sqrt(squares);
            double first = reflector[k + 1];
            off[k] = (first > 0 ? -norm : norm) * scale;
            reflector[k + 1] = first + (first > 0 ? norm : -norm);
            double factor = 1 / (squares + Math.Abs(first) * norm); // 2 / ‖v‖²
            Reflect(k + 1, factor);
        }
        if (size >= 2)
        {
            diagonal[size - 2] = work[(size - 2) * size + size - 2];
            off[size - 2] = work[(size - 1) * size + size - 2];
        }
        diagonal[size - 1] = work[size * size - 1];
    }

    /// <summary>B ← H B H on the trailing block, H = I − factor v vᵀ, as the symmetric rank-two update B − v uᵀ − u vᵀ.</summary>
    private void Reflect(int start, double factor)
    {
        int length = size - start;
        ReadOnlySpan<double> v = reflector.AsSpan(start, length);
        Span<double> u = image.AsSpan(start, length);
        double inner = 0;
        for (int i = 0; i < length; i++)
        {
            ReadOnlySpan<double> row = work.AsSpan((start + i) * size + start, length);
            u[i] = factor * Vectors.Dot<double>(row, v);
            inner += u[i] * v[i];
        }
        double shift = factor * inner / 2;
        for (int i = 0; i < length; i++)
        {
            u[i] -= shift * v[i];
        }
        for (int i = 0; i < length; i++)
        {
            Span<double> row = work.AsSpan((start + i) * size + start, length);
            Vectors.AddScaled<double>(-v[i], u, row);
            Vectors.AddScaled<double>(-u[i], v, row);
        }
    }
}
