using System.Numerics;
using Gsp.Random;
using static Gsp.Networks.Operations;

namespace Gsp.Networks.Tests.Layers.Graph;

/// <summary>FibMap-R, assembled from the library's layers: one set of weights for graphs of any size, local parameters given at each call.</summary>
internal sealed class FibMapR<T> : Module<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly FibMapDirection<T> forward;
    private readonly FibMapDirection<T> backward;
    private readonly Linear<T> merge1;
    private readonly Linear<T> merge2;

    public FibMapR(Workspace<T> workspace, int hidden, int local, int encoded, int order, int ff)
        : base(workspace)
    {
        var random = new RandomStream(1);
        forward = Part("f", new FibMapDirection<T>(workspace, hidden, local, encoded, order, ff, random.Split("f")));
        backward = Part("b", new FibMapDirection<T>(workspace, hidden, local, encoded, order, ff, random.Split("b")));
        merge1 = Part("m1", new Linear<T>(workspace, 2 * hidden + 1 + local, ff, random.Split("m1")));
        merge2 = Part("m2", new Linear<T>(workspace, ff, 1, random.Split("m2")));
    }

    /// <summary>x and mask [batch, time, node, 1]; v [node, local].</summary>
    public (Tensor<T> Imputation, Tensor<T> Forward, Tensor<T> Backward) Forward(
        Tensor<T> x,
        Tensor<T> mask,
        Tensor<T> v,
        GraphSupports<T> supports
    )
    {
        (Tensor<T> yf, Tensor<T> hf) = forward.Forward(x, mask, v, supports, reverse: false);
        (Tensor<T> yb, Tensor<T> hb) = backward.Forward(x, mask, v, supports, reverse: true);
        Tensor<T> all = v.Expand(mask.Shape.With(-1, v.Shape[-1]));
        return (merge2.Forward(merge1.Forward(Concat(-1, hf, hb, mask, all)).Elu()), yf, yb);
    }

    /// <summary>The golden names of the shared parameters.</summary>
    public IEnumerable<(string Golden, Tensor<T> Tensor)> Golden() =>
        NamedParameters().Select(p => (GoldenName(p.Name.Split('.')), p.Tensor));

    private static string GoldenName(string[] parts)
    {
        string kind = parts[^1] == "weight" ? "W" : "b";
        return parts switch
        {
            [var part, _] => kind + part,
            [var direction, "cell", var gate, ..] => $"{direction}_{kind}{(gate[0] == 'f' ? 'r' : gate[0])}",
            [var direction, var part, _] => $"{direction}_{kind}{part}",
            _ => string.Join('.', parts),
        };
    }
}

/// <summary>One direction: state from local parameters, one-step head, encoder, graph GRU.</summary>
internal sealed class FibMapDirection<T> : Module<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Linear<T> initial;
    private readonly Linear<T> predict1;
    private readonly Linear<T> predict2;
    private readonly Linear<T> encode;
    private readonly GraphGru<T> cell;

    public FibMapDirection(
        Workspace<T> workspace,
        int hidden,
        int local,
        int encoded,
        int order,
        int ff,
        RandomStream random
    )
        : base(workspace)
    {
        initial = Part("h0", new Linear<T>(workspace, local, hidden, random.Split("h0")));
        predict1 = Part("pr1", new Linear<T>(workspace, hidden + local, ff, random.Split("pr1")));
        predict2 = Part("pr2", new Linear<T>(workspace, ff, 1, random.Split("pr2")));
        encode = Part("enc", new Linear<T>(workspace, 2 + local, encoded, random.Split("enc")));
        cell = Part("cell", new GraphGru<T>(workspace, encoded, hidden, 1, order, random.Split("cell")));
    }

    public (Tensor<T> Prediction, Tensor<T> States) Forward(
        Tensor<T> x,
        Tensor<T> mask,
        Tensor<T> v,
        GraphSupports<T> supports,
        bool reverse
    )
    {
        int time = x.Shape[1];
        Tensor<T> all = v.Expand([x.Shape[0], .. v.Shape]);
        Tensor<T> h = initial.Forward(all).Tanh();
        var predictions = new Tensor<T>[time];
        var states = new Tensor<T>[time];
        for (int step = 0; step < time; step++)
        {
            int t = reverse ? time - 1 - step : step;
            Tensor<T> m = mask.Select(1, t);
            Tensor<T> y = predict2.Forward(predict1.Forward(Concat(-1, h, all)).Elu());
            Tensor<T> filled = m.Where(x.Select(1, t), y);
            Tensor<T> z = encode.Forward(Concat(-1, filled, m, all)).Elu();
            (predictions[t], states[t]) = (y, h);
            h = cell.Step(z, h, supports);
        }
        return (Stack(1, predictions), Stack(1, states));
    }
}
