namespace Gsp.Graphs;

public static partial class FilterBanks
{
    /// <summary>Held's two bands: a low-pass whose edge is sin(2 pi (-1 + 24 s - 144 s^2 + 256 s^3)), and the high-pass that completes it.</summary>
    /// <param name="largestFrequency">lmax.</param>
    /// <param name="edge">Where the low-pass begins to fall, in (0, 1] on an axis that reaches 2; it has fallen to zero at twice that.</param>
    /// <returns>A tight frame of bound 1.</returns>
    public static FilterBank Held(double largestFrequency, double edge = 2 / 3.0) =>
        TwoBands(
            "Held",
            largestFrequency,
            edge,
            2,
            t =>
            {
                double s = t / 8; // t = 1 .. 2 over the edge
                return Math.Sin(2 * Math.PI * (-1 + s * (24 + s * (-144 + s * 256))));
            }
        );

    /// <summary>Simoncelli's two bands: a low-pass whose edge is a quarter cosine in the logarithm of frequency.</summary>
    /// <param name="largestFrequency">lmax.</param>
    /// <param name="edge">Where the low-pass begins to fall, in (0, 1] on an axis that reaches 2; it has fallen to zero at twice that.</param>
    /// <returns>A tight frame of bound 1.</returns>
    public static FilterBank Simoncelli(double largestFrequency, double edge = 2 / 3.0) =>
        TwoBands("Simoncelli", largestFrequency, edge, 2, t => Math.Cos(0.5 * Math.PI * Math.Log2(t)));

    /// <summary>Papadakis' two bands: a low-pass whose edge is the root of a raised sine.</summary>
    /// <param name="largestFrequency">lmax.</param>
    /// <param name="edge">Where the low-pass begins to fall, in (0, 6/5] on an axis that reaches 2; it has fallen to zero at 5/3 of that.</param>
    /// <returns>A tight frame of bound 1.</returns>
    public static FilterBank Papadakis(double largestFrequency, double edge = 0.75) =>
        TwoBands(
            "Papadakis",
            largestFrequency,
            edge,
            5 / 3.0,
            t => Math.Sqrt(Math.Max(0, 0.5 - 0.5 * Math.Sin(1.5 * Math.PI * t)))
        );

    /// <summary>A low-pass that is 1 up to the edge and falls to 0 at ratio * edge by a function of frequency over edge, and its complement.</summary>
    private static FilterBank TwoBands(
        string name,
        double largestFrequency,
        double edge,
        double ratio,
        Func<double, double> fall
    )
    {
        Require.InHalfOpen(edge, 0, 2 / ratio, "the low-pass must have fallen to zero at the largest frequency");
        double Low(double x)
        {
            double t = 2 * x / largestFrequency / edge;
            return t < 1 ? 1
                : t < ratio ? fall(t)
                : 0;
        }
        return Numbered(
            name,
            largestFrequency,
            2,
            (f, x) => f == 0 ? Low(x) : Math.Sqrt(Math.Max(0, 1 - Low(x) * Low(x)))
        );
    }
}
