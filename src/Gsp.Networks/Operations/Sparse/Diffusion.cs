using System.Numerics;

namespace Gsp.Networks;

/// <summary>The K hops of diffusion side by side: [x, P_1 x, ..., P_1^K x, P_2 x, ...], and their transpose.</summary>
/// <param name="supports">The matrices.</param>
/// <param name="order">K, at least 1.</param>
/// <param name="root">Whether x itself is the first block.</param>
internal sealed class Diffusion<T>(GraphSupports<T> supports, int order, bool root)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Number of blocks.</summary>
    public int Blocks { get; } = Count(supports.Count, order, root);

    public static int Count(int supports, int order, bool root) => (root ? 1 : 0) + supports * order;

    /// <summary>Fills the blocks from [batch, nodes, c] into [batch, nodes, blocks c]; the first block is the caller's to fill where it is x itself.</summary>
    public void Spread(Tensor<T> source, Tensor<T> features)
    {
        int block = root ? 1 : 0;
        foreach (SparseOperator<T> support in supports.Operators)
        {
            Tensor<T> before = source;
            for (int hop = 1; hop <= order; hop++)
            {
                Tensor<T> after = Block(features, block++, source.Shape[2]);
                support.Apply(before, after, accumulate: false);
                before = after;
            }
        }
    }

    /// <summary>Adds the blocks' gradients to the source's, and to each other on the way: <paramref name="features"/> is changed where K &gt; 1.</summary>
    public void Collect(Tensor<T> features, Tensor<T> target)
    {
        int width = target.Shape[2];
        int last = root ? order : order - 1;
        foreach (SparseOperator<T> support in supports.Operators)
        {
            for (int hop = order; hop >= 1; hop--)
            {
                int block = last - order + hop;
                Tensor<T> before = hop == 1 ? target : Block(features, block - 1, width);
                support.ApplyTransposed(Block(features, block, width), before, accumulate: true);
            }
            last += order;
        }
    }

    /// <summary>A block of columns.</summary>
    public static Tensor<T> Block(Tensor<T> features, int block, int width) => features.Slice(2, block * width, width);
}

public static partial class Operations
{
    /// <summary>What a node and its surroundings hold: [x, P_1 x, ..., P_1^K x, P_2 x, ..., P_S^K x] along the channels. Gradient: the transposed hops of g.</summary>
    /// <remarks>Cost: 2 channels operations for each of K S products' stored entries.</remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">[..., nodes, channels].</param>
    /// <param name="supports">The matrices P_1 ... P_S.</param>
    /// <param name="order">K, at least 1.</param>
    /// <param name="root">Whether x itself is included.</param>
    /// <returns>[..., nodes, (1 + S K) channels], or S K where x is left out.</returns>
    /// <exception cref="ArgumentException">The number of nodes differs.</exception>
    public static Tensor<T> DiffusionFeatures<T>(
        this Tensor<T> x,
        GraphSupports<T> supports,
        int order,
        bool root = true
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(supports);
        Require.Positive(order);
        Tensor<T> source = NodesOf(x, supports.Operators[0].Pattern);
        var diffusion = new Diffusion<T>(supports, order, root);
        int width = source.Shape[2];
        IDevice<T> device = x.Workspace.Device;
        Tensor<T> y = x.Workspace.Empty(source.Shape.With(2, diffusion.Blocks * width));
        if (root)
        {
            device.Copy(source, Diffusion<T>.Block(y, 0, width));
        }
        diffusion.Spread(source, y);
        return Tape.Record(
            "diffusion",
            y.Reshape(x.Shape.With(-1, y.Shape[2]).Lengths),
            [x],
            [],
            gradient =>
            {
                Tensor<T> g = gradient.Reshape(y.Shape.Lengths);
                if (order > 1)
                {
                    Tensor<T> own = x.Workspace.Empty(y.Shape); // collecting adds the hops to each other
                    device.Copy(g, own);
                    g = own;
                }
                Tensor<T> target = x.GradientBuffer(out bool accumulate).Reshape(source.Shape.Lengths);
                if (!root && !accumulate)
                {
                    device.Fill(target, T.Zero);
                }
                else if (root && accumulate)
                {
                    device.Add(Diffusion<T>.Block(g, 0, width), target);
                }
                else if (root)
                {
                    device.Copy(Diffusion<T>.Block(g, 0, width), target);
                }
                diffusion.Collect(g, target);
            }
        );
    }
}
