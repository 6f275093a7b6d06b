using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>Runs the tests of significance on any multiset of a recording's samples, each taken with its own lags.</summary>
/// <remarks>Drawing samples with their lags keeps the regression model exact however the samples are mixed. One instance serves one thread.</remarks>
internal sealed class ResampledSelection
{
    private const int MostSweeps = 100;
    private readonly double[] rows; // [time, node]
    private readonly int nodes;
    private readonly int order;
    private readonly LaggedMoments moments;
    private readonly SignificanceMember member;
    private readonly double[] lags;

    public ResampledSelection(double[] rows, int nodes, ResamplingOptions options, double falseEdges)
    {
        (this.rows, this.nodes, order) = (rows, nodes, options.Order);
        SupportMask? mask = options.Support is null ? null : new SupportMask(options.Support, order);
        moments = new LaggedMoments(nodes, order, 16, new IndexWorkers(1));
        member = new SignificanceMember(nodes, order, order, Math.Min(96, nodes * order), falseEdges, mask, false, 1);
        lags = new double[nodes * order];
    }

    /// <summary>Learns from the samples drawn and writes W, row-major N x N.</summary>
    public void Run(ReadOnlySpan<int> drawn, Span<double> shift)
    {
        moments.Reset();
        member.Reset();
        foreach (int t in drawn)
        {
            for (int p = 0; p < order; p++)
            {
                rows.AsSpan((t - 1 - p) * nodes, nodes).CopyTo(lags.AsSpan(p * nodes));
            }
            if (moments.PushPair(rows.AsSpan(t * nodes, nodes), lags, 1))
            {
                moments.Flush();
            }
        }
        moments.Flush();
        for (int sweep = 0; sweep < MostSweeps; sweep++)
        {
            long before = member.Moves;
            member.BeginSweep(moments);
            member.Visit(moments, 0, nodes, 0);
            if (member.Moves == before)
            {
                break;
            }
        }
        shift.Clear();
        member.CopyOperator(shift);
    }

    /// <summary>Draws blocks of consecutive samples with replacement until as many as there are have been drawn.</summary>
    public static int[] DrawBlocks(Gsp.Random.RandomStream stream, int first, int count, int blockLength)
    {
        var drawn = new int[count];
        for (int k = 0; k < count; )
        {
            int start = (int)(stream.NextUniform() * (count - blockLength + 1));
            for (int j = 0; j < blockLength && k < count; j++, k++)
            {
                drawn[k] = first + start + j;
            }
        }
        return drawn;
    }

    /// <summary>Splits the blocks at random into two halves, each without repetition (complementary pairs).</summary>
    public static (int[] Half, int[] OtherHalf) DrawHalves(
        Gsp.Random.RandomStream stream,
        int first,
        int count,
        int blockLength
    )
    {
        int blocks = (count + blockLength - 1) / blockLength;
        int[] permutation = [.. Enumerable.Range(0, blocks)];
        for (int k = blocks - 1; k > 0; k--)
        {
            int other = (int)(stream.NextUniform() * (k + 1));
            (permutation[k], permutation[other]) = (permutation[other], permutation[k]);
        }
        int[] Samples(IEnumerable<int> chosen) =>
            [
                .. chosen
                    .Order()
                    .SelectMany(b =>
                        Enumerable.Range(first + b * blockLength, Math.Min(blockLength, count - b * blockLength))
                    ),
            ];
        return (Samples(permutation.Take(blocks / 2)), Samples(permutation.Skip(blocks / 2)));
    }
}
