using System.Numerics;

namespace Gsp.Networks.Tests;

/// <summary>A convolution over time by one matrix product for each tap: padding (k-1)/2, odd k. What networks use until a layer takes its place.</summary>
internal static class ShiftedConvolution
{
    /// <summary>y[b, o, l] = Sum_(i, j) w[o, i, j] x[b, i, l + j - (k-1)/2] + bias[o].</summary>
    public static Tensor<T> Apply<T>(Tensor<T> x, Tensor<T> weight, Tensor<T> bias)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Workspace<T> workspace = x.Workspace;
        (int batch, int length) = (x.Shape[0], x.Shape[2]);
        (int outputs, int inputs, int taps) = (weight.Shape[0], weight.Shape[1], weight.Shape[2]);
        Tensor<T> source = x.Detach();
        Tensor<T>[] maps = [.. Enumerable.Range(0, taps).Select(j => weight.Detach().Select(2, j).Contiguous())];
        Tensor<T> y = workspace.Empty([batch, outputs, length]);
        workspace.Device.Copy(bias.Detach().Reshape(outputs, 1).Expand(y.Shape), y);
        for (int j = 0; j < taps; j++)
        {
            (int from, int to, int count) = Overlap(j - taps / 2, length);
            workspace.Device.MatMul(
                maps[j].Expand([batch, outputs, inputs]),
                source.Slice(2, from, count),
                y.Slice(2, to, count),
                T.One,
                accumulate: true
            );
        }
        return Tape.Record(
            "shifted convolution",
            y,
            [x, weight, bias],
            [source, .. maps],
            gradient =>
            {
                bias.AccumulateSum(gradient.Sum(0, 2).Reshape(-1));
                Tensor<T>? target = x.AddingBuffer();
                Tensor<T>? weightTarget = weight.AddingBuffer();
                for (int j = 0; j < taps; j++)
                {
                    (int from, int to, int count) = Overlap(j - taps / 2, length);
                    Tensor<T> g = gradient.Slice(2, to, count);
                    if (target is not null)
                    {
                        workspace.Device.MatMul(
                            maps[j].Transpose(0, 1).Expand([batch, inputs, outputs]),
                            g,
                            target.Slice(2, from, count),
                            T.One,
                            accumulate: true
                        );
                    }
                    if (weightTarget is null)
                    {
                        continue;
                    }
                    Tensor<T> sum = workspace.Zeros([outputs, inputs]);
                    for (int b = 0; b < batch; b++)
                    {
                        Tensor<T> transposed = source.Slice(2, from, count).Select(0, b).Transpose(0, 1);
                        workspace.Device.MatMul(g.Select(0, b), transposed, sum, T.One, accumulate: true);
                    }
                    workspace.Device.Add(sum, weightTarget.Select(2, j));
                }
            }
        );
    }

    private static (int From, int To, int Count) Overlap(int shift, int length) =>
        (Math.Max(0, shift), Math.Max(0, -shift), length - Math.Abs(shift));
}
