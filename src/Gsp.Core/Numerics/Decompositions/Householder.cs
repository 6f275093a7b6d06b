namespace Gsp.Numerics;

/// <summary>Householder reflections H = I - tau v v^T with v_0 = 1.</summary>
internal static class Householder
{
    /// <summary>Zero, for matrices scaled to entries of order one.</summary>
    private const double Nothing = 1e-290;

    /// <summary>Makes the reflection that maps x to (beta, 0, ..., 0); leaves beta in x_0 and the rest of v behind it. Returns tau.</summary>
    /// <remarks>beta has the sign opposite to x_0, so nothing cancels. tau = 0 (the identity) where the rest of x is zero already.</remarks>
    public static double Make(Span<double> x)
    {
        if (x.Length < 2)
        {
            return 0;
        }
        double rest = Reductions.Norm(x[1..]);
        double alpha = x[0];
        if (Math.Max(Math.Abs(alpha), rest) < Nothing)
        {
            x.Clear(); // a direction made of subnormal numbers has lost its digits
            return 0;
        }
        if (rest == 0)
        {
            return 0;
        }
        double larger = Math.Max(Math.Abs(alpha), rest);
        double norm = larger * Math.Sqrt((alpha / larger) * (alpha / larger) + (rest / larger) * (rest / larger));
        double beta = alpha >= 0 ? -norm : norm;
        double pivot = alpha - beta;
        foreach (ref double entry in x[1..])
        {
            entry /= pivot;
        }
        x[0] = beta;
        return (beta - alpha) / beta;
    }

    /// <summary>y = H y, where <paramref name="tail"/> is v without its first entry.</summary>
    public static void Apply(double tau, ReadOnlySpan<double> tail, Span<double> y)
    {
        if (tau == 0)
        {
            return;
        }
        double factor = tau * (y[0] + Vectors.Dot<double>(tail, y[1..]));
        y[0] -= factor;
        Vectors.AddScaled<double>(-factor, tail, y[1..]);
    }
}
