namespace Gsp.Topology;

/// <summary>The reference solver's vector arithmetic: each result is a new array.</summary>
internal static class NewVectors
{
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
