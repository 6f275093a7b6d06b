namespace Gsp.Random;

public sealed partial class RandomStream
{
    /// <summary>A standard normal number. Two words.</summary>
    /// <returns>The number.</returns>
    public double NextNormal()
    {
        double radius = Math.Sqrt(-2 * Math.Log(NextOpenUniform()));
        return radius * Math.Cos(2 * Math.PI * NextUniform());
    }

    /// <summary>Fills a buffer with standard normal numbers.</summary>
    /// <param name="values">Receives the numbers.</param>
    public void FillNormal(Span<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = NextNormal();
        }
    }
}
