using Gsp.Random;

namespace Gsp.Networks.Tests;

/// <summary>Random numbers for tests.</summary>
internal static class Numbers
{
    public static double[] Normal(int count, ulong seed)
    {
        var values = new double[count];
        new RandomStream(seed).FillNormal(values);
        return values;
    }

    /// <summary>Integers from 0 to bound - 1.</summary>
    public static int[] Below(int bound, int count, ulong seed)
    {
        var values = new double[count];
        new RandomStream(seed).FillUniform(values, 0, bound);
        return Array.ConvertAll(values, v => Math.Min(bound - 1, (int)v));
    }
}
