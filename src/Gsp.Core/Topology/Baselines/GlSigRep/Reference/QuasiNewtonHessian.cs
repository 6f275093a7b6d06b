using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>The BFGS approximation of a Hessian from successive gradients.</summary>
/// <remarks>Starts at the identity, scaled at the first pair by |y|^2 / |s^T y|; a pair with s^T y at most 1e-8 s^T B s is skipped
/// (Nocedal and Wright, "Numerical Optimization", 2nd ed., eqs. 6.19-6.20 and p. 537).</remarks>
internal sealed class QuasiNewtonHessian(int n)
{
    private readonly double[] matrix = Identity(n);
    private bool first = true;

    public double[] Multiply(ReadOnlySpan<double> p)
    {
        var result = new double[n];
        for (int i = 0; i < n; i++)
        {
            result[i] = Vectors.Dot<double>(matrix.AsSpan(i * n, n), p);
        }
        return result;
    }

    public void Update(ReadOnlySpan<double> s, ReadOnlySpan<double> y)
    {
        double curvature = Vectors.Dot<double>(s, y);
        if (Reductions.MaxMagnitude(s) == 0 || Reductions.MaxMagnitude(y) == 0)
        {
            return;
        }
        if (first)
        {
            double scale = curvature == 0 ? 1 : Vectors.Dot<double>(y, y) / Math.Abs(curvature);
            for (int i = 0; i < matrix.Length; i++)
            {
                matrix[i] *= scale;
            }
            first = false;
        }
        double[] bs = Multiply(s);
        double sbs = Vectors.Dot<double>(s, bs);
        if (curvature <= 1e-8 * sbs)
        {
            return;
        }
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                matrix[i * n + j] += y[i] * y[j] / curvature - bs[i] * bs[j] / sbs;
            }
        }
    }

    private static double[] Identity(int n)
    {
        var matrix = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            matrix[i * n + i] = 1;
        }
        return matrix;
    }
}
