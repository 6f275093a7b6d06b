namespace Gsp.Random;

public sealed partial class RandomStream
{
    private const int Chunk = 256;

    /// <summary>Fills a buffer with numbers in [0, 1): the same as repeated <see cref="NextUniform()"/>. One word each.</summary>
    /// <param name="values">Receives the numbers.</param>
    public void FillUniform(Span<double> values) => Fill(values, Uniform, 0, 1);

    /// <summary>Fills a buffer with numbers in [low, high): the same as repeated <see cref="NextUniform(double, double)"/>. One word each.</summary>
    /// <param name="values">Receives the numbers.</param>
    /// <param name="low">Lower end.</param>
    /// <param name="high">Upper end, greater than <paramref name="low"/>.</param>
    /// <exception cref="ArgumentException">The ends are not finite or out of order.</exception>
    public void FillUniform(Span<double> values, double low, double high)
    {
        RequireInterval(low, high);
        Fill(values, Uniform, low, high - low);
    }

    /// <summary>Fills a buffer with standard normal numbers: the same as repeated <see cref="NextNormal()"/>. One word each.</summary>
    /// <param name="values">Receives the numbers.</param>
    public void FillNormal(Span<double> values) => Fill(values, Normal, 0, 1);

    /// <summary>Fills a buffer with normal numbers: the same as repeated <see cref="NextNormal(double, double)"/>. One word each.</summary>
    /// <param name="values">Receives the numbers.</param>
    /// <param name="mean">Mean, finite.</param>
    /// <param name="deviation">Standard deviation, zero or more.</param>
    /// <exception cref="ArgumentException">A parameter is out of range.</exception>
    public void FillNormal(Span<double> values, double mean, double deviation)
    {
        Require.That(double.IsFinite(mean), "the mean of a normal number must be finite", nameof(mean));
        Fill(values, Normal, mean, Require.NotNegative(deviation));
    }

    /// <summary>Fills a buffer with Laplace numbers: the same as repeated <see cref="NextLaplace"/>. One word each.</summary>
    /// <param name="values">Receives the numbers.</param>
    /// <param name="scale">Scale, greater than zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not positive and finite.</exception>
    public void FillLaplace(Span<double> values, double scale = 1) => Fill(values, Laplace, 0, Require.Positive(scale));

    /// <summary>Fills a buffer with exponential numbers: the same as repeated <see cref="NextExponential"/>. One word each.</summary>
    /// <param name="values">Receives the numbers.</param>
    /// <param name="scale">Mean, greater than zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not positive and finite.</exception>
    public void FillExponential(Span<double> values, double scale = 1) =>
        Fill(values, Exponential, 0, Require.Positive(scale));

    private void Fill(Span<double> values, Func<ulong, double> transform, double offset, double factor)
    {
        Span<ulong> words = stackalloc ulong[Math.Min(Chunk, values.Length)];
        while (values.Length > 0)
        {
            int count = Math.Min(words.Length, values.Length);
            FillUInt64(words[..count]);
            for (int i = 0; i < count; i++)
            {
                values[i] = offset + factor * transform(words[i]);
            }
            values = values[count..];
        }
    }
}
