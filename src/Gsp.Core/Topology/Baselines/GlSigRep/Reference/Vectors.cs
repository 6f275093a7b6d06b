namespace Gsp.Topology;

/// <summary>A few plain vector operations of the reference solver; sums run from index 0 upward.</summary>
internal static class Vectors
{
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }
        return sum;
    }

    public static double Norm(ReadOnlySpan<double> a) => Math.Sqrt(Dot(a, a));

    public static double Largest(ReadOnlySpan<double> a)
    {
        double largest = 0;
        foreach (double value in a)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }
        return largest;
    }

    public static double[] Subtract(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => Add(a, -1, b);

    /// <summary>a + factor b.</summary>
    public static double[] Add(ReadOnlySpan<double> a, double factor, ReadOnlySpan<double> b)
    {
        var result = new double[a.Length];
        for (int i = 0; i < a.Length; i++)
        {
            result[i] = a[i] + factor * b[i];
        }
        return result;
    }

    public static double[] Scale(double factor, ReadOnlySpan<double> a)
    {
        var result = new double[a.Length];
        for (int i = 0; i < a.Length; i++)
        {
            result[i] = factor * a[i];
        }
        return result;
    }
}
