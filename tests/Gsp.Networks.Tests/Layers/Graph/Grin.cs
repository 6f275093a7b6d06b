using System.Numerics;
using Gsp.Random;
using static Gsp.Networks.Operations;

namespace Gsp.Networks.Tests.Layers.Graph;

/// <summary>What a bidirectional GRIN gives: the merged imputation, and each direction's second and first stage; all [batch, time, node, channel].</summary>
internal sealed record GrinOutput<T>(
    Tensor<T> Imputation,
    Tensor<T> ForwardImputation,
    Tensor<T> BackwardImputation,
    Tensor<T> ForwardPrediction,
    Tensor<T> BackwardPrediction
)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public IEnumerable<Tensor<T>> All =>
        [Imputation, ForwardImputation, BackwardImputation, ForwardPrediction, BackwardPrediction];
}

/// <summary>GRIN (Cini, Marisca and Alippi, ICLR 2022), assembled from the library's layers.</summary>
internal sealed class Grin<T> : Module<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly GrinDirection<T> forward;
    private readonly GrinDirection<T> backward;
    private readonly Tensor<T> embedding;
    private readonly Linear<T> merge1;
    private readonly Linear<T> merge2;

    public Grin(Workspace<T> workspace, int nodes, int channels, int hidden, int order, int ff, int embeddings)
        : base(workspace)
    {
        var random = new RandomStream(1);
        forward = Part("f", new GrinDirection<T>(workspace, nodes, channels, hidden, order, random.Split("f")));
        backward = Part("b", new GrinDirection<T>(workspace, nodes, channels, hidden, order, random.Split("b")));
        embedding = Parameter("emb", new T[nodes * embeddings], [nodes, embeddings]);
        merge1 = Part("m1", new Linear<T>(workspace, 4 * hidden + channels + embeddings, ff, random.Split("m1")));
        merge2 = Part("m2", new Linear<T>(workspace, ff, channels, random.Split("m2")));
    }

    public GrinOutput<T> Forward(Tensor<T> x, Tensor<T> mask, GraphSupports<T> supports)
    {
        (Tensor<T> f1, Tensor<T> f2, Tensor<T> fr) = forward.Forward(x, mask, supports, reverse: false);
        (Tensor<T> b1, Tensor<T> b2, Tensor<T> br) = backward.Forward(x, mask, supports, reverse: true);
        Tensor<T> v = embedding.Expand(mask.Shape.With(-1, embedding.Shape[-1]));
        Tensor<T> merged = merge2.Forward(merge1.Forward(Concat(-1, fr, br, mask, v)).Relu());
        return new(merged, f2, b2, f1, b1);
    }

    /// <summary>The golden names of the parameters.</summary>
    public IReadOnlyCollection<(string Golden, Tensor<T> Tensor)> Golden() =>
        [.. NamedParameters().Select(p => (GoldenName(p.Name.Split('.')), p.Tensor))];

    private static string GoldenName(string[] parts)
    {
        string kind = parts[^1] == "weight" ? "W" : "b";
        return parts switch
        {
            ["emb"] => "emb",
            [var direction, "h0"] => $"{direction}_h0",
            [var direction, "slope", _] => $"{direction}_slope",
            [var direction, "cell", var gate, ..] => $"{direction}_{kind}{(gate[0] == 'f' ? 'r' : gate[0])}",
            [var part, _] => kind + part,
            [var direction, var part, ..] => $"{direction}_{kind}{part}",
            _ => throw new ArgumentException(string.Join('.', parts)),
        };
    }
}

/// <summary>One direction: a one-step prediction, a spatial decoder without the node itself, and the cell that reads what they fill in.</summary>
internal sealed class GrinDirection<T> : Module<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Tensor<T> initial;
    private readonly GraphGru<T> cell;
    private readonly Linear<T> first;
    private readonly Linear<T> into;
    private readonly DiffusionConvolution<T> spatial;
    private readonly Linear<T> outOf;
    private readonly PRelu<T> slope;
    private readonly Linear<T> readout;

    public GrinDirection(Workspace<T> workspace, int nodes, int channels, int hidden, int order, RandomStream random)
        : base(workspace)
    {
        initial = Parameter("h0", new T[nodes * hidden], [nodes, hidden]);
        cell = Part("cell", new GraphGru<T>(workspace, 2 * channels, hidden, 2, order, random.Split("cell")));
        first = Part("1st", new Linear<T>(workspace, hidden, channels, random.Split("1st")));
        into = Part("in", new Linear<T>(workspace, 2 * channels + hidden, hidden, random.Split("in")));
        spatial = Part("sp", new DiffusionConvolution<T>(workspace, hidden, hidden, 2, 1, random, root: false));
        outOf = Part("out", new Linear<T>(workspace, 2 * hidden, hidden, random.Split("out")));
        slope = Part("slope", new PRelu<T>(workspace, axis: -1));
        readout = Part("ro", new Linear<T>(workspace, 2 * hidden, channels, random.Split("ro")));
    }

    public (Tensor<T> Prediction, Tensor<T> Imputation, Tensor<T> Representation) Forward(
        Tensor<T> x,
        Tensor<T> mask,
        GraphSupports<T> supports,
        bool reverse
    )
    {
        int time = x.Shape[1];
        Tensor<T> h = initial.Expand([x.Shape[0], .. initial.Shape]);
        var predictions = new Tensor<T>[time];
        var imputations = new Tensor<T>[time];
        var representations = new Tensor<T>[time];
        for (int step = 0; step < time; step++)
        {
            int t = reverse ? time - 1 - step : step;
            Tensor<T> xt = x.Select(1, t);
            Tensor<T> mt = mask.Select(1, t);
            predictions[t] = first.Forward(h);
            Tensor<T> filled = mt.Where(xt, predictions[t]);
            Tensor<T> z = into.Forward(Concat(-1, filled, mt, h));
            Tensor<T> around = spatial.Forward(z, supports);
            Tensor<T> own = slope.Forward(outOf.Forward(Concat(-1, around, h)));
            representations[t] = Concat(-1, own, h);
            imputations[t] = readout.Forward(representations[t]);
            filled = mt.Where(xt, imputations[t]);
            h = cell.Step(Concat(-1, filled, mt), h, supports);
        }
        return (Stack(1, predictions), Stack(1, imputations), Stack(1, representations));
    }
}
