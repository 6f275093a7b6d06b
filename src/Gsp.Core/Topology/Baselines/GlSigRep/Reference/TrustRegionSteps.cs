using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>The two parts of a trust-region step under equalities and a box: towards feasibility, and along the constraints.</summary>
internal static class TrustRegionSteps
{
    /// <summary>Steps shorter than this count as the boundary, and curvatures below it as converged.</summary>
    private const double Tiny = 1e-25;

    /// <summary>The normal step: a dogleg for min |A d + b| in a ball and above a box's lower corner (Byrd, Hribar and Nocedal, SIAM J.
    /// Optim. 9 (1999), p. 885).</summary>
    public static double[] Normal(ScaledConstraints constraints, double[] b, double radius, double[] lower)
    {
        double[] newton = NewVectors.Scale(-1, constraints.Shortest(b));
        if (Inside(newton, lower) && Reductions.Norm(newton) <= radius)
        {
            return newton;
        }
        double[] gradient = constraints.ApplyTransposed(b);
        double[] image = constraints.Apply(gradient);
        double[] cauchy = NewVectors.Scale(
            -Vectors.Dot<double>(gradient, gradient) / Vectors.Dot<double>(image, image),
            gradient
        );
        double[] origin = new double[newton.Length];
        double[] leg = NewVectors.Subtract(newton, cauchy);
        (_, double end, bool meets) = Segment(cauchy, leg, lower, radius, false);
        double[] viaCauchy;
        if (meets)
        {
            viaCauchy = NewVectors.Add(cauchy, end, leg);
        }
        else
        {
            (_, end, _) = Segment(origin, cauchy, lower, radius, false);
            viaCauchy = NewVectors.Scale(end, cauchy);
        }
        (_, end, _) = Segment(origin, newton, lower, radius, false);
        double[] straight = NewVectors.Scale(end, newton);
        return Misfit(constraints, viaCauchy, b) < Misfit(constraints, straight, b) ? viaCauchy : straight;
    }

    /// <summary>The tangential step: conjugate gradients in the null space of A (Gould, Hribar and Nocedal, SIAM J. Sci. Comput. 23 (2001),
    /// algorithm 6.2), ended at the ball, at negative curvature, or at the last point inside the box.</summary>
    public static double[] Tangential(
        Func<double[], double[]> hessian,
        double[] linear,
        ScaledConstraints constraints,
        int equations,
        double radius,
        double[] lower
    )
    {
        int n = linear.Length;
        double[] x = new double[n];
        double[] residual = constraints.Project(linear);
        double[] g = constraints.Project(residual);
        double[] direction = NewVectors.Scale(-1, g);
        double squared = Vectors.Dot<double>(g, g);
        if (radius < Tiny)
        {
            return x;
        }
        double tolerance = Math.Max(Math.Min(0.01 * Math.Sqrt(squared), 0.1 * squared), Tiny);
        double[] lastInside = new double[n];
        for (int k = 0; k < n - equations && squared >= tolerance; k++)
        {
            double[] image = hessian(direction);
            double curvature = Vectors.Dot<double>(image, direction);
            if (curvature <= 0)
            {
                (_, double far, bool crosses) = Segment(x, direction, lower, radius, true);
                return Clip(crosses ? NewVectors.Add(x, far, direction) : x, lower);
            }
            double length = squared / curvature;
            double[] next = NewVectors.Add(x, length, direction);
            double[] step = NewVectors.Scale(length, direction);
            (_, double end, bool meets) = Segment(x, step, lower, radius, false);
            if (Reductions.Norm(next) >= radius)
            {
                return Clip(meets ? NewVectors.Add(x, end, step) : x, lower);
            }
            if (!Inside(next, lower) && meets)
            {
                lastInside = Clip(NewVectors.Add(x, end, step), lower);
            }
            residual = NewVectors.Add(residual, length, image);
            double[] projected = constraints.Project(residual);
            double squaredNext = Vectors.Dot<double>(projected, projected);
            direction = NewVectors.Add(NewVectors.Scale(-1, projected), squaredNext / squared, direction);
            (x, residual, squared) = (next, projected, squaredNext);
        }
        return Inside(x, lower) ? x : lastInside;
    }

    /// <summary>The largest part of [0, 1] for which origin + t d stays above the box's lower corner.</summary>
    public static (double Start, double End, bool Meets) Box(
        double[] origin,
        double[] d,
        double[] lower,
        bool wholeLine
    )
    {
        if (Reductions.MaxMagnitude(d) == 0)
        {
            return (0, 0, false);
        }
        double start = double.NegativeInfinity;
        double end = double.PositiveInfinity;
        for (int i = 0; i < d.Length; i++)
        {
            double t = (lower[i] - origin[i]) / d[i];
            if (d[i] == 0)
            {
                if (origin[i] < lower[i])
                {
                    return (0, 0, false);
                }
            }
            else if (d[i] > 0)
            {
                start = Math.Max(start, t);
            }
            else
            {
                end = Math.Min(end, t);
            }
        }
        return Limit(start, end, start <= end, wholeLine);
    }

    private static (double Start, double End, bool Meets) Segment(
        double[] origin,
        double[] d,
        double[] lower,
        double radius,
        bool wholeLine
    )
    {
        (double boxStart, double boxEnd, bool inBox) = Box(origin, d, lower, wholeLine);
        (double ballStart, double ballEnd, bool inBall) = Ball(origin, d, radius, wholeLine);
        (double start, double end) = (Math.Max(boxStart, ballStart), Math.Min(boxEnd, ballEnd));
        return (start, end, inBox && inBall && start <= end);
    }

    private static (double Start, double End, bool Meets) Ball(
        double[] origin,
        double[] d,
        double radius,
        bool wholeLine
    )
    {
        double a = Vectors.Dot<double>(d, d);
        double b = 2 * Vectors.Dot<double>(origin, d);
        double c = Vectors.Dot<double>(origin, origin) - radius * radius;
        double discriminant = b * b - 4 * a * c;
        if (a == 0 || discriminant < 0)
        {
            return (0, 0, false);
        }
        // The root of larger size first, the other by their product: no cancellation.
        double larger = b + Math.CopySign(Math.Sqrt(discriminant), b);
        (double one, double two) = (-larger / (2 * a), -2 * c / larger);
        return Limit(Math.Min(one, two), Math.Max(one, two), true, wholeLine);
    }

    private static (double Start, double End, bool Meets) Limit(double start, double end, bool meets, bool wholeLine)
    {
        if (wholeLine)
        {
            return (start, end, meets);
        }
        return end < 0 || start > 1 ? (0, 0, false) : (Math.Max(0, start), Math.Min(1, end), meets);
    }

    private static double Misfit(ScaledConstraints constraints, double[] d, double[] b) =>
        Reductions.Norm(NewVectors.Add(constraints.Apply(d), 1, b));

    private static bool Inside(double[] d, double[] lower)
    {
        for (int i = 0; i < d.Length; i++)
        {
            if (d[i] < lower[i])
            {
                return false;
            }
        }
        return true;
    }

    private static double[] Clip(double[] d, double[] lower) => [.. d.Zip(lower, Math.Max)];
}
