using Gsp.Random;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Graphs;

/// <summary>Random points on known shapes, to be joined by <see cref="NeighbourGraphs"/>.</summary>
public static class PointClouds
{
    /// <summary>Uniform points of the unit cube [0, 1]^d.</summary>
    /// <param name="count">Number of points.</param>
    /// <param name="dimension">d, at least 1.</param>
    /// <param name="stream">The randomness.</param>
    /// <returns>count x d.</returns>
    public static Matrix<double> Cube(int count, int dimension, RandomStream stream)
    {
        Require.Positive(count);
        var points = new double[count * Require.Positive(dimension)];
        stream.FillUniform(points);
        return Gsp.Numerics.MatrixViews.ToMatrix(points, count, dimension);
    }

    /// <summary>Uniform points of the unit sphere's surface in d dimensions.</summary>
    /// <param name="count">Number of points.</param>
    /// <param name="dimension">d, at least 2.</param>
    /// <param name="stream">The randomness.</param>
    /// <returns>count x d, rows of length 1.</returns>
    public static Matrix<double> Sphere(int count, int dimension, RandomStream stream)
    {
        Require.Positive(count);
        Require.InRange(dimension, 2, int.MaxValue, "a sphere's surface needs two dimensions at least");
        var points = new double[count * dimension];
        stream.FillNormal(points);
        return Gsp.Numerics.MatrixViews.ToMatrix(points, count, dimension).NormalizeRows(2);
    }

    /// <summary>Points on a Swiss roll: a sheet of length [1.5 pi, 4.5 pi] in angle and a width, rolled up.</summary>
    /// <param name="count">Number of points.</param>
    /// <param name="stream">The randomness.</param>
    /// <param name="width">Width of the sheet.</param>
    /// <returns>count x 3: (t cos t, width u, t sin t).</returns>
    public static Matrix<double> SwissRoll(int count, RandomStream stream, double width = 21)
    {
        Require.Positive(count);
        Require.Positive(width);
        Matrix<double> points = Matrix<double>.Build.Dense(count, 3);
        for (int i = 0; i < count; i++)
        {
            double t = stream.NextUniform(1.5 * Math.PI, 4.5 * Math.PI);
            points[i, 0] = t * Math.Cos(t);
            points[i, 1] = width * stream.NextUniform();
            points[i, 2] = t * Math.Sin(t);
        }
        return points;
    }
}
