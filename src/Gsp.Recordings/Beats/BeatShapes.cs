using Gsp.Numerics;

namespace Gsp.Recordings;

/// <summary>How much the neighbourhoods of two candidates look alike, in shape and in size, over all leads.</summary>
/// <remarks>
/// Slopes over 16 ms within 70 ms are compared, every 4 ms: 2 x.y / (x.x + y.y), the largest over shifts of up to 20 ms. It is 1 for equal neighbourhoods and
/// falls both with another shape and with another size. Memory: 12 to 49 numbers a candidate and lead.
/// </remarks>
internal sealed class BeatShapes
{
    private readonly double[][] shapes;
    private readonly double[][] energy;
    private readonly int points;
    private readonly int shift;
    private readonly int leads;

    /// <summary>Takes the neighbourhoods of candidates.</summary>
    /// <param name="leads">Leads without gaps, each with its weight.</param>
    /// <param name="samples">The candidates.</param>
    /// <param name="rate">Samples a second.</param>
    public BeatShapes(IReadOnlyList<(double[] Samples, double Weight)> leads, int[] samples, double rate)
    {
        int step = Math.Max(1, (int)Math.Round(0.004 * rate));
        int half = (int)Math.Round(0.07 * rate / step);
        int slope = Math.Max(1, (int)Math.Round(0.008 * rate));
        shift = (int)Math.Round(0.02 * rate / step);
        points = (2 * half) + 1;
        this.leads = leads.Count;
        int wide = points + (2 * shift);
        shapes = new double[samples.Length][];
        energy = new double[samples.Length][];
        for (int i = 0; i < samples.Length; i++)
        {
            var shape = new double[wide * leads.Count];
            for (int c = 0; c < leads.Count; c++)
            {
                (double[] lead, double weight) = leads[c];
                for (int k = 0; k < wide; k++)
                {
                    int t = samples[i] + ((k - half - shift) * step);
                    int a = Math.Clamp(t - slope, 0, lead.Length - 1);
                    int b = Math.Clamp(t + slope, 0, lead.Length - 1);
                    shape[(c * wide) + k] = weight * (lead[b] - lead[a]);
                }
            }
            shapes[i] = shape;
            energy[i] = [.. Enumerable.Range(-shift, (2 * shift) + 1).Select(s => Energy(shape, s))];
        }
    }

    /// <summary>At most 1.</summary>
    public double Likeness(int i, int j)
    {
        double best = -1;
        int wide = points + (2 * shift);
        for (int s = -shift; s <= shift; s++)
        {
            double product = 0;
            for (int c = 0; c < leads; c++)
            {
                product += Product(
                    shapes[i].AsSpan((c * wide) + shift, points),
                    shapes[j].AsSpan((c * wide) + shift + s, points)
                );
            }
            double both = energy[i][shift] + energy[j][s + shift];
            best = Math.Max(best, both > 0 ? 2 * product / both : 0);
        }
        return best;
    }

    private double Energy(double[] shape, int s)
    {
        int wide = points + (2 * shift);
        double sum = 0;
        for (int c = 0; c < leads; c++)
        {
            ReadOnlySpan<double> part = shape.AsSpan((c * wide) + shift + s, points);
            sum += Product(part, part);
        }
        return sum;
    }

    private static double Product(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => Vectors.Dot(a, b);
}
