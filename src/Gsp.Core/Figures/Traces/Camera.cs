namespace Gsp.Figures;

/// <summary>A point seen by a camera: right, up, and towards the eye.</summary>
internal readonly record struct Projected(double X, double Y, double Depth);

/// <summary>An orthographic camera that looks at the origin with the z axis upright.</summary>
internal sealed class Camera
{
    private readonly double sinA;
    private readonly double cosA;
    private readonly double sinE;
    private readonly double cosE;

    public Camera(double azimuth, double elevation)
    {
        (sinA, cosA) = Math.SinCos(azimuth * Math.PI / 180);
        (sinE, cosE) = Math.SinCos(elevation * Math.PI / 180);
    }

    public Projected Project(ReadOnlySpan<double> p)
    {
        (double x, double y, double z) = (Clamp(p[0]), Clamp(p[1]), Clamp(p[2]));
        double outward = (x * cosA) + (y * sinA);
        return new Projected((y * cosA) - (x * sinA), (z * cosE) - (outward * sinE), (outward * cosE) + (z * sinE));
    }

    /// <summary>How squarely a triangle faces the eye: 0 edge on, 1 fully; either side counts as the front.</summary>
    public static double Facing(Projected a, Projected b, Projected c)
    {
        (double x1, double y1, double z1) = (b.X - a.X, b.Y - a.Y, b.Depth - a.Depth);
        (double x2, double y2, double z2) = (c.X - a.X, c.Y - a.Y, c.Depth - a.Depth);
        double largest = new[] { x1, y1, z1, x2, y2, z2 }.Max(Math.Abs);
        if (!(largest > 0))
        {
            return 1;
        }
        (x1, y1, z1, x2, y2, z2) = (x1 / largest, y1 / largest, z1 / largest, x2 / largest, y2 / largest, z2 / largest);
        (double nx, double ny, double nz) = ((y1 * z2) - (z1 * y2), (z1 * x2) - (x1 * z2), (x1 * y2) - (y1 * x2));
        double length = Math.Sqrt((nx * nx) + (ny * ny) + (nz * nz));
        return length > 0 ? Math.Abs(nz) / length : 1;
    }

    private static double Clamp(double v) => Math.Clamp(v, -DataRange.Limit / 4, DataRange.Limit / 4);
}
