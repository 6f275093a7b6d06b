using System.Numerics;
using Gsp.Random;

namespace Gsp.Networks;

/// <summary>Diffusion convolution on a graph: y = [x, P_1 x, ..., P_1^K x, P_2 x, ...] W^T + b (Li, Yu, Shahabi and Liu, ICLR 2018).</summary>
/// <remarks>Parameters <c>filters.weight</c> [out, (1 + S K) in] and <c>filters.bias</c> [out]. The graph is given at each call: the weights serve any.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class DiffusionConvolution<T> : Module<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Linear<T> filters;
    private readonly int supportCount;
    private readonly bool root;

    /// <summary>Makes the layer.</summary>
    /// <param name="workspace">Where its parameters live.</param>
    /// <param name="inputs">Channels of the input.</param>
    /// <param name="outputs">Channels of the output.</param>
    /// <param name="supports">Number of supports S of the graphs it will work on.</param>
    /// <param name="order">Number of hops K.</param>
    /// <param name="random">Draws the initial values.</param>
    /// <param name="root">Whether a node's own input is a feature.</param>
    public DiffusionConvolution(
        Workspace<T> workspace,
        int inputs,
        int outputs,
        int supports,
        int order,
        RandomStream random,
        bool root = true
    )
        : base(workspace)
    {
        Require.Positive(inputs);
        supportCount = Require.Positive(supports);
        Order = Require.Positive(order);
        ArgumentNullException.ThrowIfNull(random);
        this.root = root;
        int blocks = Diffusion<T>.Count(supports, order, root);
        filters = Part("filters", new Linear<T>(workspace, blocks * inputs, outputs, random.Split("filters")));
    }

    /// <summary>Number of hops K.</summary>
    public int Order { get; }

    internal Tensor<T> Weight => filters.Weight;

    internal Tensor<T> Bias => filters.Bias!;

    /// <summary>Computes the layer.</summary>
    /// <param name="x">[..., nodes, in].</param>
    /// <param name="supports">The graph.</param>
    /// <returns>[..., nodes, out].</returns>
    /// <exception cref="ArgumentException">The graph has another number of supports or nodes.</exception>
    public Tensor<T> Forward(Tensor<T> x, GraphSupports<T> supports)
    {
        ArgumentNullException.ThrowIfNull(x);
        CheckSupports(supports, supportCount);
        return Run(() => filters.Forward(x.DiffusionFeatures(supports, Order, root)));
    }

    internal static void CheckSupports(GraphSupports<T> supports, int count)
    {
        ArgumentNullException.ThrowIfNull(supports);
        Require.That(
            supports.Count == count,
            $"the layer's weights are for {count} supports; the graph has {supports.Count}",
            nameof(supports)
        );
    }
}
